#include "clean/story_range.h"

#include <algorithm>
#include <unordered_map>

namespace daybook {
namespace {

constexpr double kContentShare = 0.5;    // of the best element's worth: a content hint with that much is right
constexpr std::uint32_t kTeaserMax = 900;  // bytes of a teaser's text
constexpr std::size_t kTeasers = 3;      // so many side by side are a list

double worth(const TextBlock& block, PartRole role) {
  if (role == PartRole::furniture || comment_role(role)) return 0;
  if (role == PartRole::caption || role == PartRole::byline || role == PartRole::date) return 0;
  if (block.phrases.has(PhraseRole::wall)) return 0;
  if (block.prose) return static_cast<double>(block.text.size()) * (1 - block.density());
  if (block.heading) return -2;
  if (block.density() > 0.5) return -25 - 0.2 * static_cast<double>(block.text.size());
  return block.text.size() < 25 ? -8 : -4;
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
    if (tree.nodes[i].tag != "a" || own_host.empty()) continue;
    const auto host = host_of(tree.nodes[i].attribute("href"));
    away[i + 1] += !host.empty() && host != own_host && !host.ends_with(own_host) && !own_host.ends_with(host);
  }
  struct Group {
    std::uint32_t members = 0, teasers = 0;
  };
  std::unordered_map<std::size_t, Group> groups;
  std::vector<std::pair<std::size_t, std::size_t>> found;  // node, its group
  for (std::size_t i = 0; i < n; ++i) {
    const auto& node = tree.nodes[i];
    if (!tag_in(node.tag, {"li", "article", "div", "section", "a", "td", "dl", "dd"}) || node.parent < 0 || sums.text(i) == 0 || comment_role(roles.inherited[i])) continue;
    const auto name = node.attribute("class");
    const std::size_t group = std::hash<std::string_view>{}(name.substr(0, name.find(' '))) * 31 + std::hash<std::string_view>{}(node.tag) + static_cast<std::size_t>(node.parent) * 0x9E3779B97F4A7C15ull;
    auto& known = groups[group];
    ++known.members;
    const bool titled = sums.links(i) > 0 && away[node.end] == away[i];
    const bool brief = sums.text(i) <= kTeaserMax && sums.proses(i) <= 3 && (sums.proses(i) > 0 || sums.images(i) > 0 || sums.text(i) > sums.linked(i) + 8);
    if (!titled || !brief) continue;
    ++known.teasers;
    found.emplace_back(i, group);
  }
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

NodeRange find_story(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const PageRoles& roles) {
  const auto n = tree.nodes.size();
  std::vector<double> before(n + 1, 0);
  for (const auto& block : blocks) before[block.node + 1] += worth(block, roles.inherited[block.node]);
  for (std::size_t i = 0; i < n; ++i) before[i + 1] += before[i];
  const auto total = [&](std::size_t i) { return before[tree.nodes[i].end] - before[i]; };
  std::size_t best = 0, best_hinted = 0;  // the deepest of equals
  for (std::size_t i = 0; i < n; ++i) {
    if (tree.nodes[i].tag.empty()) continue;
    if (total(i) >= total(best) - 1e-9) best = i;
    if (roles.own[i] == PartRole::content && (best_hinted == 0 || total(i) >= total(best_hinted) - 1e-9)) best_hinted = i;
  }
  if (best_hinted != 0 && total(best_hinted) >= kContentShare * total(best)) best = best_hinted;
  if (total(best) <= 0) best = 0;  // nothing reads like prose: what little there is may stand anywhere
  return {best, tree.nodes[best].end};
}

}  // namespace daybook
