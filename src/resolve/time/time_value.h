// Step two of resolving time: what an expression means, given what is known of the document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/reading.h"
#include "resolve/time/time_expression.h"

namespace daybook {

enum class Told { past, future, unclear };

/// How the words around an expression tell it. `sure`: by a verb that governs it, not by one that merely stands near.
struct Telling { Told told = Told::unclear; bool sure = false; };

/// What expressions are counted from. No member comes from the clock.
struct TimeContext {
  std::optional<Day> published;     ///< stated day of publication; weekdays and "yesterday" need it
  std::optional<Day> inferred;      ///< inferred day: good for years, months; not for "yesterday"
  std::optional<Day> narrative;     ///< last single day the text spoke of, for "two days later"
  std::optional<Day> spoken;        ///< start of the last date of any precision, for "three years later", "the same year"
  int governing_year = 0;           ///< year set by "In 2001, ..." for what follows in the paragraph; 0 none
  std::optional<Day> quarter;       ///< start of the quarter spoken of: "a year earlier", "the quarter" are counted in it

  std::optional<Day> base() const { return published ? published : inferred; }
};

struct TimeValue {
  TimeType type = TimeType::date;
  std::string timex;
  bool anaphoric = false;
  std::vector<TimeReading> readings;
};

TimeValue value_of(const TimeLexicon& lexicon, const TimeExpr& expr, const TimeContext& context, Telling telling);

/// Last day of month `month` that is not later than 31; days of a real calendar only.
bool is_real_day(int year, int month, int day);

}  // namespace daybook
