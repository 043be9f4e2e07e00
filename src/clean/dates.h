// Days as pages write them.
#pragma once

#include <optional>
#include <string_view>

#include "base/day.h"
#include "clean/clean_lexicon.h"

namespace daybook {

/// The first full date in a short text: ISO 8601, RFC 2822, "14 July 2021", "July 14, 2021", "14.07.2021", "2021/07/14". A form like
/// 07/14/2021 is read only where one order alone makes a day, or both the same. Years 1900 to 2199. Thread-safe.
std::optional<Day> find_day(std::string_view text, const CleanLexicon& lexicon);

/// /2021/07/14/, /2021-07-14-, /20210714/ in a URL.
std::optional<Day> day_in_url(std::string_view url);

}  // namespace daybook
