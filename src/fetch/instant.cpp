#include "fetch/instant.h"

#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/day.h"
#include "base/utf8.h"

namespace daybook {
namespace {

constexpr std::array kMonths = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr const char* kMonthNames[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<unsigned> month(std::string_view word) {
  std::string low(word.substr(0, 3));
  for (char& c : low) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (low == kMonths[i]) return i + 1;
  return std::nullopt;
}

std::optional<Seconds> at(int year, unsigned month, int day, Seconds of_day, Seconds zone) {
  if (year < 1900 || year > 9999 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year} / static_cast<int>(month) / day};
  if (!date.ok()) return std::nullopt;
  return Seconds{Day::of(year, month, static_cast<unsigned>(day)).number} * 86400 + of_day - zone;
}

/// "10:00", "10:00:00", "10:00:00.123".
std::optional<Seconds> clock_time(std::string_view text) {
  if (text.size() < 5 || text[2] != ':') return std::nullopt;
  const auto hours = number(text.substr(0, 2)), minutes = number(text.substr(3, 2));
  std::optional<int> seconds = 0;
  if (text.size() > 5) {
    if (text.size() < 8 || text[5] != ':') return std::nullopt;
    seconds = number(text.substr(6, 2));
    if (text.size() > 8 && text[8] != '.' && text[8] != ',') return std::nullopt;
  }
  if (!hours || !minutes || !seconds || *hours > 24 || *minutes > 59 || *seconds > 60) return std::nullopt;
  return *hours * 3600 + *minutes * 60 + *seconds;
}

/// "Z", "GMT", "UTC", "+0430", "+04:30", "-05"; North American names as RFC 2822 has them. Nothing for others.
std::optional<Seconds> zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z" || text == "GMT" || text == "UTC" || text == "UT") return 0;
  static constexpr std::pair<std::string_view, int> kNamed[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
  for (const auto& [name, hours] : kNamed)
    if (text == name) return hours * 3600;
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  std::string digits;
  for (const char c : text.substr(1))
    if (c != ':') digits += c;
  const auto hours = number(digits.substr(0, 2)), minutes = digits.size() > 2 ? number(digits.substr(2)) : std::optional<int>(0);
  if ((digits.size() != 2 && digits.size() != 4) || !hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

std::optional<Seconds> parse_iso(std::string_view text) {
  const auto day = parse_iso_day(text);
  if (!day || text.size() < 10) return std::nullopt;
  const Seconds midnight = Seconds{day->number} * 86400;
  text.remove_prefix(10);
  if (text.empty()) return midnight;
  if (text[0] != 'T' && text[0] != 't' && text[0] != ' ') return std::nullopt;
  text.remove_prefix(1);
  const auto end = std::min(text.find_first_of("Zz+- "), text.size());
  const auto clock = clock_time(text.substr(0, end));
  const auto shift = zone(trim(text.substr(end)));
  if (!clock || !shift) return std::nullopt;
  return midnight + *clock - *shift;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = text.find_first_not_of(" ,\t", i);
    if (begin == std::string_view::npos) break;
    i = std::min(text.find_first_of(" ,\t", begin), text.size());
    out.push_back(text.substr(begin, i - begin));
  }
  return out;
}

/// Two digits of a year: RFC 9110 would have those more than 50 years ahead be past; 70 as the border never needs a clock.
int whole_year(int year, std::size_t digits) { return digits > 2 ? year : year + (year < 70 ? 2000 : 1900); }

std::optional<Seconds> parse_any(std::string_view text) {
  text = trim(text);
  if (text.size() > 60) return std::nullopt;
  if (const auto iso = parse_iso(text)) return iso;
  auto words = words_of(text);
  if (!words.empty() && !words[0].empty() && !(words[0][0] >= '0' && words[0][0] <= '9')) words.erase(words.begin());  // the weekday
  // "06-Nov-94 08:49:37 GMT" (RFC 850) is "06 Nov 94 ..." with dashes.
  if (!words.empty() && words[0].find('-') != std::string_view::npos) {
    const auto a = words[0].find('-'), b = words[0].rfind('-');
    if (a == b) return std::nullopt;
    const auto date = words[0];
    words.erase(words.begin());
    words.insert(words.begin(), {date.substr(0, a), date.substr(a + 1, b - a - 1), date.substr(b + 1)});
  }
  if (words.size() < 3) return std::nullopt;
  // "Nov 6 08:49:37 1994" (asctime): the weekday is gone, so the month stands first.
  if (const auto first = month(words[0]); first && words.size() >= 4 && words[2].find(':') != std::string_view::npos) {
    const auto day = number(words[1]), year = number(words[3]);
    const auto clock = clock_time(words[2]);
    if (!day || !year || !clock) return std::nullopt;
    return at(*year, *first, *day, *clock, 0);
  }
  const auto day = number(words[0]), year = number(words[2]);
  const auto in = month(words[1]);
  if (!day || !in || !year) return std::nullopt;
  const auto clock = words.size() > 3 ? clock_time(words[3]) : std::optional<Seconds>(0);
  const auto shift = words.size() > 4 ? zone(words[4]) : std::optional<Seconds>(0);
  if (!clock || !shift) return std::nullopt;
  return at(whole_year(*year, words[2].size()), *in, *day, *clock, *shift);
}

}  // namespace

std::optional<Seconds> parse_instant(std::string_view text) {
  constexpr Seconds kFirst = -2'208'988'800, kLast = 253'402'300'799;  // 1900-01-01 to 9999-12-31: a zone or a leap second may lead out of the years
  const auto out = parse_any(text);
  return out && *out >= kFirst && *out <= kLast ? out : std::nullopt;
}

std::optional<Seconds> moment_in_address(std::string_view url) {
  for (std::size_t i = 0; i + 7 <= url.size(); ++i) {
    const auto digit = [&](std::size_t at) { return at < url.size() && url[at] >= '0' && url[at] <= '9'; };
    if (!url.substr(i).starts_with("20") || !digit(i + 2) || !digit(i + 3) || (i > 0 && digit(i - 1))) continue;
    const std::size_t gap = digit(i + 4) ? 0 : 1;
    const std::size_t month = i + 4 + gap;
    if (!digit(month) || !digit(month + 1)) continue;
    const std::size_t gap2 = digit(month + 2) ? 0 : 1;
    const std::size_t day = month + 2 + gap2;
    const bool has_day = gap == gap2 && digit(day) && digit(day + 1) && !digit(day + 2);
    if (!has_day && digit(month + 2)) continue;
    const std::string iso = std::string(url.substr(i, 4)) + "-" + std::string(url.substr(month, 2)) + "-" + (has_day ? std::string(url.substr(day, 2)) : "01");
    if (const auto found = parse_instant(iso)) return has_day ? *found : *found + 27 * 86'400;  // a month's sitemap holds its last days
  }
  return std::nullopt;
}

std::string to_iso_instant(Seconds instant) {
  const Seconds days = instant >= 0 ? instant / 86400 : -((86399 - instant) / 86400), rest = instant - days * 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso(Day{static_cast<int>(days)}), rest / 3600, rest / 60 % 60, rest % 60);
}

std::string to_http_date(Seconds instant) {
  const Seconds days = instant >= 0 ? instant / 86400 : -((86399 - instant) / 86400), rest = instant - days * 86400;
  const Day day{static_cast<int>(days)};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(day.weekday())], day.day(), kMonthNames[day.month() - 1], day.year(), rest / 3600,
                     rest / 60 % 60, rest % 60);
}

std::optional<Seconds> parse_retry_after(std::string_view text, Seconds now) {
  text = trim(text);
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos) {
    Seconds value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? value : std::int64_t{1} << 40;  // more digits than fit: for ever
  }
  const auto instant = parse_instant(text);
  if (!instant) return std::nullopt;
  return std::max<Seconds>(0, *instant - now);
}

std::optional<std::int64_t> parse_milliseconds(std::string_view text) {
  static constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
  const auto end = text.find_first_not_of("0123456789.");
  if (end == 0 || end == std::string_view::npos || text.size() > 12) return std::nullopt;
  const auto amount = text.substr(0, end);
  const auto dot = amount.find('.');
  const auto whole = number(amount.substr(0, dot));
  std::optional<int> tenths = 0;
  if (dot != std::string_view::npos) tenths = amount.size() == dot + 2 ? number(amount.substr(dot + 1)) : std::nullopt;
  if (!whole || !tenths) return std::nullopt;
  for (const auto& [unit, milliseconds] : kUnits)
    if (text.substr(end) == unit) return *whole * milliseconds + *tenths * milliseconds / 10;
  return std::nullopt;
}

}  // namespace daybook
