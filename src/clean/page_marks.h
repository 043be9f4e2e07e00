// What a page shows of its authors and days: parts marked by their names, and lines that read so.
#pragma once

#include "clean/story_heading.h"

namespace daybook {

/// Fills name_marks, date_marks, refused, modified, copyright and bylines. `heading` is the node of the heading, if there is one. Returns, per block of
/// the page, whether it is a byline (and so no body). Two passes: one over the nodes, one over the blocks.
std::vector<char> mark_page(const PageView& page, std::optional<std::size_t> heading, const CleanLexicon& lexicon, HtmlContent& out);

/// The same for the blocks of a page saved as plain text: lines before its first paragraph, and a name alone under its last.
void mark_text(const std::vector<CleanBlock>& blocks, const CleanLexicon& lexicon, HtmlContent& out);

}  // namespace daybook
