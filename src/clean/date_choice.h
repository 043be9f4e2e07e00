// Which day a page was published, among all that it says.
#pragma once

#include "clean/dates.h"
#include "clean/parts.h"

namespace daybook {

struct PublishedChoice {
  DatedFact published;
  std::vector<std::string> notes;  ///< refused days, days that disagree, days whose order of numbers is open
};

/// The day most is said for: candidates of one day add up, one per voice (DateVoice), by their weights. A day after `captured` (with a day's leeway for
/// time zones) is refused. 07/08/2021 is read by what other dates of the page settle, by a candidate that is one of its readings, by `language`, and
/// stays open otherwise.
PublishedChoice choose_published(std::vector<StatedDate> candidates, const std::optional<Day>& captured, std::string_view language, const CleanLexicon& lexicon);

/// The last resort, for pages that scripts fill in: the day that every value named as the day of publication in the page's scripts gives. What such values say
/// of expiry is refused in `notes`. One pass over the bytes per key.
std::vector<StatedDate> dates_in_scripts(std::string_view html, std::vector<std::string>& notes, const CleanLexicon& lexicon);

/// A page's candidates: what the head and data state, the address, what the page shows.
std::vector<StatedDate> date_candidates(const PageFacts& facts, const HtmlContent& content, std::string_view url, std::string_view title, const CleanLexicon& lexicon);

}  // namespace daybook
