#include "clean/date_choice.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace daybook {
namespace {

constexpr double kUrl = 4.5, kTitle = 0.8;
constexpr double kListed = 0.9;         // a list of the site that names the story and its day
constexpr double kPosted = 1.5;         // times the weight of a day, where its line says who posted it
constexpr double kLeast = 0.6;          // with less said for it a day is a guess
constexpr double kOtherZone = 0.4;      // of the weight of a moment in UTC is left where the page itself shows the day before or after
constexpr double kContradiction = 2.5;  // a day with less said for it is not worth a note
constexpr std::size_t kCandidatesMax = 1000;  // each is held against all others
constexpr double kScript = 2;
constexpr std::size_t kScriptValues = 20;  // of one key that are looked at
constexpr int kLeeway = 1;              // days: zones differ

/// The order that the page's other dates settle; open if they do not, or do not agree.
DayOrder settled_order(const std::vector<StatedDate>& candidates, const CleanLexicon& lexicon) {
  int day_first = 0, month_first = 0;
  for (const auto& candidate : candidates) {
    const auto found = find_written_day(candidate.fact.written, lexicon);
    if (!found || !found->settles) continue;
    day_first += found->order == DayOrder::day_first;
    month_first += found->order == DayOrder::month_first;
  }
  if ((day_first > 0) == (month_first > 0)) return DayOrder::open;
  return day_first > 0 ? DayOrder::day_first : DayOrder::month_first;
}

/// Hour of "2021-11-09T05:30:59Z" and the like; -1 if the moment is not in UTC or has no clock.
int hour_in_utc(std::string_view written) {
  const auto at = written.find('T');
  if (at == std::string_view::npos || at + 3 > written.size() || at < 8) return -1;
  if (!written.ends_with("Z") && !written.ends_with("+00:00") && !written.ends_with("+0000")) return -1;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return digit(written[at + 1]) && digit(written[at + 2]) ? (written[at + 1] - '0') * 10 + (written[at + 2] - '0') : -1;
}

/// The day is the one the publisher sees: a machine's UTC may be a day off.
void weigh_zones(std::vector<StatedDate>& candidates) {
  std::vector<double> weights;
  for (const auto& candidate : candidates) {
    double weight = candidate.weight;
    const int hour = candidate.fact.day ? hour_in_utc(candidate.fact.written) : -1;
    if (hour >= 0)
      for (const auto& other : candidates) {
        if (!other.fact.day || other.weight < 2.5 || other.voice == DateVoice::data || other.voice == DateVoice::head || hour_in_utc(other.fact.written) >= 0) continue;
        const int apart = *other.fact.day - *candidate.fact.day;
        if ((apart == -1 && hour < 12) || (apart == 1 && hour >= 10)) weight = candidate.weight * kOtherZone;
      }
    weights.push_back(weight);
  }
  for (std::size_t i = 0; i < weights.size(); ++i) candidates[i].weight = weights[i];
}

}  // namespace

PublishedChoice choose_published(std::vector<StatedDate> candidates, const std::optional<Day>& captured, std::string_view language, const CleanLexicon& lexicon) {
  PublishedChoice out;
  const auto late = [&](Day day) { return captured && day > *captured + kLeeway; };
  const auto settled = settled_order(candidates, lexicon);
  const StatedDate* open = nullptr;
  std::vector<Day> open_readings;
  for (auto& candidate : candidates) {
    if (candidate.fact.day) continue;
    const auto found = find_machine_day(candidate.fact.written, lexicon);
    if (!found) continue;
    auto readings = found->readings;
    std::erase_if(readings, late);
    if (readings.size() == 2) {
      const auto known = std::find_if(candidates.begin(), candidates.end(), [&](const auto& other) { return other.fact.day && (*other.fact.day == readings[0] || *other.fact.day == readings[1]); });
      const auto order = settled != DayOrder::open ? settled : order_of_language(language);
      if (known != candidates.end()) readings = {*known->fact.day};
      else if (order != DayOrder::open) readings = {readings[order == DayOrder::day_first ? 0 : 1]};
    }
    if (readings.size() == 1) candidate.fact.day = readings.front();
    else if (readings.size() == 2 && (!open || candidate.weight > open->weight)) open = &candidate, open_readings = readings;
  }

  weigh_zones(candidates);
  std::map<Day, std::map<DateVoice, double>> said;
  std::vector<std::string> refused;
  for (const auto& candidate : candidates) {
    if (!candidate.fact.day) continue;
    if (late(*candidate.fact.day)) {
      auto note = "date refused: " + to_iso(*candidate.fact.day) + " (" + candidate.fact.basis + ") is after the capture on " + to_iso(*captured);
      if (std::find(refused.begin(), refused.end(), note) == refused.end()) refused.push_back(std::move(note));
      continue;
    }
    auto& voice = said[*candidate.fact.day][candidate.voice];
    voice = std::max(voice, candidate.weight);
  }
  out.notes = std::move(refused);
  const auto total = [](const std::map<DateVoice, double>& voices) {
    double sum = 0;
    for (const auto& [voice, weight] : voices) sum += weight;
    return sum;
  };
  std::optional<Day> best;
  double most = 0;
  for (const auto& [day, voices] : said)
    if (const double sum = total(voices); sum >= kLeast && (!best || sum > most)) best = day, most = sum;
  if (!best) {
    if (open)
      out.notes.push_back("date undecided: " + open->fact.written + " (" + open->fact.basis + ") may be " + to_iso(open_readings[0]) + " or " + to_iso(open_readings[1]));
    return out;
  }
  const StatedDate* strongest = nullptr;
  for (const auto& candidate : candidates)
    if (candidate.fact.day == best && (!strongest || candidate.weight > strongest->weight)) strongest = &candidate;
  out.published = strongest->fact;
  for (const auto& candidate : candidates) {  // where two statements differ by more than a day, which one was kept is told
    if (!candidate.fact.day || late(*candidate.fact.day) || candidate.weight < kContradiction || std::abs(*candidate.fact.day - *best) <= kLeeway) continue;
    auto note = "dates differ: " + to_iso(*best) + " (" + strongest->fact.basis + ", kept) and " + to_iso(*candidate.fact.day) + " (" + candidate.fact.basis + ")";
    if (std::find(out.notes.begin(), out.notes.end(), note) == out.notes.end()) out.notes.push_back(std::move(note));
  }
  return out;
}

