#include "resolve/time/time_lexicon.h"

#include <algorithm>
#include <cstdlib>

#include "base/error.h"
#include "base/pieces.h"
#include "resource/table.h"

namespace daybook {
namespace {

/// Easter Sunday: Western by the anonymous Gregorian computus (Meeus), Orthodox by the Julian one.
Day western_easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return Day::of(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

Day orthodox_easter(int y) {
  const int a = y % 4, b = y % 7, c = y % 19, d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7, n = d + e + 114;
  return Day::of(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1)) + 13;  // Julian to Gregorian, 1900-2099
}

void add_phrase(TimeLexicon& lexicon, std::string_view text, std::string_view kind, const std::string& value) {
  TimeLexicon::Phrase phrase{{}, std::string(kind), value};
  for (auto& piece : cut_pieces(text, {0, static_cast<std::uint32_t>(text.size())})) phrase.pieces.push_back(piece.low);
  if (!phrase.pieces.empty()) lexicon.phrases[phrase.pieces.front()].push_back(std::move(phrase));
}

}  // namespace

const std::string* TimeLexicon::value(std::string_view kind, std::string_view word) const {
  const auto k = words.find(kind);
  if (k == words.end()) return nullptr;
  const auto w = k->second.find(word);
  return w == k->second.end() ? nullptr : &w->second;
}

TimeLexicon read_time_lexicon(const Resources& resources) {
  TimeLexicon lexicon;
  const auto words = Table::read(resources.data("time/words.tsv"), "time/words.tsv");
  for (const auto& row : words.rows()) {
    if (row[0] == "ref") add_phrase(lexicon, row[1], "ref", row[2]);
    else lexicon.words[row[0]][row[1]] = row[2];
  }
  const auto holidays = Table::read(resources.data("time/holidays.tsv"), "time/holidays.tsv");
  for (const auto& row : holidays.rows()) {
    lexicon.holidays[row[0]] = {row[0], row[2], {}};
    for (const auto& name : split_list(row[1])) add_phrase(lexicon, name, "holiday", row[0]);
  }
  const auto days = Table::read(resources.data("time/holiday_days.tsv"), "time/holiday_days.tsv");
  for (const auto& row : days.rows()) {
    const auto from = parse_iso_day(row[2]), to = parse_iso_day(row[3]);
    const auto holiday = lexicon.holidays.find(row[0]);
    if (!from || !to || holiday == lexicon.holidays.end())
      throw Error(ErrorCode::bad_resource, "time/holiday_days.tsv: no such day or holiday: " + row[0] + " " + row[2] + ".", "time/holiday_days.tsv");
    holiday->second.days[std::atoi(row[1].c_str())] = {*from, *to};
  }
  for (auto& [id, holiday] : lexicon.holidays) {
    if (!holiday.rule.starts_with('@')) continue;
    const auto sign = holiday.rule.find_first_of("+-");
    const auto of = lexicon.holidays.find(holiday.rule.substr(1, sign - 1));
    if (sign == std::string::npos || of == lexicon.holidays.end() || of->second.rule != "table")
      throw Error(ErrorCode::bad_resource, "time/holidays.tsv: " + id + " is counted from a row that has no table: " + holiday.rule + ".", "time/holidays.tsv");
    for (const auto& [year, days] : of->second.days) {
      const Day day = days.first + std::atoi(holiday.rule.c_str() + sign);
      holiday.days[day.year()] = {day, day};
    }
  }
  for (auto& [id, holiday] : lexicon.holidays)  // only now: what is counted from a table must not be counted from in its turn
    if (holiday.rule.starts_with('@')) holiday.rule = "table";
  for (auto& [first, list] : lexicon.phrases)
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.pieces.size() > b.pieces.size(); });
  for (const char* kind : {"starter", "month", "weekday", "weekday_plural", "unit", "season", "part", "part_clock", "deictic", "frequency"})
    for (const auto& [word, value] : lexicon.words[kind]) lexicon.starters.insert(word);
  for (const auto& [word, list] : lexicon.phrases) lexicon.starters.insert(word);
  return lexicon;
}

std::optional<std::pair<Day, Day>> holiday_days(const Holiday& holiday, int year) {
  const std::string& rule = holiday.rule;
  if (rule == "table") {
    const auto found = holiday.days.find(year);
    if (found == holiday.days.end()) return std::nullopt;
    return found->second;
  }
  if (year < 1900 || year > 2099) return std::nullopt;
  Day day;
  if (rule.starts_with("easter")) {
    day = western_easter(year) + std::atoi(rule.c_str() + 6);
  } else if (rule.starts_with("orthodox")) {
    day = orthodox_easter(year) + std::atoi(rule.c_str() + 8);
  } else {
    const unsigned month = static_cast<unsigned>(std::atoi(rule.c_str()));
    const std::string rest = rule.substr(3);
    if (const auto slash = rule.find('/'); slash != std::string::npos) {
      const Day last = Day::of(year, static_cast<unsigned>(std::atoi(rule.c_str() + slash + 1)), static_cast<unsigned>(std::atoi(rule.c_str() + slash + 4)));
      return std::pair{Day::of(year, month, static_cast<unsigned>(std::atoi(rest.c_str()))), last};
    }
    const auto cut = rest.find('-', 1);
    if (cut == std::string::npos) {
      day = Day::of(year, month, static_cast<unsigned>(std::atoi(rest.c_str())));
    } else {
      const int nth = std::atoi(rest.c_str()), weekday = std::atoi(rest.c_str() + cut + 1);
      if (nth > 0) {
        const Day first = Day::of(year, month, 1);
        day = first + ((weekday - first.weekday() + 7) % 7 + 7 * (nth - 1));
      } else {
        const Day last = month_end(year, month);
        day = last - (last.weekday() - weekday + 7) % 7;
      }
    }
  }
  return std::pair{day, day};
}

}  // namespace daybook
