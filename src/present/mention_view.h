// A page with its mentions marked in the text, for a person.
//
//     [Dozens of civilians]1 fled [Kunduz]2 on [Tuesday]3.
//
//       1  number  24 to 99, civilian (a vague count: the range of the word)
//       2  place   Kunduz, city, AF (exact alias)
//       3  time    2021-07-13 (weekday before publication)
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "present/mention_json.h"

namespace daybook {

/// Segment by segment: the words with brackets and numbers, then a line a mention. Mentions may lie in one another or cross. `colour`: a colour a kind
/// (ANSI), for terminals only. Control characters of the text become blanks.
void print_marked(std::ostream& out, const Document& document, const std::vector<MentionRow>& rows, bool colour);

/// The text without control characters, line ends apart: a page must not steer the terminal.
std::string harmless(std::string_view text);

}  // namespace daybook
