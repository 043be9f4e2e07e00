// Days as pages write them.
#pragma once

#include <optional>
#include <string_view>

#include "base/day.h"
#include "clean/clean_lexicon.h"

namespace daybook {

/// The first full date in a short text: ISO 8601, RFC 2822, "14 July 2021", "July 14, 2021", "14.07.2021", "2021/07/14". A form like
/// 07/14/2021 is read only where one order alone makes a day, both the same, or a weekday's name beside it fits one of them; two digits
/// of a year only in 14.07.21. Years 1900 to 2199. Thread-safe.
std::optional<Day> find_day(std::string_view text, const CleanLexicon& lexicon);

/// Of a line that labels its dates ("Published: 2 July 2021 | Updated: 4 July 2021") the part after a published label; "" if there is
/// none, and the line itself if it has no label at all.
std::string published_part(std::string_view line, const CleanLexicon& lexicon);

/// /2021/07/14/, /2021-07-14-, /20210714/ in a URL.
std::optional<Day> day_in_url(std::string_view url);

}  // namespace daybook
