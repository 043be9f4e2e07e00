#include "clean/dates.h"

#include <unicode/calendar.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/date_tokens.h"

namespace daybook {
namespace {

constexpr int kBuddhistEra = 543;

std::optional<Day> day_of(int year, int month, int day) {
  if (year >= 2400 && year <= 2650) year -= kBuddhistEra;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const Day out = Day::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (static_cast<int>(out.day()) != day) return {};
  return out;
}

/// Solar Hijri, the calendar of Iran and Afghanistan, by ICU. Years 1300 to 1419 only: later ones are years of the lunar calendar.
std::optional<Day> solar_day_of(int year, int month, int day) {
  if (year < 1300 || year > 1419 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), icu::Locale("en@calendar=persian"), status));
  if (U_FAILURE(status)) return {};
  calendar->clear();
  calendar->setLenient(false);
  calendar->set(year, month - 1, day);
  const double milliseconds = calendar->getTime(status);
  if (U_FAILURE(status)) return {};
  return Day{static_cast<int>(milliseconds / 86'400'000.0)};
}

struct Found {
  WrittenDay day;
  std::size_t begin = 0, end = 0;  ///< tokens
};

/// Matches a date that begins at a token.
class DateMatcher {
 public:
  DateMatcher(const std::vector<DateToken>& tokens, const CleanLexicon& lexicon) : tokens_(tokens), lexicon_(lexicon) {}

  std::optional<Found> at(std::size_t i) const {
    const auto& t = tokens_[i];
    if (t.digits == 4) return year_first(i);
    if (t.digits == 8 && t.number > 19'000'000) return one(day_of(t.number / 10'000, t.number / 100 % 100, t.number % 100), i, i + 1);
    if (t.digits == 1 || t.digits == 2) return day_first(i);
    return month_first(i);
  }

  /// 0 (Monday) to 6, -1 if the token names no day of the week; some are two words ("terça-feira").
  int weekday(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].digits > 0) return -1;
    if (const auto* found = lexicon_.weekdays.find(tokens_[i].text)) return *found;
    for (const char joint : {'-', ' '}) {
      if (i > 0)
        if (const auto* found = lexicon_.weekdays.find(tokens_[i - 1].text, joint, tokens_[i].text)) return *found;
      if (i + 1 < tokens_.size())
        if (const auto* found = lexicon_.weekdays.find(tokens_[i].text, joint, tokens_[i + 1].text)) return *found;
    }
    return -1;
  }

 private:
  struct Month {
    unsigned number = 0;
    bool solar = false;
    std::size_t tokens = 0;
  };

  int number(std::size_t i, std::size_t digits_max) const {
    return i < tokens_.size() && tokens_[i].digits > 0 && tokens_[i].digits <= digits_max ? tokens_[i].number : -1;
  }

  bool word(std::size_t i, std::initializer_list<std::string_view> words) const {
    if (i >= tokens_.size()) return false;
    for (const auto w : words)
      if (tokens_[i].text == w) return true;
    return false;
  }

  bool begins(std::size_t i, std::initializer_list<std::string_view> words) const {
    if (i >= tokens_.size()) return false;
    for (const auto w : words)
      if (tokens_[i].text.starts_with(w)) return true;
    return false;
  }

