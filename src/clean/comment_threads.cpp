#include "clean/comment_threads.h"

#include <algorithm>
#include <unordered_map>

#include "clean/dates.h"

namespace daybook {
namespace {

constexpr std::size_t kHeads = 8;  // headings of comments that are looked at: a page has one or two

bool buttons(const TextBlock& block) { return block.letters < 60 && block.phrases.has(PhraseRole::reply); }

bool says_when(const TextBlock& block) { return block.letters <= 80 && (block.phrases.has(PhraseRole::when) || (block.day && block.day->readings.size() == 1)); }

bool says_something(const TextBlock& block) { return !block.heading && block.density() < 0.5 && (block.sentence || block.letters >= 40) && block.letters >= 10; }

/// Like parts side by side with a text and a reply button each.
void mark_groups(const HtmlTree& tree, std::vector<TextBlock>& blocks) {
  const auto n = tree.nodes.size();
  std::vector<std::uint32_t> replies(n + 1, 0), texts(n + 1, 0);
  for (const auto& block : blocks) {
    replies[block.node + 1] += buttons(block);
    texts[block.node + 1] += says_something(block);
  }
  for (std::size_t i = 0; i < n; ++i) replies[i + 1] += replies[i], texts[i + 1] += texts[i];
  if (replies[n] < 2) return;
  static const HtmlTags kItems{HtmlTag::li, HtmlTag::article, HtmlTag::div, HtmlTag::section, HtmlTag::tr, HtmlTag::dd, HtmlTag::table};
  struct Group {
    std::uint32_t members = 0, posts = 0;
  };
  std::unordered_map<std::size_t, Group> groups;
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < n; ++i) {
    const auto& node = tree.nodes[i];
    if (!kItems.has(node.id) || node.parent < 0 || texts[node.end] == texts[i]) continue;
    const auto name = node.attribute("class");
    const std::size_t group = std::hash<std::string_view>{}(name.substr(0, name.find(' '))) * 31 + static_cast<std::size_t>(node.id) + static_cast<std::size_t>(node.parent) * 0x9E3779B97F4A7C15ull;
    auto& known = groups[group];
    ++known.members;
    if (replies[node.end] == replies[i]) continue;
    ++known.posts;
    found.emplace_back(i, group);
  }
  auto next = found.begin();
  std::size_t begin = 0, end = 0;  // of the outermost thread at hand
  for (auto& block : blocks) {     // both are in document order
    for (; next != found.end() && next->first <= block.node; ++next) {
      const auto& of = groups[next->second];
      if (next->first < end || of.posts < 2 || of.posts * 10 < of.members * 6) continue;
      begin = next->first;
      end = tree.nodes[begin].end;
    }
    block.thread = block.thread || (block.node >= begin && block.node < end);
  }
}

/// What stands under a heading that starts comments, if it looks like them.
void mark_headed(const HtmlTree& tree, const PageRoles& roles, std::vector<TextBlock>& blocks) {
  std::size_t proses = 0;
  std::vector<std::uint32_t> texts(blocks.size() + 1, 0), signs(blocks.size() + 1, 0);  // before each block
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    texts[i + 1] = texts[i] + says_something(blocks[i]);
    signs[i + 1] = signs[i] + (buttons(blocks[i]) || says_when(blocks[i]));
  }
  std::size_t done = 0, heads = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& head = blocks[i];
    const auto role = roles.inherited[head.node];
    if (!comment_role(role) && role != PartRole::furniture && head.prose && !head.thread) ++proses;
    if (i < done || proses == 0 || head.letters > 60 || !head.phrases.has(PhraseRole::comment_start) || comment_role(role)) continue;
    if (++heads > kHeads) break;
    // The nearest part around the heading in which something is said after it.
    std::size_t section = head.node, stop = i + 1;
    for (int up = 0; up < 5 && tree.nodes[section].parent >= 0; ++up) {
      section = static_cast<std::size_t>(tree.nodes[section].parent);
      while (stop < blocks.size() && blocks[stop].node >= section && blocks[stop].node < tree.nodes[section].end) ++stop;
      if (texts[stop] > texts[i + 1]) break;
    }
    for (std::size_t k = i + 1; k < stop; ++k)
      if (ends_story(blocks[k]) || (blocks[k].heading && blocks[k].tag == "h1")) stop = k;
    const std::uint32_t said = texts[stop] - texts[i + 1], seen = signs[stop] - signs[i + 1];
    if (said == 0 || seen * 4 < said || seen == 0) continue;
    for (std::size_t k = i; k < stop; ++k) blocks[k].thread = true;
    done = stop;
  }
}

}  // namespace

void mark_threads(const HtmlTree& tree, const PageRoles& roles, std::vector<TextBlock>& blocks) {
  mark_groups(tree, blocks);
  mark_headed(tree, roles, blocks);
}

bool forum_address(std::string_view url, const CleanLexicon& lexicon) {
  std::string words(url.substr(0, 500));
  std::replace_if(words.begin(), words.end(), [](char c) { return c == '/' || c == '?' || c == '&' || c == '='; }, ' ');
  return lexicon.parts.find(words).forum;
}

}  // namespace daybook
