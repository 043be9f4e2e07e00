// An HTML page as a flat tree: nodes in document order, so that a part of the page is a range of them.
//
//     <div> <p> one <b> two </b> </p> </div>
//     0     1   2   3   4                      div [0,5)  p [1,5)  b [3,5)
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clean/html_tag.h"

namespace daybook {

struct HtmlAttribute {
  HtmlAttributeName name;  ///< lower case, without prefix
  std::string_view value;  ///< entities resolved
};

struct HtmlNode {
  HtmlTagName tag;        ///< lower case; empty for text
  std::string_view text;  ///< of a text node; the content of a script is a text node under it
  std::span<const HtmlAttribute> attributes;  ///< those of html_tag.h, each name once
  std::int32_t parent = -1;
  std::uint32_t end = 0;  ///< one past the last node of the subtree
  HtmlTag id = HtmlTag::text;  ///< of `tag`
  std::uint32_t known = 0;     ///< bit i: it has the attribute with the number i

  /// The value of an attribute named by a literal, "" if it is not there.
  std::string_view attribute(HtmlAttributeName::Literal name) const {
    return name.id == HtmlAttributeId::other || (known >> static_cast<unsigned>(name.id) & 1) ? found(name.id, name.name) : std::string_view{};
  }
  bool has(HtmlAttributeName::Literal name) const { return known >> static_cast<unsigned>(name.id) & 1; }
  /// The same of a name that is not known while compiling.
  template <typename Text>
    requires std::same_as<Text, std::string_view> || std::same_as<Text, const char*>
  std::string_view attribute(const Text& name) const {
    return found(HtmlAttributeId::other, name);
  }

 private:
  std::string_view found(HtmlAttributeId id, std::string_view name) const;
};

/// The page's memory is one arena of the parser's; nodes hold views into it and live as long as the tree.
struct HtmlTree {
  std::vector<HtmlNode> nodes;
  std::shared_ptr<const void> memory;  ///< what the views point into

  /// All text under a node, runs of white space made one space.
  std::string text(std::size_t node) const;
};

/// Past these a page is refused: they are far beyond what pages have, and what they cost grows faster than the page.
struct HtmlLimits {
  std::size_t max_depth = 2000;       ///< elements open at once
  std::size_t max_attributes = 1000;  ///< of one tag
};

/// Parses UTF-8 by lexbor (HTML Living Standard; docs/html_parser.md says why this one), in time and memory linear to the page.
/// Comments, processing instructions and templates show nothing and are left out. Throws Error{too_large} over the limits, where
/// elements stand inside one another so that the standard itself would need more than linear time, and if memory runs out.
/// Thread-safe.
HtmlTree parse_html(std::string_view html, const HtmlLimits& limits = {});

/// Runs of white space (with U+00A0 and friends) made one space, ends trimmed, invisible characters dropped.
std::string squeeze(std::string_view text);

}  // namespace daybook
