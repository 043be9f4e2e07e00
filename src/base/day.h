// Calendar days, proleptic Gregorian. No clock is read here or anywhere a claim is made.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace daybook {

/// One calendar day as days since 1970-01-01.
struct Day {
  int number = 0;

  static Day of(int year, unsigned month, unsigned day) {
    return {static_cast<int>(std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)}
                                 .time_since_epoch().count())};
  }
  std::chrono::year_month_day civil() const { return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{number}}}; }
  int year() const { return static_cast<int>(civil().year()); }
  unsigned month() const { return static_cast<unsigned>(civil().month()); }
  unsigned day() const { return static_cast<unsigned>(civil().day()); }
  /// 0 Monday ... 6 Sunday.
  int weekday() const { return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{std::chrono::days{number}}}.iso_encoding()) - 1; }

  constexpr auto operator<=>(const Day&) const = default;
  constexpr Day operator+(int days) const { return {number + days}; }
  constexpr Day operator-(int days) const { return {number - days}; }
  constexpr int operator-(Day other) const { return number - other.number; }
};

/// "2021-07-14".
std::string to_iso(Day day);

/// Parses "2021-07-14" (anything after the day, as in "2021-07-14T10:00:00Z", is ignored); nothing if it is not a real day.
std::optional<Day> parse_iso_day(std::string_view text);

/// Last day of a month.
Day month_end(int year, unsigned month);

}  // namespace daybook
