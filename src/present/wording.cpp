#include "present/wording.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace daybook {
namespace {

constexpr std::array<const char*, 13> kMonths{"", "January", "February", "March", "April", "May", "June", "July", "August",
                                              "September", "October", "November", "December"};

/// How one kind (and phase) is told. "{a}" actors, "{t}" targets, "{p}" place with its preposition-free name, "{n}" number.
/// The first wording whose slots are all filled is used.
struct Wording {
  const char* kind;
  const char* phase;
  std::array<const char*, 4> patterns;
};

constexpr Wording kWordings[] = {
    {"capture", "", {"{a} took {p}", "{p} was taken from {t}", "{p} changed hands", nullptr}},
    {"lose", "", {"{a} lost {p}", nullptr}},
    {"hold", "", {"{a} held {p}", nullptr}},
    {"surround", "", {"{a} surrounded {p}", "{p} was surrounded", nullptr}},
    {"advance", "", {"{a} advanced on {p}", nullptr}},
    {"attack", "", {"{a} attacked {t} in {p}", "{a} attacked {p}", "{a} attacked {t}", "{p} came under attack"}},
    {"clash", "", {"{a&t} fought in {p}", "there was fighting in {p}", "{a&t} fought", nullptr}},
    {"strike", "", {"{a} struck {t} in {p}", "{a} struck {p}", "{p} was struck", nullptr}},
    {"bombing", "", {"{a} set off a bomb in {p}", "a bomb went off in {p}", nullptr}},
    {"kill", "", {"{n} were killed in {p}", "{t} was killed in {p}", "{a} killed {t}", "{t} was killed"}},
    {"wound", "", {"{n} were wounded in {p}", "{t} was wounded in {p}", "{t} was wounded", nullptr}},
    {"abduct", "", {"{a} abducted {t}", "{t} was abducted in {p}", nullptr}},
    {"detain", "", {"{a} detained {t}", "{t} was detained", nullptr}},
    {"displace", "", {"{n} fled {p}", "{t} fled {p}", "people fled {p}", nullptr}},
    {"withdraw", "", {"{a} withdrew from {p}", nullptr}},
    {"deploy", "", {"{a} sent forces to {p}", nullptr}},
    {"surrender", "", {"{a} surrendered in {p}", "{a} surrendered", nullptr}},
    {"release", "", {"{a} released {n}", "{a} released {t}", "{n} were released", nullptr}},
    {"talk", "begin", {"{a&t} began talks in {p}", "talks began in {p}", nullptr}},
    {"talk", "resume", {"{a&t} resumed talks in {p}", "talks resumed in {p}", nullptr}},
    {"talk", "suspend", {"{a&t} suspended talks", "talks in {p} were suspended", nullptr}},
    {"talk", "fail", {"talks between {a&t} failed", nullptr}},
    {"talk", "", {"{a&t} met in {p}", nullptr}},
    {"cease_fire", "declare", {"{a} declared a ceasefire", nullptr}},
    {"cease_fire", "violate", {"{a} broke a ceasefire in {p}", "{a} broke a ceasefire", nullptr}},
};

std::vector<std::string> names_of(const std::vector<ClaimActor>& actors) {
  std::vector<std::string> out;
  for (const auto& actor : actors) {
    if (actor.name.empty()) return {};
    const auto words = party_words(actor.name);
    if (std::find(out.begin(), out.end(), words) == out.end()) out.push_back(words);
  }
  return out;
}

/// Fills one pattern; empty if a slot it needs is not there.
std::string fill(std::string_view pattern, const Event& event) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    const auto close = pattern.find('}', i);
    const auto slot = pattern.substr(i + 1, close - i - 1);
    i = close;
    std::string words;
    if (slot == "a") words = join_words(names_of(event.actors));
    else if (slot == "t") words = join_words(names_of(event.targets));
    else if (slot == "p" && event.place) words = place_words(event.place->reading);
    else if (slot == "n" && !event.numbers.empty()) words = in_words(event.numbers.front());
    else if (slot == "a&t") {
      auto all = names_of(event.actors);
      for (const auto& name : names_of(event.targets))
        if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
      if (all.size() >= 2) words = join_words(all);
    }
    if (words.empty()) return "";
    out += words;
  }
  return out;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::string in_words(Day day) { return fmt::format("{} {} {}", day.day(), kMonths[day.month()], day.year()); }

