#include "resolve/time/time_value.h"

#include <cmath>
#include <cstdlib>

#include "resolve/time/time_period.h"

namespace daybook {
namespace {

void add(TimeValue& v, const Period& p, std::string reason, Part part) {
  v.timex = p.timex;
  v.readings.push_back(take_part(reading(p.from, p.to, p.precision, std::move(reason)), part));
}

struct YearChoice { int year = 0; std::string reason; int other = 0; };

/// The year of a month or day that is written without one.
YearChoice choose_year(const TimeExpr& e, const TimeContext& c, Telling telling) {
  const Told told = telling.told;
  if (e.year) return {e.year, "explicit"};
  const auto base = c.base();
  if (e.anaphoric && e.unit == 'Y' && c.spoken) return {c.spoken->year(), "the year last spoken of"};
  if (e.directed && e.unit == 'Y' && base && !e.anaphoric) return {base->year() + e.direction, "year said relative to publication"};
  if (c.governing_year && !(e.directed && e.unit == 'M')) return {c.governing_year, printed("year %d of the paragraph", c.governing_year)};
  if (!base) return {};
  const int y = base->year();
  const auto first = [&](int year) { return is_real_day(year, e.month, e.day ? e.day : 1) ? Day::of(year, static_cast<unsigned>(e.month), static_cast<unsigned>(e.day ? e.day : 1)) : Day::of(year, static_cast<unsigned>(e.month), 28); };
  const std::string by = c.published ? "publication" : "inferred publication";
  if (e.weekday >= 0 && e.day) {  // "Friday, 23 October": the weekday settles the year
    for (int year : {y, y - 1, y + 1})
      if (is_real_day(year, e.month, e.day) && first(year).weekday() == e.weekday && std::abs(first(year) - *base) < 300) return {year, "year in which the weekday fits"};
  }
  if (e.directed && e.unit == 'M') {
    if (e.direction < 0) { const int month = static_cast<int>(base->month()); return {e.month < month || (e.month == month && e.day && first(y) < *base) ? y : y - 1, "last before " + by}; }
    if (e.direction > 0) return {first(y) > *base ? y : y + 1, "next after " + by};
    return {y, "this year"};
  }
  constexpr int kHalfYear = 183;
  const bool later = first(y) > *base;
  if (told == Told::future && !telling.sure && !e.day) {  // "could meet at the summit in April": the nearer one
    const Day behind = later ? first(y - 1) : first(y), next = later ? first(y) : first(y + 1);
    const bool near = next - *base < *base - behind;
    return {near ? next.year() : behind.year(), "nearest to " + by, near ? behind.year() : next.year()};
  }
  if (told == Told::future) {
    const bool before = e.day ? first(y) < *base : e.month < static_cast<int>(base->month());
    // A day that passed less than half a year ago is not next year's: the cue ("to retake", "will") belonged to another verb.
    const bool passed = before && first(y) < *base - kHalfYear;
    if (before && !passed) return {y, "nearest to " + by, y + 1};
    return {passed ? y + 1 : y, "nearest on or after " + by + ": told as future", passed ? y : y - 1};
  }
  // Nobody leaves out the year of a day most of a year back: one that is weeks ahead is meant, unless a verb of its own tells it as past.
  constexpr int kNearAhead = 60;
  const Day ahead = later ? first(y) : first(y + 1);
  if (!(told == Told::past && telling.sure) && ahead - *base <= kNearAhead && *base < ahead && (later || *base - first(y) > kHalfYear) && (e.day || told == Told::unclear))
    return {ahead.year(), "near ahead of " + by + ", not told as past", ahead.year() - 1};
  return {later ? y - 1 : y, "nearest on or before " + by, later ? y : 0};
}

void resolve_date(const TimeExpr& e, const TimeContext& c, Telling told, TimeValue& v) {
  if (!e.month && !e.day) {  // a year
    v.timex = printed("%04d", e.year);
    if (!e.until.empty() && e.until.front().year > e.year)
      v.readings.push_back(reading(Day::of(e.year, 1, 1), Day::of(e.until.front().year, 12, 31), TimePrecision::interval, "explicit"));
    else
      v.readings.push_back(take_part(reading(Day::of(e.year, 1, 1), Day::of(e.year, 12, 31), TimePrecision::year, "explicit"), e.part));
    return;
  }
  if (!e.month) {  // "on the 14th"
    v.anaphoric = true;
    v.timex = printed("XXXX-XX-%02d", e.day);
    const auto base = c.narrative ? c.narrative : c.base();
    if (!base) return;
    Day m = Day::of(base->year(), base->month(), 1);
    if (!c.narrative && e.day > static_cast<int>(base->day()) && told.told != Told::future) m = add_months(m, -1);
    if (!is_real_day(m.year(), static_cast<int>(m.month()), e.day)) return;
    const Day d = Day::of(m.year(), m.month(), static_cast<unsigned>(e.day));
    v.timex = to_iso(d);
    v.readings.push_back(day_reading(d, c.narrative ? "day of the month last spoken of" : "latest such day before publication"));
    return;
  }
  const YearChoice choice = choose_year(e, c, told);
  auto of_year = [&](int year, int month, int day, const std::string& reason) -> std::optional<TimeReading> {
    if (!day) {
      const Day a = Day::of(year, static_cast<unsigned>(month), 1);
      return take_part(reading(a, month_end(year, static_cast<unsigned>(month)), TimePrecision::month, reason), e.part);
    }
    if (!is_real_day(year, month, day)) return std::nullopt;
    const Day d = Day::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (e.unit == 'W') return reading(d, d + 6, TimePrecision::week, reason);
    if (e.day2 && is_real_day(year, month, e.day2)) return reading(d, Day::of(year, static_cast<unsigned>(month), static_cast<unsigned>(e.day2)), TimePrecision::interval, reason);
    return day_reading(d, reason);
  };
  if (!choice.year) {
    v.timex = e.day ? printed("XXXX-%02d-%02d", e.month, e.day) : printed("XXXX-%02d", e.month);
    TimeReading r;
    r.edtf = v.timex;
    r.precision = e.day ? TimePrecision::day : TimePrecision::month;
    r.reason = "year unknown";
    v.readings.push_back(r);
    return;
  }
  const int yy = choice.year;
  v.timex = e.day ? printed("%04d-%02d-%02d", yy, e.month, e.day) : printed("%04d-%02d", yy, e.month);
  if (e.unit == 'W' && e.day && is_real_day(yy, e.month, e.day)) v.timex = iso_week(Day::of(yy, static_cast<unsigned>(e.month), static_cast<unsigned>(e.day)));
  if (auto r = of_year(yy, e.month, e.day, choice.reason)) v.readings.push_back(*r);
  if (e.alt_month)
    if (auto r = of_year(yy, e.alt_month, e.alt_day, "explicit, month first")) v.readings.push_back(*r);
  if (choice.other && choice.other != yy)
    if (auto r = of_year(choice.other, e.month, e.day, "the other side of publication")) v.readings.push_back(*r);
  if (!e.until.empty()) {
    TimeExpr end = e.until.front();
    if (!end.year) end.year = yy + (end.month && end.month < e.month);
    TimeValue to;
    resolve_date(end, c, told, to);
    if (!v.readings.empty() && !to.readings.empty() && to.readings.front().to && v.readings.front().from) {
      const Day a = *v.readings.front().from, b = *to.readings.front().to;
      if (a <= b) v.readings = {reading(a, b, TimePrecision::interval, v.readings.front().reason)};
    }
  }
}

void resolve_weekday(const TimeExpr& e, const TimeContext& c, Telling telling, TimeValue& v) {
  const Told told = telling.told;
  v.timex = printed("XXXX-WXX-%d", e.weekday + 1);
  std::optional<Day> base = e.anaphoric && c.narrative ? c.narrative : c.published;
  v.anaphoric = e.anaphoric && c.narrative.has_value();
  if (!base) return;
  const int back = (base->weekday() - e.weekday + 7) % 7, ahead = (e.weekday - base->weekday() + 7) % 7;
  Day d = *base - back;
  std::string reason = "weekday on or before publication";
  if (e.unit == 'W') { d = monday_of(*base) + 7 * e.direction + e.weekday; reason = "weekday of the week named"; }
  else if (e.directed && e.direction < 0) { d = *base - (back ? back : 7); reason = "last such weekday"; }
  else if (e.directed && e.direction > 0) { d = *base + (ahead ? ahead : 7); reason = "next such weekday"; }
  else if (e.directed) { d = told == Told::past ? *base - back : monday_of(*base) + e.weekday; reason = "weekday of this week"; }
  // "could not be found Wednesday" on a Thursday: a weak sign does not reach over almost a whole week
  else if (told == Told::future && (telling.sure || back == 0 || back > 2)) { d = *base + ahead; reason = "weekday on or after publication: told as future"; }
  v.timex = to_iso(d);
  v.readings.push_back(day_reading(d, reason));
}

void resolve_season(const TimeExpr& e, const TimeContext& c, Told told, TimeValue& v) {
  // Northern meteorological seasons: the start month; winter runs into the next year and is named by the year it starts in.
  const int start = e.value == "SP" ? 3 : e.value == "SU" ? 6 : e.value == "FA" ? 9 : 12;
  const int code = e.value == "SP" ? 21 : e.value == "SU" ? 22 : e.value == "FA" ? 23 : 24;
  v.timex = "XXXX-" + e.value;
  int year = e.year ? e.year : c.governing_year;
  if (!year) {
    const auto base = c.base();
    if (!base) return;
    year = base->year();
    const Day a = Day::of(year, static_cast<unsigned>(start), 1), b = add_months(a, 3) - 1;
    if (e.directed && e.direction < 0) { if (b >= *base) --year; }
    else if (e.directed && e.direction > 0) { if (a <= *base) ++year; }
    else if (told != Told::future && a > *base && !e.directed) --year;
    else if (told == Told::future && b < *base) ++year;
  }
  const Day a = Day::of(year, static_cast<unsigned>(start), 1);
  v.timex = printed("%04d-", year) + e.value;
  auto r = take_part(reading(a, add_months(a, 3) - 1, TimePrecision::season, e.year ? "explicit" : "season nearest to publication"), e.part);
  if (e.part == Part::whole) r.edtf = printed("%04d-%02d", year, code);
  v.readings.push_back(r);
}

void resolve_quarter(const TimeExpr& e, const TimeContext& c, Told told, TimeValue& v) {
  const bool half = e.shape == Shape::half;
  const int n = static_cast<int>(e.count), months = half ? 6 : 3;
  v.timex = printed(half ? "XXXX-H%d" : "XXXX-Q%d", n);
  int year = e.year;
  std::string reason = "explicit";
  if (!year) {
    const auto base = c.base();
    if (!base) return;
    year = base->year();
    if (e.directed) { year += e.direction; reason = "year said relative to publication"; }
    else {
      const Day a = Day::of(year, static_cast<unsigned>((n - 1) * months + 1), 1);
      if (told != Told::future && a > *base) --year;
      reason = "latest such quarter before publication";
    }
  }
  const Day a = Day::of(year, static_cast<unsigned>((n - 1) * months + 1), 1);
  v.timex = printed(half ? "%04d-H%d" : "%04d-Q%d", year, n);
  v.readings.push_back(reading(a, add_months(a, months) - 1, TimePrecision::interval, reason));
}

void resolve_holiday(const TimeLexicon& lexicon, const TimeExpr& e, const TimeContext& c, Told told, TimeValue& v) {
  const auto found = lexicon.holidays.find(e.value);
  if (found == lexicon.holidays.end()) return;
  std::optional<std::pair<Day, Day>> best;
  if (e.year) best = holiday_days(found->second, e.year);
  else if (const auto base = c.base()) {
    for (int year = base->year() - 1; year <= base->year() + 1; ++year) {
      const auto days = holiday_days(found->second, year);
      if (!days) continue;
      const bool ok = told == Told::future || (e.directed && e.direction > 0) ? days->second >= *base : days->first <= *base;
      const bool future = told == Told::future || (e.directed && e.direction > 0);
      if (!ok) continue;
      if (!best || (!future && days->first > best->first)) best = days;
    }
    // A feast that is days away is the one the text speaks of: "ended without a ceasefire for the holiday".
    constexpr int kSoon = 21, kLongGone = 60;
    if (best && !e.directed && *base - best->second > kLongGone)
      for (int year = base->year(); year <= base->year() + 1; ++year)
        if (const auto days = holiday_days(found->second, year); days && days->first > *base && days->first - *base <= kSoon) best = days;
  }
  if (!best) return;
  v.timex = best->first == best->second ? to_iso(best->first) : to_iso(best->first);
  v.readings.push_back(reading(best->first, best->second, best->first == best->second ? TimePrecision::day : TimePrecision::interval,
                               found->second.rule == "table" ? "table of holidays; sighting of the moon may move it by a day" : "holiday"));
}

void resolve_count_offset(const TimeExpr& e, const TimeContext& c, TimeValue& v) {
  v.anaphoric = e.anaphoric;
  v.timex = e.count < 0 ? (e.direction < 0 ? "PAST_REF" : "FUTURE_REF") : duration_value(e.unit, e.count);
  const bool fine = e.unit == 'h' || e.unit == 'm' || e.unit == 's' || e.unit == 'D' || e.unit == 'W';
  std::optional<Day> base = e.anaphoric ? (c.narrative ? c.narrative : std::nullopt) : (fine ? c.published : c.base());
  if (e.anaphoric && !fine && c.spoken) base = c.spoken;
  if (e.anaphoric && !base && !fine) base = c.base();
  if (!base && c.quarter && e.unit == 'Y') base = c.quarter;
  if (!base || e.count < 0 || e.count > 5000) return;
  const int n = e.direction * static_cast<int>(std::lround(e.count));
  const std::string reason = e.anaphoric ? "counted from the day last spoken of" : "counted from publication";
  if (fine && e.unit != 'D' && e.unit != 'W') {
    if (e.unit == 'h' && e.count >= 24) { const Day d = *base + n / 24; v.readings.push_back(day_reading(d, reason)); v.timex = to_iso(d); }
    return;
  }
  switch (e.unit) {
    case 'D': add(v, unit_period(*base, 'D', n), reason, Part::whole); return;
    case 'W': case 'F': {
      const Day d = *base + 7 * n * (e.unit == 'F' ? 2 : 1);
      v.timex = iso_week(d);
      v.readings.push_back(reading(monday_of(d), monday_of(d) + 6, TimePrecision::week, reason));
      return;
    }
    case 'Y':
      if (c.quarter && n == -1) { add(v, unit_period(*c.quarter, 'Q', -4), "the quarter last spoken of, a year before", Part::whole); return; }
      break;
    case 'E': { const int y = base->year() + 10 * n; add(v, unit_period(Day::of(y, 1, 1), 'Y', 0), reason, Part::whole); return; }
    case 'C': { const int y = base->year() + 100 * n; if (y > 0) add(v, unit_period(Day::of(y, 1, 1), 'Y', 0), reason, Part::whole); return; }
    case 'N': add(v, unit_period(*base, 'N', n), reason, Part::whole); return;
    default: break;
  }
  if (base->year() + n < 1 && e.unit == 'Y') return;
  add(v, unit_period(*base, e.unit, n), reason, Part::whole);
}

void resolve_span(const TimeExpr& e, const TimeContext& c, TimeValue& v) {
  v.type = TimeType::duration;
  v.timex = duration_value(e.unit, e.count);
  if (!c.published || e.count < 0 || e.count > 5000 || e.anaphoric) return;
  const int n = static_cast<int>(std::lround(e.count));
  Day other = *c.published;
  switch (e.unit) {
    case 'D': other = other + e.direction * n; break;
    case 'W': other = other + e.direction * 7 * n; break;
    case 'M': other = add_months(other, e.direction * n); break;
    case 'Y': other = add_months(other, e.direction * 12 * n); break;
    case 'E': other = add_months(other, e.direction * 120 * n); break;
    case 'h': other = other + e.direction * ((n + 23) / 24); break;
    default: return;
  }
  v.readings.push_back(reading(std::min(other, *c.published), std::max(other, *c.published), TimePrecision::interval, "up to publication"));
  if (e.direction > 0) v.readings.back().reason = "from publication";
}

}  // namespace

bool is_real_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= static_cast<int>(month_end(year, static_cast<unsigned>(month)).day());
}