  Month month(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].digits > 0) return {};
    if (word(i, {"thang"}) && number(i + 1, 2) >= 1 && number(i + 1, 2) <= 12) return {static_cast<unsigned>(number(i + 1, 2)), false, 2};  // Vietnamese counts them
    if (i + 1 < tokens_.size() && tokens_[i + 1].digits == 0) {
      if (const auto* two = lexicon_.months.find(tokens_[i].text, ' ', tokens_[i + 1].text)) return {*two, false, 2};
      if (const auto* two = lexicon_.solar_months.find(tokens_[i].text, ' ', tokens_[i + 1].text)) return {*two, true, 2};
    }
    if (const auto* one = lexicon_.months.find(tokens_[i].text)) return {*one, false, 1};
    if (const auto* one = lexicon_.solar_months.find(tokens_[i].text)) return {*one, true, 1};
    return {};
  }

  static std::optional<Found> one(std::optional<Day> day, std::size_t begin, std::size_t end) {
    if (!day) return {};
    return Found{{{*day}}, begin, end};
  }

  static std::optional<Day> of(int year, const Month& month, int day) {
    return month.solar ? solar_day_of(year, static_cast<int>(month.number), day) : day_of(year, static_cast<int>(month.number), day);
  }

  /// 2021-07-14, 2021/07/14, 2021 July 14, 2021年7月14日, 1400/04/23.
  std::optional<Found> year_first(std::size_t i) const {
    const auto& t = tokens_[i];
    if (t.after == '-' || t.after == '/' || t.after == '.') {
      if (auto day = one(day_of(t.number, number(i + 1, 2), number(i + 2, 2)), i, i + 3)) return day;
      if (t.after == '/')
        if (auto day = one(solar_day_of(t.number, number(i + 1, 2), number(i + 2, 2)), i, i + 3)) return day;
    }
    if (begins(i + 1, {"年", "년"}) && begins(i + 3, {"月", "월"}) && begins(i + 5, {"日", "일", "號", "号"}))
      if (auto day = one(day_of(t.number, number(i + 2, 2), number(i + 4, 2)), i, i + 6)) return day;
    const std::size_t j = i + 1 + (word(i + 1, {"m"}) ? 1 : 0);
    if (const auto m = month(j); m.number && number(j + m.tokens, 2) > 0 && tokens_[j + m.tokens].after != ':')
      return one(of(t.number, m, number(j + m.tokens, 2)), i, j + m.tokens + 1);
    return {};
  }

  /// 14 July 2021, 14th of July, 2021, 14 de julio de 2021; 14.07.2021, 07/14/2021, 14.07.21.
  std::optional<Found> day_first(std::size_t i) const {
    const auto& t = tokens_[i];
    std::size_t j = i + 1;
    while (word(j, {"st", "nd", "rd", "th", "of", "de", "er", "o", "e", "د", "ngay"})) ++j;
    if (const auto m = month(j); m.number) {
      j += m.tokens;
      while (word(j, {"de", "of", "del", "nam", "g", "am"})) ++j;
      if (j < tokens_.size() && tokens_[j].digits == 4)
        if (auto day = one(of(tokens_[j].number, m, t.number), i, j + 1)) return day;
    }
    if (begins(i + 1, {"年"}) && i > 0 && begins(i + 3, {"月"}) && begins(i + 5, {"日"})) {  // Japanese eras
      const int start = tokens_[i - 1].text.ends_with("令和") ? 2018 : tokens_[i - 1].text.ends_with("平成") ? 1988 : 0;
      if (start > 0) return one(day_of(start + t.number, number(i + 2, 2), number(i + 4, 2)), i, i + 6);
    }
    if (t.after != '.' && t.after != '/' && t.after != '-') return {};
    if (number(i + 1, 2) < 0 || i + 2 >= tokens_.size() || tokens_[i + 2].digits == 0 || tokens_[i + 1].after == ':') return {};
    if (tokens_[i + 2].digits == 4) return numeric(i);
    if (tokens_[i + 2].digits != 2 || t.after != '.' || tokens_[i + 1].after != '.' || tokens_[i + 2].after == '.' || (i > 0 && tokens_[i - 1].after == '.')) return {};
    const int year = tokens_[i + 2].number;
    return one(day_of(year + (year < 70 ? 2000 : 1900), tokens_[i + 1].number, t.number), i, i + 3);
  }

  std::optional<Found> numeric(std::size_t i) const {
    const auto& t = tokens_[i];
    const auto first = day_of(tokens_[i + 2].number, tokens_[i + 1].number, t.number);
    const auto second = t.after == '.' ? std::optional<Day>{} : day_of(tokens_[i + 2].number, t.number, tokens_[i + 1].number);
    if (!first && !second) return {};
    Found out{{}, i, i + 3};
    if (first && second && *first != *second) {
      const int named = weekday(i - 1) >= 0 ? weekday(i - 1) : weekday(i + 3);
      const bool fits_first = named == first->weekday(), fits_second = named == second->weekday();
      if (named < 0 || fits_first == fits_second) {
        out.day.readings = {*first, *second};
        return out;
      }
      out.day.readings = {fits_first ? *first : *second};
      out.day.order = fits_first ? DayOrder::day_first : DayOrder::month_first;
    } else {
      out.day.readings = {first ? *first : *second};
      if (!(first && second)) out.day.order = first ? DayOrder::day_first : DayOrder::month_first;
    }
    out.day.settles = out.day.order != DayOrder::open && t.after != '.';
    return out;
  }

  /// July 14, 2021; July 14th 2021.
  std::optional<Found> month_first(std::size_t i) const {
    if (number(i + 1, 2) <= 0 && number(i + 2, 2) <= 0) return {};  // a month is one token or two, and the day follows it
    const auto m = month(i);
    if (!m.number || number(i + m.tokens, 2) <= 0) return {};
    std::size_t j = i + m.tokens + 1;
    while (word(j, {"st", "nd", "rd", "th"})) ++j;
    if (j >= tokens_.size() || tokens_[j].digits != 4 || tokens_[j].after == ':') return {};
    return one(of(tokens_[j].number, m, number(i + m.tokens, 2)), i, j + 1);
  }

  const std::vector<DateToken>& tokens_;
  const CleanLexicon& lexicon_;
};

