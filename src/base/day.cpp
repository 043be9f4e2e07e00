#include "base/day.h"

#include <cstdio>

namespace daybook {

std::string to_iso(Day day) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", day.year(), day.month(), day.day());
  return buffer;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int value[3] = {0, 0, 0};
  for (std::size_t i = 0, field = 0; i < 10; ++i) {
    if (i == 4 || i == 7) { ++field; continue; }
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value[field] = value[field] * 10 + (text[i] - '0');
  }
  const std::chrono::year_month_day ymd{std::chrono::year{value[0]}, std::chrono::month{static_cast<unsigned>(value[1])},
                                        std::chrono::day{static_cast<unsigned>(value[2])}};
  if (!ymd.ok()) return std::nullopt;
  return Day::of(value[0], static_cast<unsigned>(value[1]), static_cast<unsigned>(value[2]));
}

Day month_end(int year, unsigned month) {
  return month == 12 ? Day::of(year, 12, 31) : Day::of(year, month + 1, 1) - 1;
}

}  // namespace daybook
