#include "picture/tallies.h"

#include <algorithm>

#include "base/hash.h"
#include "picture/words.h"

namespace daybook {
namespace {

std::string plural(const std::string& unit) {
  if (unit.empty()) return "people";
  if (unit == "people" || unit == "troops" || unit.ends_with("s")) return unit;
  if (unit == "person") return "people";
  if (unit.ends_with("y") && unit.size() > 1 && std::string_view("aeiou").find(unit[unit.size() - 2]) == std::string_view::npos)
    return unit.substr(0, unit.size() - 1) + "ies";
  return unit + "s";
}

/// What is counted, in words; "" if the claim is no total.
std::string subject_of(const Claim& c, const ClaimNumber& number, const Parties& parties) {
  const bool places = number.unit_class == "districts" || number.unit == "district" || number.unit == "province" || number.unit == "city";
  std::string verb;
  if (places && (c.kind == "hold" || c.kind == "tally" || c.kind == "capture")) verb = "held";
  if (places && c.kind == "lose") verb = "lost";
  if (c.kind == "release" && !places) verb = "released";
  if (c.kind == "displace") verb = "displaced";
  if (c.kind == "tally" && !places) verb = c.effect.empty() ? (number.unit_class == "dead" ? "killed" : "counted") : c.effect;
  if (verb.empty()) return {};
  std::string subject = plural(number.unit) + " " + verb;
  const auto by = Parties::of(c.actors);
  if (!by.empty()) subject += " by " + parties.name(by.front());
  if (!c.places.empty() && c.places.front().reading.kind != PlaceKind::country) subject += " in " + shown(c.places.front());
  return subject;
}

}  // namespace

std::vector<Tally> tallies_of(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told) {
  std::map<std::pair<std::string, std::string>, Tally> series;
  for (const auto* c : claims) {
    if (c->claim.modality != Modality::asserted && c->claim.modality != Modality::reported) continue;
    for (const auto& number : c->claim.numbers) {
      const std::string subject = subject_of(c->claim, number, parties);
      if (subject.empty() || number.bound == Bound::vague) continue;
      Tally& tally = series[{subject, number.unit}];
      tally.subject = subject;
      tally.unit = number.unit;
      TallyPoint point;
      if (c->claim.time && c->claim.time->reading.to) point.day = c->claim.time->reading.to;
      else if (const auto at = told.find(c->claim.document_id); at != told.end()) point.day = at->second;
      point.number = number;
      point.source = speaker_of(*c);
      point.claim_id = c->claim.id;
      tally.points.push_back(std::move(point));
    }
  }
  std::vector<Tally> out;
  for (auto& [key, tally] : series) {
    tally.id = make_id("tly_", {key.first, key.second});
    std::sort(tally.points.begin(), tally.points.end(), [](const TallyPoint& a, const TallyPoint& b) {
      return std::tuple(!a.day, a.day.value_or(Day{}), a.source, a.claim_id, a.number.value) < std::tuple(!b.day, b.day.value_or(Day{}), b.source, b.claim_id, b.number.value);
    });
    out.push_back(std::move(tally));
  }
  return out;
}

}  // namespace daybook
