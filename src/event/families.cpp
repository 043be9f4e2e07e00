#include "event/families.h"

#include <algorithm>
#include <iterator>

namespace daybook {
namespace {

constexpr auto occurrence = KindRole::occurrence;
constexpr auto speech = KindRole::speech;
constexpr auto state = KindRole::state;

// Families group kinds that two reporters may use for one occurrence ("captured" and "fell", "fighting" and "attack").
constexpr KindTraits kTraits[] = {
    {"capture", "takeover", occurrence}, {"lose", "takeover", occurrence},     {"surrender", "takeover", occurrence},
    {"surround", "pressure", occurrence}, {"advance", "pressure", occurrence},  {"hold", "territory", state},
    {"attack", "violence", occurrence},  {"clash", "violence", occurrence},    {"strike", "violence", occurrence},
    {"bombing", "violence", occurrence}, {"kill", "violence", occurrence},     {"wound", "violence", occurrence},
    {"abduct", "custody", occurrence},   {"detain", "custody", occurrence},    {"abuse", "abuse", occurrence},
    {"displace", "displacement", occurrence}, {"talk", "talks", occurrence},   {"attend", "talks", occurrence},
    {"mediate", "talks", occurrence},    {"agree", "agreement", occurrence},   {"state", "statement", speech},
    {"demand", "position", speech},      {"offer", "position", speech},        {"promise", "position", speech},
    {"reject", "answer", speech},        {"deny", "answer", speech},           {"cease_fire", "truce", occurrence},
    {"release", "release", occurrence},  {"withdraw", "movement", occurrence}, {"deploy", "movement", occurrence},
    {"sanction", "sanctions", occurrence}, {"lift", "sanctions", occurrence},  {"aid", "aid", occurrence},
    {"cooperate", "aid", occurrence},    {"accuse", "speech", speech},         {"threaten", "speech", speech},
    {"appeal", "speech", speech},        {"support", "speech", speech},        {"protest", "protest", occurrence},
    {"appoint", "polity", occurrence},   {"lead", "polity", state},            {"tally", "figures", state},
};

}  // namespace

KindTraits traits_of(std::string_view kind) {
  const auto found = std::find_if(std::begin(kTraits), std::end(kTraits), [&](const KindTraits& t) { return t.kind == kind; });
  return found == std::end(kTraits) ? KindTraits{kind, kind, occurrence} : *found;
}

}  // namespace daybook