std::vector<StatedDate> dates_in_scripts(std::string_view html, std::vector<std::string>& notes, const CleanLexicon& lexicon) {
  std::vector<StatedDate> out;
  std::vector<std::size_t> names;  // where one may begin: quotes are many, those before the first letter of a key few
  for (auto at = html.find('"'); at != std::string_view::npos && at + 1 < html.size(); at = html.find('"', at + 1))
    if (const char c = html[at + 1]; c == 'd' || c == 'p' || c == 'f' || c == 'e' || c == 'v') names.push_back(at);
  const auto each = [&](std::string_view key, auto&& use) {
    std::size_t seen = 0;
    for (const auto at : names) {
      if (html[at + 1] != key[1] || html.compare(at, key.size(), key) != 0) continue;
      if (++seen > kScriptValues) break;
      auto rest = html.substr(at + key.size(), 80);
      rest.remove_prefix(std::min(rest.find_first_not_of("\\\" :="), rest.size()));
      const auto value = rest.substr(0, rest.find_first_of("\"\\,}<"));
      if (const auto found = find_machine_day(value, lexicon); found && found->readings.size() == 1) use(std::string(value), found->readings.front());
    }
  };
  for (const std::string_view key : {"\"datePublished", "\"publishedDate", "\"publishDate", "\"published_at", "\"publicationDate", "\"publishedAt", "\"firstPublished", "\"published_time"})
    each(key, [&](const std::string& value, Day day) { out.push_back({{day, value, "script " + std::string(key.substr(1)), false}, DateVoice::data, kScript}); });
  if (std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.fact.day != out.front().fact.day; })) out.clear();  // those of a list
  for (const std::string_view key : {"\"expiryDate", "\"expirationDate", "\"validThrough", "\"priceValidUntil", "\"expires", "\"validUntil"})
    each(key, [&](const std::string&, Day day) {
      auto note = "date refused: " + to_iso(day) + " (script " + std::string(key.substr(1)) + ") says when something expires";
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
    });
  return out;
}

namespace {

/// Is a line a day and nothing else?
bool only_day(std::string_view line, const CleanLexicon& lexicon) {
  const auto found = line.size() < 60 ? find_written_day(line, lexicon) : std::nullopt;
  return found && found->words == 0;
}

/// Days that lists under or over the story ("Latest news") give of the story itself: the line before its title or the one after it. Where both are
/// days, it is open which of them is the title's.
std::vector<std::string> listed_days(const std::vector<std::string>& lines, std::string_view title, const CleanLexicon& lexicon) {
  std::vector<std::string> out;
  bool heading = true;  // the first such line is the story's own heading; what stands beside it is weighed as it is
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!same_title(lines[i], title)) continue;
    const bool before = i > 0 && only_day(lines[i - 1], lexicon), after = i + 1 < lines.size() && only_day(lines[i + 1], lexicon);
    if (!heading && before != after) out.push_back(lines[before ? i - 1 : i + 1]);
    heading = false;
  }
  return out;
}

}  // namespace

std::vector<StatedDate> date_candidates(const PageFacts& facts, const HtmlContent& content, std::string_view url, std::string_view title, const CleanLexicon& lexicon) {
  std::vector<StatedDate> out = facts.dates;
  const auto add = [&](const std::string& written, const std::string& basis, DateVoice voice, double weight) {
    const auto found = out.size() < kCandidatesMax ? find_machine_day(written, lexicon) : std::nullopt;
    if (!found) return;
    StatedDate one{{{}, written, basis, false}, voice, weight};
    if (found->readings.size() == 1) one.fact.day = found->readings.front();
    out.push_back(std::move(one));
  };
  if (const auto day = day_in_url(url)) out.push_back({{day, std::string(url), "url path", false}, DateVoice::address, kUrl});
  for (const auto& mark : content.date_marks) {
    const bool posted = mark.voice == DateVoice::shown && !names_in_byline(mark.text, lexicon, Byline::phrase).empty();  // "Posted by Ann on 3 May 2021"
    add(mark.text, mark.basis, mark.voice, posted ? kPosted * mark.weight : mark.weight);
  }
  for (const auto& written : listed_days(content.credit_lines, title, lexicon)) add(written, "list that names the story", DateVoice::shown, kListed);
  if (facts.title_element != title) add(facts.title_element, "title element", DateVoice::text, kTitle);
  return out;
}

}  // namespace daybook
