#include "resolve/time/time_period.h"

#include <cmath>
#include <cstdio>

namespace daybook {

std::string printed(const char* format, int a, int b, int c) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, a, b, c);
  return buffer;
}

std::string iso_week(Day day) {
  const Day thursday = day + (3 - day.weekday());
  const int year = thursday.year(), week = (thursday - Day::of(year, 1, 1)) / 7 + 1;
  return printed("%04d-W%02d", year, week);
}

Day monday_of(Day day) { return day - day.weekday(); }

TimeReading reading(Day from, Day to, TimePrecision precision, std::string reason) {
  TimeReading r;
  r.from = from;
  r.to = to;
  r.precision = precision;
  r.reason = std::move(reason);
  const bool first = from.day() == 1, ends = to == month_end(to.year(), to.month());
  if (from == to) r.edtf = to_iso(from);
  else if (precision == TimePrecision::decade) r.edtf = printed("%03dX", from.year() / 10);
  else if (first && ends && from.year() == to.year() && from.month() == 1 && to.month() == 12) r.edtf = printed("%04d", from.year());
  else if (first && ends && from.year() == to.year() && from.month() == to.month()) r.edtf = printed("%04d-%02d", from.year(), static_cast<int>(from.month()));
  else r.edtf = to_iso(from) + "/" + to_iso(to);
  return r;
}

TimeReading day_reading(Day day, std::string reason) { return reading(day, day, TimePrecision::day, std::move(reason)); }

TimeReading take_part(TimeReading r, Part part) {
  if (part == Part::whole || !r.from || !r.to || *r.from == *r.to) return r;
  Day a = *r.from, b = *r.to;
  const int n = b - a + 1;
  const bool month = n >= 28 && n <= 31, year = n >= 365 && n <= 366 && a.day() == 1 && a.month() == 1;
  switch (part) {
    case Part::whole: break;
    case Part::early: case Part::start: b = month ? a + 9 : a + (n + 2) / 3 - 1; break;
    case Part::mid: { const Day a0 = a; a = month ? a0 + 10 : a0 + n / 3; b = month ? a0 + 19 : a0 + (2 * n) / 3 - 1; break; }
    case Part::late: case Part::end: a = month ? a + 20 : b - (n + 2) / 3 + 1; break;
    case Part::first_week: b = a + 6; break;
    case Part::last_week: a = b - 6; break;
    case Part::first_half: b = year ? month_end(a.year(), 6) : a + n / 2 - 1; break;
    case Part::second_half: a = year ? Day::of(a.year(), 7, 1) : a + n / 2; break;
  }
  const bool week = part == Part::first_week || part == Part::last_week;
  auto out = reading(a, b, week ? TimePrecision::week : TimePrecision::interval, r.reason);
  out.edtf = to_iso(a) + "/" + to_iso(b);
  return out;
}

Day add_months(Day day, int months) {
  const int index = day.year() * 12 + static_cast<int>(day.month()) - 1 + months;
  const int year = index >= 0 ? index / 12 : (index - 11) / 12;
  const unsigned month = static_cast<unsigned>(index - year * 12) + 1;
  const Day last = month_end(year, month);
  return day.day() > last.day() ? last : Day::of(year, month, day.day());
}

namespace {

std::string amount(double n) {
  if (n < 0) return "X";
  if (n == std::floor(n)) return printed("%d", static_cast<int>(n));
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", n);
  return buffer;
}

}  // namespace

std::string duration_value(char unit, double n) {
  if (n > 1e6) n = -1;
  const bool split = n > 0 && n != std::floor(n);
  const int whole = static_cast<int>(std::floor(n));
  switch (unit) {
    case 'E': return n < 0 ? "PXE" : "P" + amount(n * 10) + "Y";
    case 'C': return n < 0 ? "PXC" : "P" + amount(n * 100) + "Y";
    case 'F': return "P" + amount(n < 0 ? n : n * 2) + "W";
    case 'Q': return n < 0 ? "PXQ" : "P" + amount(n) + "Q";
    case 'N': return "P" + amount(n < 0 ? n : n * 2) + "D";
    case 'Y': if (split && n - whole == 0.5) return (whole ? "P" + amount(whole) + "Y6M" : "P6M"); break;
    case 'h': case 'm': case 's':
      if (split && n - whole == 0.5 && unit != 's') return (whole ? "PT" + amount(whole) + (unit == 'h' ? "H30M" : "M30S") : unit == 'h' ? "PT30M" : "PT30S");
      return "PT" + amount(n) + (unit == 'h' ? "H" : unit == 'm' ? "M" : "S");
    default: break;
  }
  return "P" + amount(n) + unit;
}

Period unit_period(Day day, char unit, int n) {
  switch (unit) {
    case 'D': { const Day d = day + n; return {d, d, TimePrecision::day, to_iso(d)}; }
    case 'W': case 'F': { const Day m = monday_of(day) + 7 * n; return {m, m + 6, TimePrecision::week, iso_week(m)}; }
    case 'N': { const Day m = monday_of(day) + 7 * n; return {m + 5, m + 6, TimePrecision::interval, iso_week(m) + "-WE"}; }
    case 'M': { const Day d = add_months(Day::of(day.year(), day.month(), 1), n); return {d, month_end(d.year(), d.month()), TimePrecision::month, printed("%04d-%02d", d.year(), static_cast<int>(d.month()))}; }
    case 'Q': {
      const int q = day.year() * 4 + (static_cast<int>(day.month()) - 1) / 3 + n;
      const Day d = Day::of(q / 4, static_cast<unsigned>(q % 4 * 3 + 1), 1), e = add_months(d, 2);
      return {d, month_end(e.year(), e.month()), TimePrecision::interval, printed("%04d-Q%d", q / 4, q % 4 + 1)};
    }
    case 'E': { const int y = day.year() / 10 * 10 + 10 * n; return {Day::of(y, 1, 1), Day::of(y + 9, 12, 31), TimePrecision::decade, printed("%03d", y / 10)}; }
    case 'C': { const int y = day.year() / 100 * 100 + 100 * n; return {Day::of(y, 1, 1), Day::of(y + 99, 12, 31), TimePrecision::interval, printed("%02d", y / 100)}; }
    default: { const int y = day.year() + n; return {Day::of(y, 1, 1), Day::of(y, 12, 31), TimePrecision::year, printed("%04d", y)}; }
  }
}

}  // namespace daybook