/// False only where no date can be: most lines are told so without being folded. A date has a run of four or eight digits, or digits
/// parted by a full stop (14.07.21), or a digit before another character (年). Of characters over ASCII that are digits or fold to one
/// the first byte tells, or the second: letters of Europe and the Near East, punctuation, kana, Chinese and Hangul hold none.
bool may_hold_date(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      const auto begin = i;
      while (i < text.size() && is_digit(text[i])) ++i;
      if (i - begin == 4 || i - begin == 8) return true;
      if (i < text.size() && (static_cast<unsigned char>(text[i]) >= 0x80 || (text[i] == '.' && i + 1 < text.size() && is_digit(text[i + 1])))) return true;
      continue;  // what ends the run is ASCII
    }
    const auto b = static_cast<unsigned char>(text[i]);
    if (b < 0xC2) continue;  // ASCII, or inside a character
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    switch (b) {
      case 0xC2:
        if (next >= 0xB2 && next <= 0xBE) return true;
        break;
      case 0xD9: case 0xDB: case 0xDF: case 0xE0: case 0xE1: case 0xEF:
        return true;
      case 0xE2:
        if (next != 0x80) return true;
        break;
      case 0xE3:
        if (next >= 0x88 && next <= 0x8F) return true;
        break;
      case 0xEA:
        if (next < 0xB0) return true;
        break;
      default:
        if (b >= 0xF0) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<WrittenDay> find_written_day(std::string_view text, const CleanLexicon& lexicon) {
  if (text.size() > kDateLineMax) {  // cut between characters
    std::size_t end = kDateLineMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  if (!may_hold_date(text)) return {};
  const auto key = fold_key(text);
  const auto tokens = date_tokens(key);
  if (std::none_of(tokens.begin(), tokens.end(), [](const DateToken& token) { return token.digits > 0; })) return {};
  const DateMatcher match(tokens, lexicon);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    auto found = match.at(i);
    if (!found) continue;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
      const bool used = k >= found->begin && k < found->end;
      const bool clock = tokens[k].digits == 1 || tokens[k].digits == 2 || (tokens[k].digits == 0 && tokens[k].text.size() <= 3);
      if (used || match.weekday(k) >= 0) continue;
      found->day.words += !clock;
      (k < found->begin ? found->day.before : found->day.after) += 1;
    }
    return found->day;
  }
  return {};
}

std::optional<Day> find_day(std::string_view text, const CleanLexicon& lexicon, DayOrder order) {
  const auto found = find_written_day(text, lexicon);
  if (!found) return {};
  if (found->readings.size() == 1) return found->readings.front();
  if (order == DayOrder::open) return {};
  return found->readings[order == DayOrder::day_first ? 0 : 1];
}

std::optional<WrittenDay> find_machine_day(std::string_view text, const CleanLexicon& lexicon) {
  text = trim(text);
  const bool number = (text.size() == 10 || text.size() == 13) && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number) return find_written_day(text, lexicon);
  const Day day{static_cast<int>(std::stoll(std::string(text.substr(0, 10))) / 86'400)};
  if (day.year() < 1990 || day.year() > 2199) return {};
  return WrittenDay{{day}};
}

DayOrder order_of_language(std::string_view language) {
  const auto tag = fold_key(language);
  if (tag == "en-us" || tag == "en-ph" || tag == "fil" || tag == "en-pr") return DayOrder::month_first;
  if (tag.empty() || tag == "en" || tag == "en-ca" || tag.starts_with("zh") || tag.starts_with("ja") || tag.starts_with("ko") || tag.starts_with("hu")) return DayOrder::open;
  return DayOrder::day_first;
}

std::optional<Day> day_in_url(std::string_view url) {
  const auto scheme = url.find("://");
  const auto path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  const auto key = fold_key(url.substr(path, 400));
  const auto tokens = date_tokens(key);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].digits == 8)
      if (auto day = day_of(tokens[i].number / 10000, tokens[i].number / 100 % 100, tokens[i].number % 100)) return day;
    if (tokens[i].digits == 4 && i + 2 < tokens.size() && tokens[i + 1].digits == 2 && tokens[i + 2].digits <= 2 && tokens[i + 2].digits > 0 &&
        tokens[i].after == tokens[i + 1].after)
      if (auto day = day_of(tokens[i].number, tokens[i + 1].number, tokens[i + 2].number)) return day;
    if (tokens[i].digits == 2 && i + 2 < tokens.size() && tokens[i + 1].digits == 2 && tokens[i + 2].digits == 4 && tokens[i].after == '-' &&
        tokens[i + 1].after == '-') {
      const auto first = day_of(tokens[i + 2].number, tokens[i + 1].number, tokens[i].number);
      const auto second = day_of(tokens[i + 2].number, tokens[i].number, tokens[i + 1].number);
      if (first && (!second || *first == *second)) return first;
    }
  }
  return {};
}

}  // namespace daybook
