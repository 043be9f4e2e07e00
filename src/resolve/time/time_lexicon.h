// What the matcher of time expressions knows: data/time/*.tsv.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/day.h"
#include "resource/resource.h"

namespace daybook {

struct Holiday {
  std::string id;
  std::string rule;  ///< "12-25", "04-13/04-15", "11-4-3" (4th Thursday of November), "easter-2", "orthodox+0", "table"; never "@ID+N", which becomes a table
  std::map<int, std::pair<Day, Day>> days;  ///< of a table, by year of the first day
};

struct TimeLexicon {
  /// kind -> word -> value, as in data/time/words.tsv.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> words;
  /// Phrases of several words cut into pieces, by first piece: kind "ref" (value) and "holiday" (id). Longest first.
  struct Phrase { std::vector<std::string> pieces; std::string kind, value; };
  std::map<std::string, std::vector<Phrase>, std::less<>> phrases;
  std::map<std::string, Holiday> holidays;

  /// Words that an expression may begin with; most words of a text are not among them, which is what makes the matcher fast.
  std::unordered_set<std::string> starters;

  const std::string* value(std::string_view kind, std::string_view word) const;
  bool has(std::string_view kind, std::string_view word) const { return value(kind, word) != nullptr; }
};

/// Throws Error{bad_resource}.
TimeLexicon read_time_lexicon(const Resources& resources);

/// First and last day of a holiday in a year, if known (moving ones from 1988 to 2032).
std::optional<std::pair<Day, Day>> holiday_days(const Holiday& holiday, int year);

}  // namespace daybook
