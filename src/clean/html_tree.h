// An HTML page as a flat tree: nodes in document order, so that a part of the page is a range of them.
//
//     <div> <p> one <b> two </b> </p> </div>
//     0     1   2   3   4                      div [0,5)  p [1,5)  b [3,5)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace daybook {

struct HtmlNode {
  std::string tag;   ///< lower case; empty for text
  std::string text;  ///< of a text node; for script type application/ld+json, its content
  std::vector<std::pair<std::string, std::string>> attributes;
  std::int32_t parent = -1;
  std::uint32_t end = 0;  ///< one past the last node of the subtree

  std::string_view attribute(std::string_view name) const;
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;

  /// All text under a node, runs of white space made one space.
  std::string text(std::size_t node) const;
};

/// Refuses what would cost the parser more than linear time or its recursion the stack: elements nested deeper than `max_depth`,
/// tags with over a thousand attributes. One pass, no memory. Throws Error{too_large}.
void check_html(std::string_view html, std::size_t max_depth);

/// Parses UTF-8 by gumbo (HTML5). `check_html` must have passed.
HtmlTree parse_html(std::string_view html);

/// Runs of white space (with U+00A0 and friends) made one space, ends trimmed, invisible characters dropped.
std::string squeeze(std::string_view text);

}  // namespace daybook
