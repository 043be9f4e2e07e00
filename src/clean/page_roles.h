// What each part of a page is for, as its tag and the words of its class, id and role say (data/clean/parts.tsv).
#pragma once

#include <vector>

#include "clean/clean_lexicon.h"
#include "clean/page_blocks.h"

namespace daybook {

struct PageRoles {
  std::vector<PartRole> own;        ///< per node: what the node itself says, as far as it is believed
  std::vector<PartRole> inherited;  ///< per node: what it is with all above it
};

inline bool comment_role(PartRole role) { return role == PartRole::comment || role == PartRole::comment_text || role == PartRole::comment_meta; }

/// A hint that would throw away most of the page's running text is not believed. Without `trust` only nav, aside and footer count as furniture.
PageRoles roles_of(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const CleanLexicon& lexicon, bool trust);

}  // namespace daybook
