// Periods of the calendar: as a reading (EDTF, by the project's own conventions) and as a TIMEX3 value (by those of TimeML 1.2.1).
//
// The two part ways and are made apart: the last week of June 2022 is 2022-06-24/2022-06-30 to a reader of EDTF and 2022-06 to TIMEX3, a decade is
// 198X and 198, a morning is its day and 2022-06-24TMO.
#pragma once

#include <string>

#include "base/day.h"
#include "model/reading.h"
#include "resolve/time/time_expression.h"

namespace daybook {

/// printf of up to three numbers.
std::string printed(const char* format, int a, int b = 0, int c = 0);

/// "2022-W37" (ISO 8601).
std::string iso_week(Day day);
Day monday_of(Day day);

/// The same day of the month, or the last day of a shorter month.
Day add_months(Day day, int months);

/// Both days belong to it. Whole years and months are written as such.
TimeReading reading(Day from, Day to, TimePrecision precision, std::string reason);
TimeReading day_reading(Day day, std::string reason);

/// The part of a period that is meant. Source: thirds of a month, as newspapers use early, mid and late.
TimeReading take_part(TimeReading r, Part part);

/// TIMEX3 value of n units (see TimeExpr::unit); n < 0 is unknown: "P3M", "PT36H", "PXY".
std::string duration_value(char unit, double n);

/// The period of one unit that contains a day, moved by n units.
struct Period { Day from, to; TimePrecision precision; std::string timex; };
Period unit_period(Day day, char unit, int n);

}  // namespace daybook
