#include "clean/page_roles.h"

#include <algorithm>

namespace daybook {
namespace {

constexpr double kHintShare = 0.4;      // of the page's prose: a furniture hint over more, with a title or story part in it, is wrong
constexpr double kNearlyAll = 0.9;      // the same without one

PartRole hinted(const HtmlNode& node, const CleanLexicon& lexicon) {
  if (node.tag == "figcaption") return PartRole::caption;
  if (tag_in(node.tag, {"html", "body", "head", "p", "a", "b", "i", "em", "strong", "br", "img", ""})) {
    if (node.tag != "p" && node.tag != "a") return PartRole::none;
  }
  std::string names;
  for (const auto& [name, value] : node.attributes)
    if (name == "class" || name == "id" || name == "role" || name == "itemprop" || name == "data-component" || name == "data-testid")
      names += hint_words(value.substr(0, 500)) + " ";
  if (!names.empty())
    for (const auto& hint : lexicon.hints)
      if (names.find(hint.pattern) != std::string::npos) return hint.role;
  if (tag_in(node.tag, {"nav", "aside", "footer"})) return PartRole::furniture;
  if (tag_in(node.tag, {"article", "main"})) return PartRole::content;
  return PartRole::none;
}

}  // namespace

PageRoles roles_of(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const CleanLexicon& lexicon, bool trust) {
  const auto n = tree.nodes.size();
  PageRoles roles{std::vector<PartRole>(n, PartRole::none), std::vector<PartRole>(n, PartRole::none)};
  std::vector<double> before(n + 1, 0);  // prose characters in nodes before i
  for (const auto& block : blocks)
    if (prose(block)) before[block.node + 1] += static_cast<double>(block.text.size());
  for (std::size_t i = 0; i < n; ++i) before[i + 1] += before[i];
  const double all = std::max(1.0, before[n]);
  std::vector<std::uint32_t> titles(n + 1, 0);  // h1 and content-hinted nodes before i
  for (std::size_t i = 0; i < n; ++i) {
    if (!tree.nodes[i].tag.empty()) roles.own[i] = hinted(tree.nodes[i], lexicon);
    if (!trust && roles.own[i] == PartRole::furniture && !tag_in(tree.nodes[i].tag, {"nav", "footer", "aside"})) roles.own[i] = PartRole::none;
    titles[i + 1] = titles[i] + (tree.nodes[i].tag == "h1" || (roles.own[i] == PartRole::content && tree.nodes[i].tag != "p"));
  }
  for (std::size_t i = 0; i < n; ++i) {
    const auto& node = tree.nodes[i];
    auto& own = roles.own[i];
    const double share = (before[node.end] - before[i]) / all;
    const std::uint32_t inner = titles[node.end] - titles[i + 1];
    if (own == PartRole::furniture && share >= kHintShare && (inner > 0 || share >= kNearlyAll) && !tag_in(node.tag, {"nav", "footer"})) own = PartRole::none;
    if (comment_role(own) && inner > 0 && share > 0.3) own = PartRole::none;
    if ((own == PartRole::caption || own == PartRole::byline || own == PartRole::date) && share > 0.1) own = PartRole::none;
    const PartRole above = node.parent < 0 ? PartRole::none : roles.inherited[static_cast<std::size_t>(node.parent)];
    auto& role = roles.inherited[i];
    role = own == PartRole::none || own == PartRole::content ? above : own;
    if (above == PartRole::none || above == PartRole::content) role = own == PartRole::none ? above : own;
    // Furniture of a comment section is its meta; comments inside furniture stay comments.
    if (comment_role(above) && !comment_role(role)) role = own == PartRole::furniture ? PartRole::comment_meta : above;
    if (above == PartRole::comment_meta) role = own == PartRole::comment_text ? PartRole::comment_text : PartRole::comment_meta;
    if (above == PartRole::comment_text) role = own == PartRole::comment_meta || own == PartRole::furniture ? PartRole::comment_meta : above;
    if (above == PartRole::furniture && !comment_role(role)) role = PartRole::furniture;
  }
  return roles;
}

}  // namespace daybook
