// Readers' comments that no name gives away: found by their shape.
#pragma once

#include <string_view>
#include <vector>

#include "clean/page_blocks.h"
#include "clean/page_roles.h"

namespace daybook {

/// Marks blocks of comment threads (TextBlock::thread).
///
/// 1. Like parts side by side, two or more, most of which hold a text and a button to reply or report: "reply", "antworten".
/// 2. What stands under a heading like "3 comments" or "Leave a reply", after running text, where dates, times or such buttons stand
///    between the texts. A chapter of a story that is called "Comments" has none of them.
///
/// One pass over nodes and blocks each.
void mark_threads(const HtmlTree& tree, const PageRoles& roles, std::vector<TextBlock>& blocks);

/// Does an address name a forum ("/forum/", "viewtopic.php")?
bool forum_address(std::string_view url, const CleanLexicon& lexicon);

}  // namespace daybook
