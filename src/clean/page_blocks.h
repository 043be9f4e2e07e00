// A page's text as blocks: runs of text that stand together, each with the element that holds it.
#pragma once

#include <string>
#include <vector>

#include "clean/html_tree.h"

namespace daybook {

struct TextBlock {
  std::size_t node = 0;  ///< nearest block element, as an index into HtmlTree::nodes
  std::string tag;       ///< of that element
  std::string text;      ///< squeezed
  std::size_t linked = 0, strong = 0;  ///< bytes in links, in bold or large type
  bool heading = false;                ///< inside h1 to h6
  double density() const { return text.empty() ? 0 : static_cast<double>(linked) / static_cast<double>(text.size()); }
};

/// Per node: may it be seen? Scripts, form controls and elements hidden by an attribute may not; what is under them is not looked at.
std::vector<char> shown_nodes(const HtmlTree& tree);

/// Blocks in document order. One pass.
std::vector<TextBlock> blocks_of(const HtmlTree& tree, const std::vector<char>& shown);

/// Does a block read like running text?
bool prose(const TextBlock& block);

bool tag_in(std::string_view tag, std::initializer_list<std::string_view> tags);

}  // namespace daybook
