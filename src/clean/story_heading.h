// The heading of the story as the page shows it, and what the page calls itself.
#pragma once

#include "clean/page_blocks.h"
#include "clean/page_roles.h"
#include "clean/parts.h"
#include "clean/story_range.h"

namespace daybook {

/// What finding the story hands on.
struct PageView {
  const HtmlTree& tree;
  const ClassNames& classes;
  const std::vector<char>& shown;
  const std::vector<TextBlock>& blocks;
  const PageRoles& roles;
  NodeRange story;
};

/// Sets heading, heading_basis and site; returns the heading's node, or none.
///
/// Headings, parts called the title of a story and lines that stand out are weighed: how far the fields that state a title agree, what element
/// it is, where it stands. A heading that agrees with nothing stands only where the page states no title but the site's name. Thus the headline
/// as readers see it is taken, and the field of the head only where the page shows none.
std::optional<std::size_t> find_heading(const PageView& page, const PageFacts& facts, const CleanLexicon& lexicon, HtmlContent& out);

}  // namespace daybook
