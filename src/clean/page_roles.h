// What each part of a page is for, as its tag and the words of its class, id and role say (data/clean/parts.tsv).
#pragma once

#include <string>
#include <vector>

#include "clean/class_names.h"
#include "clean/clean_lexicon.h"
#include "clean/page_blocks.h"

namespace daybook {

struct PageRoles {
  std::vector<PartRole> own;           ///< per node: what the node itself says, as far as it is believed
  std::vector<PartRole> inherited;     ///< per node: what it is with all above it
  std::vector<std::uint32_t> cause;    ///< per node: the node whose role it inherited
  std::vector<std::string_view> word;  ///< per node: the name or tag its own role was read from
  bool forum = false;                  ///< some part has a name that only forums use
};

inline bool comment_role(PartRole role) { return role == PartRole::comment || role == PartRole::comment_text || role == PartRole::comment_meta; }

/// A hint that would throw away most of the page's running text is not believed, a doubtful one only where the text agrees. Without
/// `trust` only nav, aside and footer count as furniture.
PageRoles roles_of(const HtmlTree& tree, const ClassNames& classes, const PageSums& sums, const CleanLexicon& lexicon, bool trust);

}  // namespace daybook
