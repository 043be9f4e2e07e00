// The heading of the story, its dates and the names near it, as the page shows them.
#pragma once

#include "clean/page_blocks.h"
#include "clean/page_roles.h"
#include "clean/parts.h"

namespace daybook {

/// Nodes of a part of a page: [begin, end).
struct NodeRange {
  std::size_t begin = 0, end = 0;
};

/// What finding the story hands on.
struct PageView {
  const HtmlTree& tree;
  const std::vector<char>& shown;
  const std::vector<TextBlock>& blocks;
  const PageRoles& roles;
  NodeRange story;
};

/// Sets heading, heading_basis and site.
///
/// An h1 that agrees with the stated title, else the first one; where the page has none, what stands in the title element beside the
/// site's name, or a bold line before the story if the title element holds the site's name only.
void find_heading(const PageView& page, const PageFacts& facts, const CleanLexicon& lexicon, HtmlContent& out);

/// Adds dates of <time> elements: those of the story first, then those before it.
void find_shown_dates(const PageView& page, HtmlContent& out);

/// Adds names in parts called author and in links to an author's page, outside the comments; those of the story or above it first.
void find_author_parts(const PageView& page, const CleanLexicon& lexicon, HtmlContent& out);

}  // namespace daybook
