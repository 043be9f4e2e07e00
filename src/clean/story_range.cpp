#include "clean/story_range.h"

#include <algorithm>
#include <unordered_map>

namespace daybook {
namespace {

constexpr double kContentShare = 0.5;    // of the best element's worth: a content hint with that much is right
constexpr std::uint32_t kTeaserMax = 900;  // bytes of a teaser's text
constexpr double kFullPage = 2000;       // bytes of running text on a page of ordinary length
constexpr double kAfterEnd = 0.1;        // what running text counts after a heading that ends the story
constexpr double kWiden = 0.3;           // of the story: a part beside it that adds less is left out
constexpr double kWidenCost = 0.5;
constexpr std::size_t kTeasers = 3;      // so many side by side are a list

/// `scale` is small on pages with little running text: there short lines are the story, and few of them must not cost it.
double worth(const TextBlock& block, PartRole role, double scale) {
  if (role == PartRole::furniture || comment_role(role) || block.thread) return 0;
  if (role == PartRole::caption || role == PartRole::byline || role == PartRole::date) return 0;
  if (block.phrases.has(PhraseRole::wall) || block.phrases.has(PhraseRole::cookies)) return 0;
  if (block.prose) return static_cast<double>(block.text.size()) * (1 - block.density());
  if (block.heading) return -2 * scale;
  if (block.sentence && block.letters >= 40 && block.density() < 0.3) return 0.5 * static_cast<double>(block.text.size());
  if (block.density() > 0.5) return (-25 - 0.2 * static_cast<double>(block.text.size())) * std::max(scale, 0.3);
  return (block.text.size() < 25 ? -8 : -4) * scale;
}

std::string_view host_of(std::string_view link) {
  const auto scheme = link.find("://");
  const auto begin = scheme != std::string_view::npos ? scheme + 3 : link.starts_with("//") ? 2 : std::string_view::npos;
  if (begin == std::string_view::npos) return {};
  auto host = link.substr(begin);
  host = host.substr(0, host.find_first_of("/?#:"));
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

void mark_teasers(const HtmlTree& tree, const PageSums& sums, std::string_view url, PageRoles& roles) {
  const auto n = tree.nodes.size();
  const auto own_host = host_of(url);
  std::vector<std::uint32_t> away(n + 1, 0);  // links to other sites before a node
  for (std::size_t i = 0; i < n; ++i) {
    away[i + 1] = away[i];
    if (tree.nodes[i].id != HtmlTag::a || own_host.empty()) continue;
    const auto host = host_of(tree.nodes[i].attribute("href"));
    away[i + 1] += !host.empty() && host != own_host && !host.ends_with(own_host) && !own_host.ends_with(host);
  }
  static const HtmlTags kItems{HtmlTag::li, HtmlTag::article, HtmlTag::div, HtmlTag::section, HtmlTag::a, HtmlTag::td, HtmlTag::dl, HtmlTag::dd};
  struct Group {
    std::uint32_t members = 0, teasers = 0;
  };
  const auto group_of = [&](const HtmlNode& node) {
    const auto name = node.attribute("class");
    return std::hash<std::string_view>{}(name.substr(0, name.find(' '))) * 31 + static_cast<std::size_t>(node.id) + static_cast<std::size_t>(node.parent) * 0x9E3779B97F4A7C15ull;
  };
  std::unordered_map<std::size_t, Group> groups;
  std::vector<std::pair<std::size_t, std::size_t>> found;  // node, its group
  std::vector<char> parents(n, 0);  // of what was found
  const auto item = [&](std::size_t i) { return kItems.has(tree.nodes[i].id) && tree.nodes[i].parent >= 0 && sums.text(i) > 0 && !comment_role(roles.inherited[i]); };
  for (std::size_t i = 0; i < n; ++i) {
    if (!item(i)) continue;
    const auto& node = tree.nodes[i];
    const bool titled = sums.links(i) > 0 && away[node.end] == away[i];
    const bool brief = sums.text(i) <= kTeaserMax && sums.proses(i) <= 3 && (sums.proses(i) > 0 || sums.images(i) > 0 || sums.text(i) > sums.linked(i) + 8);
    if (!titled || !brief) continue;
    found.emplace_back(i, group_of(node));
    ++groups[found.back().second].teasers;
    parents[static_cast<std::size_t>(node.parent)] = 1;
  }
  if (found.size() < kTeasers) return;
  for (std::size_t i = 0; i < n; ++i)
    if (tree.nodes[i].parent >= 0 && parents[static_cast<std::size_t>(tree.nodes[i].parent)] && item(i))
      if (const auto known = groups.find(group_of(tree.nodes[i])); known != groups.end()) ++known->second.members;
  std::size_t done = 0;  // what stands in a marked part is marked
  for (const auto& [node, group] : found) {
    if (node < done) continue;
    const auto& of = groups[group];
    if (of.teasers < kTeasers || of.teasers * 10 < of.members * 7) continue;
    done = tree.nodes[node].end;
    roles.own[node] = PartRole::furniture;
    roles.word[node] = "list of teasers";
    for (std::size_t i = node; i < tree.nodes[node].end; ++i)
      if (!comment_role(roles.inherited[i]) && roles.inherited[i] != PartRole::furniture) roles.inherited[i] = PartRole::furniture, roles.cause[i] = static_cast<std::uint32_t>(node);
  }
}

NodeRange find_story(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const PageSums& sums, const PageRoles& roles) {
  const auto n = tree.nodes.size();
  double prose = 0;
  for (const auto& block : blocks)
    if (roles.inherited[block.node] != PartRole::furniture && !comment_role(roles.inherited[block.node]) && block.prose) prose += static_cast<double>(block.text.size());
  const double scale = std::clamp(prose / kFullPage, 0.05, 1.0);
  // What is worth something and what costs, of the nodes before each.
  std::vector<double> gain(n + 1, 0), cost(n + 1, 0);
  std::size_t ended = 0;
  for (const auto& block : blocks) {
    double value = worth(block, roles.inherited[block.node], scale);
    if (ends_story(block)) ended = std::max(ended, section_end(tree, sums, block));
    if (value > 0 && block.node < ended) value *= kAfterEnd;
    (value > 0 ? gain : cost)[block.node + 1] += value;
  }
  for (std::size_t i = 0; i < n; ++i) gain[i + 1] += gain[i], cost[i + 1] += cost[i];
  const auto gained = [&](std::size_t i) { return gain[tree.nodes[i].end] - gain[i]; };
  const auto total = [&](std::size_t i) { return gained(i) + cost[tree.nodes[i].end] - cost[i]; };
  std::size_t best = 0, best_hinted = 0;  // the deepest of equals
  for (std::size_t i = 0; i < n; ++i) {
    if (tree.nodes[i].tag.empty()) continue;
    if (total(i) >= total(best) - 1e-9) best = i;
    if (roles.own[i] == PartRole::content && (best_hinted == 0 || total(i) >= total(best_hinted) - 1e-9)) best_hinted = i;
  }
  if (best_hinted != 0 && total(best_hinted) >= kContentShare * total(best)) best = best_hinted;
  if (total(best) <= 0) best = 0;  // nothing reads like prose: what little there is may stand anywhere
  // Wider, while what stands beside it is story too: what it adds pays for a good part of what it costs.
  for (auto up = tree.nodes[best].parent; up > 0; up = tree.nodes[static_cast<std::size_t>(up)].parent) {
    const auto i = static_cast<std::size_t>(up);
    if (tree.nodes[i].id == HtmlTag::body) break;
    const double added = gained(i) - gained(best), paid = (cost[best] - cost[i]) + (cost[tree.nodes[i].end] - cost[tree.nodes[best].end]);
    if (added >= kWiden * gained(best) && added >= -kWidenCost * paid) best = i;
  }
  return {best, tree.nodes[best].end};
}

}  // namespace daybook
