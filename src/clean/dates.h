// Days as pages write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "clean/clean_lexicon.h"

namespace daybook {

/// How a page orders the numbers of 07/08/2021.
enum class DayOrder { open, day_first, month_first };

/// Readings of one written date: one day, or the day-first and then the month-first reading where nothing in the text itself decides.
struct WrittenDay {
  std::vector<Day> readings;
  std::size_t words = 0;   ///< words and long numbers of the text that the date does not use, names of weekdays and clock times apart
  std::size_t before = 0, after = 0;  ///< all words and numbers before and after it, names of weekdays apart
  bool settles = false;   ///< numbers only, and only one order makes a day: the page writes its dates so (`readings` has that day)
  DayOrder order = DayOrder::open;  ///< the order that `settles`
};

/// The first full date in a short text (400 bytes are looked at): ISO 8601, RFC 2822, "14 July 2021", "July 14, 2021", "14.07.2021",
/// "2021/07/14", 2021年7月14日, digits of any script, months of the languages in data/clean/months.tsv. A Solar Hijri date (1400/04/23, ۲۳ تیر ۱۴۰۰)
/// becomes its Gregorian day, a Thai year loses 543. A weekday beside 07/08/2021 decides if it fits one reading only. Two digits of a year only in
/// 14.07.21. Years 1900 to 2199. Nothing if there is no full date. Thread-safe.
std::optional<WrittenDay> find_written_day(std::string_view text, const CleanLexicon& lexicon);

/// The day of find_written_day where it is one, or where `order` makes it one.
std::optional<Day> find_day(std::string_view text, const CleanLexicon& lexicon, DayOrder order = DayOrder::open);

/// A moment as machines write it: ISO 8601, RFC 2822, or seconds or milliseconds since 1970 (in UTC); else as find_written_day.
std::optional<WrittenDay> find_machine_day(std::string_view text, const CleanLexicon& lexicon);

/// The order in which people write the numbers of a date in a language ("en-GB", "de", "en-US"); open for bare "en".
DayOrder order_of_language(std::string_view language);

/// Of a line that labels its dates ("Published: 2 July 2021 | Updated: 4 July 2021") the part after a published label; "" if there is
/// none, and the line itself if it has no label at all.
std::string published_part(std::string_view line, const CleanLexicon& lexicon);

/// Of such a line the part after an updated label, "" if there is none.
std::string updated_part(std::string_view line, const CleanLexicon& lexicon);

/// Of such a line the part that says when something ends or takes place ("Valid until", "Event date"), "" if there is none.
std::string other_part(std::string_view line, const CleanLexicon& lexicon);

/// /2021/07/14/, /2021-07-14-, /20210714/ in a URL.
std::optional<Day> day_in_url(std::string_view url);

}  // namespace daybook