std::string in_words(const TimeReading& time) {
  if (!time.from && !time.to) return time.edtf;
  if (!time.from) return "until " + in_words(*time.to);
  if (!time.to) return "since " + in_words(*time.from);
  const Day from = *time.from, to = *time.to;
  if (from == to) return in_words(from);
  switch (time.precision) {
    case TimePrecision::month: return fmt::format("{} {}", kMonths[from.month()], from.year());
    case TimePrecision::year: return std::to_string(from.year());
    case TimePrecision::day: case TimePrecision::week: case TimePrecision::season: case TimePrecision::decade:
    case TimePrecision::interval: case TimePrecision::unknown: break;
  }
  if (from.year() == to.year() && from.month() == to.month()) return fmt::format("{}–{} {} {}", from.day(), to.day(), kMonths[to.month()], to.year());
  return in_words(from) + " to " + in_words(to);
}

std::string join_words(const std::vector<std::string>& items, const char* last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? last : ", ";
    out += items[i];
  }
  return out;
}

std::string in_figures(double value) {
  std::string digits = value == std::floor(value) && std::abs(value) < 1e15 ? fmt::format("{:.0f}", value) : fmt::format("{:g}", value);
  const auto point = std::min(digits.find('.'), digits.size());
  if (digits.find('e') == std::string::npos)
    for (auto i = static_cast<std::ptrdiff_t>(point) - 3; i > (value < 0 ? 1 : 0); i -= 3) digits.insert(static_cast<std::size_t>(i), 1, ',');
  return digits;
}

std::string in_words(const ClaimNumber& number) {
  if (number.bound == Bound::vague) return number.text;
  std::string out = name_of(number.bound);
  if (!out.empty()) out += ' ';
  out += in_figures(number.value);
  if (number.high) out += " to " + in_figures(*number.high);
  if (number.of) out += " of " + in_figures(*number.of);
  if (!number.unit.empty()) out += " " + number.unit + (number.value == 1 && !number.of ? "" : number.unit.ends_with('s') ? "" : "s");
  return out;
}

std::string kind_words(PlaceKind kind) {
  std::string out = name_of(kind);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string place_words(const PlaceReading& place) {
  std::string out = place.name;
  const bool area = place.kind == PlaceKind::country || place.kind == PlaceKind::region || place.kind == PlaceKind::area ||
                    place.kind == PlaceKind::sea || place.kind == PlaceKind::river;
  if (area) return out;
  out += " (" + kind_words(place.kind);
  if (!place.admin1.empty() && place.kind != PlaceKind::province) out += ", " + place.admin1;
  return out + ")";
}

std::string party_words(const std::string& name) {
  // Names of institutions and movements take the article in a sentence; names of people, states and plural forces do not.
  static constexpr std::array<std::string_view, 8> kArticle{"Taliban", "Government of ", "Armed forces of ", "United Nations", "United States",
                                                            "European Union", "Ministry of ", "African Union"};
  for (const auto prefix : kArticle)
    if (name.starts_with(prefix) && !name.starts_with("Taliban ")) return "the " + name;
  return name;
}

std::string sentence_for(const Event& event, const LedgerClaim& first) {
  std::string core;
  for (const auto& wording : kWordings) {
    if (event.kind != wording.kind || (wording.phase[0] != '\0' && first.claim.phase != wording.phase)) continue;
    for (const char* pattern : wording.patterns) {
      if (!pattern || !core.empty()) break;
      core = fill(pattern, event);
    }
    if (!core.empty()) break;
  }
  if (core.empty()) return "“" + first.quote_text + "”";
  if (event.time && !event.time->edtf.empty())
    core += (event.time->precision == TimePrecision::day && event.time->from == event.time->to ? " on " : ", ") + in_words(*event.time);
  if (first.claim.modality == Modality::reported) core += ", it was reported";
  return capital(core) + ".";
}

}  // namespace daybook
