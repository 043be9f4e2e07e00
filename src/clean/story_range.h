// Which part of a page holds its story, and which parts only point to other stories.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "clean/page_blocks.h"
#include "clean/page_roles.h"

namespace daybook {

/// Nodes of a part of a page: [begin, end).
struct NodeRange {
  std::size_t begin = 0, end = 0;
  bool holds(std::size_t node) const { return node >= begin && node < end; }
};

/// Makes furniture of several like parts side by side that are each a linked title with a picture or a few words. `url` is the page's own
/// address, "" if unknown: lists of links to other sites (sources, offers) are story.
void mark_teasers(const HtmlTree& tree, const PageSums& sums, std::string_view url, PageRoles& roles);

/// The element whose blocks are worth most together (a maximum-sum range over the tree, after the idea of Pasternack and Roth 2009,
/// "Extracting article text from the web with maximum subsequence segmentation"), or the hinted one if it holds nearly as much; widened
/// while its parent holds more of the story beside it.
NodeRange find_story(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const PageSums& sums, const PageRoles& roles);

}  // namespace daybook
