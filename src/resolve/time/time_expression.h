// Step one of resolving time: what is written, without asking what day it means.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/pieces.h"
#include "resolve/time/time_lexicon.h"

namespace daybook {

/// Where in a period: "early July", "mid-May", "the last week of June", "the end of 1994", "the first half of 2020".
enum class Part { whole, early, mid, late, start, end, first_week, last_week, first_half, second_half };

enum class Shape {
  date,         ///< year, month, day as far as written: "14 July 2021", "July", "1994", "on the 14th"
  weekday,      ///< "Tuesday", "last Friday"
  day_offset,   ///< "today" 0, "yesterday" -1, "the next day" +1 (anaphoric)
  unit_offset,  ///< whole unit counted from the reference: "last year", "this month", "that week"
  count_offset, ///< "three days ago", "two weeks later"
  span_of,      ///< "in the past 24 hours", "the next three months"
  season, quarter, half, decade, century, holiday,
  duration,     ///< "three months", "20 years"
  set,          ///< "daily", "every Friday"
  ref,          ///< "now", "recently": vague
  clock         ///< "10:35 a.m." without a day
};

struct TimeExpr {
  Shape shape = Shape::date;
  int year = 0, month = 0, day = 0;   ///< 0 where not written
  int day2 = 0;                       ///< last day of "July 17-18"
  int alt_month = 0, alt_day = 0;     ///< second reading of 04/07/2021
  int weekday = -1;                   ///< 0 Monday
  int direction = 0;                  ///< last -1, this 0, next +1, where `directed`
  bool directed = false;
  char unit = 0;                      ///< D W M Y Q E(decade) C N(weekend) F(fortnight) h m s
  double count = 0;                   ///< of units; < 0 unknown ("several years")
  bool anaphoric = false;             ///< counted from the last date of the narrative
  Part part = Part::whole;
  std::string time;                   ///< "TMO", "T10:35": added to a day's TIMEX3 value
  std::string value;                  ///< season "SU", set or ref value, holiday id
  std::vector<TimeExpr> until;        ///< second end of a range (0 or 1)
};

struct FoundTime {
  std::size_t first = 0, last = 0;  ///< pieces [first, last)
  TimeExpr expr;
};

/// All expressions among the pieces of one sentence, in order, not overlapping. Thread-safe.
std::vector<FoundTime> find_times(const TimeLexicon& lexicon, const std::vector<Piece>& pieces);

}  // namespace daybook