TimeValue value_of(const TimeLexicon& lexicon, const TimeExpr& e, const TimeContext& c, Telling telling) {
  const Told told = telling.told;
  TimeValue v;
  v.anaphoric = false;
  switch (e.shape) {
    case Shape::date: resolve_date(e, c, telling, v); break;
    case Shape::weekday: resolve_weekday(e, c, telling, v); break;
    case Shape::day_offset: {
      v.anaphoric = e.anaphoric;
      v.timex = "XXXX-XX-XX";
      const auto base = e.anaphoric ? c.narrative : c.published;
      if (base) add(v, unit_period(*base, 'D', static_cast<int>(e.count)), e.anaphoric ? "counted from the day last spoken of" : "counted from publication", Part::whole);
      break;
    }
    case Shape::unit_offset: {
      v.anaphoric = e.anaphoric && c.narrative;
      const bool fine = e.unit == 'W' || e.unit == 'N' || e.unit == 'D';
      const bool of_spoken = e.anaphoric && c.spoken && (e.unit == 'Y' || e.unit == 'M');
      const auto base = of_spoken ? c.spoken : e.anaphoric && c.narrative ? c.narrative : fine ? c.published : c.base();
      v.anaphoric = v.anaphoric || of_spoken;
      v.timex = std::string("XXXX") + (e.unit == 'M' ? "-XX" : e.unit == 'W' ? "-WXX" : e.unit == 'Q' ? "-QX" : "");
      int n = e.direction;
      if (e.unit == 'N' && base && !e.anaphoric && n <= 0) n = told == Told::future ? 0 : n == 0 ? (base->weekday() >= 5 ? 0 : -1) : n;
      if (e.value == "spoken" && c.quarter) { v.anaphoric = true; add(v, unit_period(*c.quarter, 'Q', 0), "the quarter last spoken of", Part::whole); break; }
      if (base) add(v, unit_period(*base, e.unit, n), v.anaphoric ? "counted from the day last spoken of" : c.published ? "counted from publication" : "counted from inferred publication", e.part);
      break;
    }
    case Shape::count_offset: resolve_count_offset(e, c, v); break;
    case Shape::span_of: resolve_span(e, c, v); break;
    case Shape::season: resolve_season(e, c, told, v); break;
    case Shape::quarter: case Shape::half: resolve_quarter(e, c, told, v); break;
    case Shape::decade:
      v.timex = printed("%03d", e.year / 10);
      v.readings.push_back(take_part(reading(Day::of(e.year, 1, 1), Day::of(e.year + 9, 12, 31), TimePrecision::decade, "explicit"), e.part));
      break;
    case Shape::century:
      v.timex = printed("%02d", e.year / 100);
      if (e.year > 0) v.readings.push_back(reading(Day::of(e.year + 1, 1, 1), Day::of(e.year + 100, 12, 31), TimePrecision::interval, "explicit"));
      break;
    case Shape::holiday: resolve_holiday(lexicon, e, c, told, v); break;
    case Shape::duration: v.type = TimeType::duration; v.timex = duration_value(e.unit, e.count); break;
    case Shape::set: v.type = TimeType::set; v.timex = e.value; break;
    case Shape::ref: v.timex = e.value; break;
    case Shape::clock:
      v.timex = "XXXX-XX-XX";
      if (const auto base = c.narrative ? c.narrative : c.published) { v.timex = to_iso(*base); v.anaphoric = true; v.readings.push_back(day_reading(*base, c.narrative ? "clock time of the day last spoken of" : "clock time of the day of publication")); }
      break;
  }
  if (!e.time.empty() && v.type == TimeType::date && v.timex.size() == 10) v.timex += e.time;
  return v;
}

}  // namespace daybook
