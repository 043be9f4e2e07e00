// Numbers that count nothing: names and codes, scores, ages, clock times, days of other calendars, idioms.
#pragma once

#include "resolve/number/number_scene.h"

namespace daybook {

/// The end of what no quantity begins in at piece i: an idiom, an ordinal; i where there is none.
std::size_t skip_no_quantity(const NumberScene& scene, std::size_t i);

/// Is a number that takes the pieces [i, end) part of a code, a date or a time: "T-72", "10:30", "155mm", "6 Dhu al-Hijjah"?
bool part_of_code(const NumberScene& scene, std::size_t i, const NumberAt& number);

/// Does the number [i, end) name something ("Resolution 1701", "Boeing 737", "Five Eyes"), or tell an age, a year or a score?
/// `counts` says whether a counted noun follows.
bool names_something(const NumberScene& scene, std::size_t i, const NumberAt& number, bool counts);

}  // namespace daybook
