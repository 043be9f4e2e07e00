// Where the story of a page is, and what each block of it is.
//
// 1. Every element gets a role from its tag and the words of its class, id and role (data/clean/parts.tsv). A hint that would
//    throw away most of the page's running text is not believed.
// 2. Text becomes blocks; a block is worth its characters if it reads like prose and costs something if it reads like a list of links.
// 3. The story is the element whose blocks are worth most together (a maximum-sum range over the tree, after the idea of Pasternack
//    and Roth 2009, "Extracting article text from the web with maximum subsequence segmentation"), or the hinted one if it holds nearly as much.
// 4. Within it blocks are kept or dropped one by one; comments are gathered from the whole page.
//
// Every step is one pass over the nodes or blocks.
#include <cctype>
#include <set>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr double kHintShare = 0.4;      // of the page's prose: a furniture hint over more, with a title or story part in it, is wrong
constexpr double kNearlyAll = 0.9;      // the same without one
constexpr double kContentShare = 0.5;  // of the best element's worth: a content hint with that much is right
constexpr std::size_t kProse = 80;

struct Block {
  std::size_t node = 0;
  std::string tag;  ///< nearest block element
  std::string text;
  std::size_t linked = 0;
  bool heading = false;
  double density() const { return text.empty() ? 0 : static_cast<double>(linked) / static_cast<double>(text.size()); }
};

bool one_of(std::string_view tag, std::initializer_list<std::string_view> tags) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

bool skipped(const HtmlNode& node) {
  if (one_of(node.tag, {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select", "button", "input",
                        "textarea", "label", "audio", "video", "head", "map", "dialog", "option", "datalist", "progress", "meter"}))
    return true;
  for (const auto& [name, value] : node.attributes) {
    if (name == "hidden") return true;
    if (name == "style") {
      std::string style;
      for (const char c : value.substr(0, 2000))
        if (c != ' ') style += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos) return true;
    }
  }
  return false;
}

bool is_block_tag(std::string_view tag) {
  return one_of(tag, {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
                      "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
                      "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "amp-img", "picture", "img"});
}

bool is_heading(std::string_view tag) { return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'; }

std::vector<Block> blocks_of(const HtmlTree& tree, const std::vector<char>& shown) {
  std::vector<Block> out;
  Block block;
  int breaks = 0;
  const auto flush = [&](std::size_t node) {
    block.text = squeeze(block.text);
    if (!block.text.empty()) out.push_back(std::move(block));
    block = Block{};
    block.node = node;
    breaks = 0;
  };
  std::vector<std::size_t> open;  // elements whose end is still to come
  std::vector<std::size_t> links;
  std::vector<std::size_t> containers;  // open block elements
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    while (!open.empty() && tree.nodes[open.back()].end <= i) {
      const auto closed = open.back();
      open.pop_back();
      if (tree.nodes[closed].tag == "a" && !links.empty() && links.back() == closed) links.pop_back();
      if (!containers.empty() && containers.back() == closed) {
        containers.pop_back();
        flush(containers.empty() ? 0 : containers.back());
      }
    }
    const auto& node = tree.nodes[i];
    if (!shown[i]) {
      i = node.end - 1;
      continue;
    }
    if (node.tag.empty()) {
      if (block.text.empty()) {
        block.node = containers.empty() ? 0 : containers.back();
        block.tag = tree.nodes[block.node].tag;
        for (const auto container : containers) block.heading = block.heading || is_heading(tree.nodes[container].tag);
      }
      block.text += node.text;
      if (!links.empty()) block.linked += squeeze(node.text).size();
      if (!trim(node.text).empty()) breaks = 0;
      continue;
    }
    open.push_back(i);
    if (node.tag == "a" && !node.attribute("href").empty()) links.push_back(i);
    if (node.tag == "br") {
      block.text += ' ';
      if (++breaks == 2) flush(containers.empty() ? 0 : containers.back());
    } else if (is_block_tag(node.tag)) {
      flush(i);
      containers.push_back(i);
    }
  }
  flush(0);
  return out;
}

struct Roles {
  std::vector<PartRole> own, inherited;
};

PartRole hinted(const HtmlNode& node, const CleanLexicon& lexicon) {
  if (node.tag == "figcaption") return PartRole::caption;
  if (one_of(node.tag, {"html", "body", "head", "p", "a", "b", "i", "em", "strong", "br", "img", ""})) {
    if (node.tag != "p" && node.tag != "a") return PartRole::none;
  }
  std::string names;
  for (const auto& [name, value] : node.attributes)
    if (name == "class" || name == "id" || name == "role" || name == "itemprop" || name == "data-component" || name == "data-testid")
      names += hint_words(value.substr(0, 500)) + " ";
  if (!names.empty())
    for (const auto& hint : lexicon.hints)
      if (names.find(hint.pattern) != std::string::npos) return hint.role;
  if (one_of(node.tag, {"nav", "aside", "footer"})) return PartRole::furniture;
  if (one_of(node.tag, {"article", "main"})) return PartRole::content;
  return PartRole::none;
}

bool prose(const Block& block) {
  if (block.heading) return false;
  return (block.text.size() >= kProse && block.density() < 0.4 && (ends_sentence(block.text) || block.text.size() >= 200)) ||
         (block.text.size() >= 30 && block.density() < 0.3 && one_of(block.tag, {"p", "blockquote"}) && ends_sentence(block.text));
}

bool furniture_role(PartRole role) { return role == PartRole::furniture; }
bool comment_role(PartRole role) { return role == PartRole::comment || role == PartRole::comment_text || role == PartRole::comment_meta; }

Roles roles_of(const HtmlTree& tree, const std::vector<Block>& blocks, const CleanLexicon& lexicon, bool trust) {
  const auto n = tree.nodes.size();
  Roles roles{std::vector<PartRole>(n, PartRole::none), std::vector<PartRole>(n, PartRole::none)};
  std::vector<double> before(n + 1, 0);  // prose characters in nodes before i
  for (const auto& block : blocks)
    if (prose(block)) before[block.node + 1] += static_cast<double>(block.text.size());
  for (std::size_t i = 0; i < n; ++i) before[i + 1] += before[i];
  const double all = std::max(1.0, before[n]);
  std::vector<std::uint32_t> titles(n + 1, 0);  // h1 and content-hinted nodes before i
  for (std::size_t i = 0; i < n; ++i) {
    if (!tree.nodes[i].tag.empty()) roles.own[i] = hinted(tree.nodes[i], lexicon);
    if (!trust && roles.own[i] == PartRole::furniture && !one_of(tree.nodes[i].tag, {"nav", "footer", "aside"})) roles.own[i] = PartRole::none;
    titles[i + 1] = titles[i] + (tree.nodes[i].tag == "h1" || (roles.own[i] == PartRole::content && tree.nodes[i].tag != "p"));
  }
  for (std::size_t i = 0; i < n; ++i) {
    const auto& node = tree.nodes[i];
    auto& own = roles.own[i];
    const double share = (before[node.end] - before[i]) / all;
    const std::uint32_t inner = titles[node.end] - titles[i + 1];
    if (own == PartRole::furniture && share >= kHintShare && (inner > 0 || share >= kNearlyAll) && !one_of(node.tag, {"nav", "footer"})) own = PartRole::none;
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

double worth(const Block& block, PartRole role) {
  if (furniture_role(role) || comment_role(role)) return 0;
  if (role == PartRole::caption || role == PartRole::byline || role == PartRole::date) return 0;
  if (prose(block)) return static_cast<double>(block.text.size()) * (1 - block.density());
  if (block.heading) return -2;
  if (block.density() > 0.5) return -25 - 0.2 * static_cast<double>(block.text.size());
  return block.text.size() < 25 ? -8 : -4;
}

HtmlContent read_with(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon, bool trust) {
  HtmlContent out;
  const auto n = tree.nodes.size();
  if (n == 0) return out;
  std::vector<char> shown(n, 1);
  for (std::size_t i = 0; i < n; ++i)
    if (!tree.nodes[i].tag.empty()) shown[i] = !skipped(tree.nodes[i]);
  const auto blocks = blocks_of(tree, shown);
  const auto roles = roles_of(tree, blocks, lexicon, trust);
  const auto role = [&](const Block& block) { return roles.inherited[block.node]; };

  // The element with the greatest worth; the deepest of equals.
  std::vector<double> before(n + 1, 0);
  for (const auto& block : blocks)
    if (!meets(lexicon, PhraseRole::wall, fold_key(block.text.substr(0, 1000)))) before[block.node + 1] += worth(block, role(block));
  for (std::size_t i = 0; i < n; ++i) before[i + 1] += before[i];
  const auto total = [&](std::size_t i) { return before[tree.nodes[i].end] - before[i]; };
  std::size_t best = 0, best_hinted = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (tree.nodes[i].tag.empty()) continue;
    if (total(i) >= total(best) - 1e-9) best = i;
    if (roles.own[i] == PartRole::content && (best_hinted == 0 || total(i) >= total(best_hinted) - 1e-9)) best_hinted = i;
  }
  if (best_hinted != 0 && total(best_hinted) >= kContentShare * total(best)) best = best_hinted;
  if (total(best) <= 0) best = 0;  // nothing reads like prose: what little there is may stand anywhere
  const std::size_t begin = best, end = tree.nodes[best].end;

  // The heading: an h1 that agrees with the stated title, else the first one of the page.
  const std::string title_key = fold_key(facts.title);
  for (std::size_t i = 0; i < n; ++i) {
    if (tree.nodes[i].tag != "h1" || !shown[i]) continue;
    const auto text = tree.text(i);
    if (text.empty()) continue;
    const auto key = fold_key(text);
    const bool agrees = !title_key.empty() && (title_key.find(key) != std::string::npos || key.find(title_key) != std::string::npos);
    if (agrees || (title_key.empty() && out.heading.empty())) out.heading = text;
    if (agrees) break;
  }

  // Machine dates of <time>: those of the story first, then those before it.
  for (const bool in_story : {true, false})
    for (std::size_t i = 0; i < n; ++i)
      if (tree.nodes[i].tag == "time" && !comment_role(roles.inherited[i]) && (roles.inherited[i] != PartRole::furniture || in_story) && ((i >= begin && i < end) == in_story) && i < end)
        out.dates.push_back(tree.nodes[i].attribute("datetime").empty() ? tree.text(i) : std::string(tree.nodes[i].attribute("datetime")));

  // Names in parts called author, outside the comments.
  for (std::size_t i = 0; i < n && out.bylines.size() < 8; ++i) {
    const auto& node = tree.nodes[i];
    if (node.tag.empty() || node.end - i > 40 || !shown[i] || comment_role(roles.inherited[i])) continue;
    const auto words = hint_words(node.attribute("class")) + hint_words(node.attribute("rel")) + hint_words(node.attribute("itemprop"));
    if (words.find("-author-") == std::string::npos && words.find("-autor-") == std::string::npos) continue;
    if (const auto text = tree.text(i); text.size() >= 3 && text.size() <= 80) out.author_parts.push_back(text);
  }

  bool has_comment_text = false;
  for (const auto& block : blocks) has_comment_text = has_comment_text || role(block) == PartRole::comment_text;

  std::set<std::string> seen;
  const std::string heading_key = fold_key(out.heading);
  std::vector<CleanBlock> comments;
  bool ended = false;
  for (const auto& block : blocks) {
    const auto part = role(block);
    const auto key = fold_key(block.text);
    const bool inside = block.node >= begin && block.node < end;
    if (meets(lexicon, PhraseRole::paywall, key)) out.paywall = true;
    if (comment_role(part)) {
      if (part == PartRole::comment_meta || (has_comment_text && part != PartRole::comment_text)) continue;
      if (block.heading || (block.density() > 0.6 && block.text.size() < 200) || meets(lexicon, PhraseRole::comment_furniture, key) ||
          meets(lexicon, PhraseRole::comment_start, key) || meets(lexicon, PhraseRole::furniture, key))
        continue;
      if (part == PartRole::comment && block.text.size() < 25 && !ends_sentence(block.text)) continue;
      comments.push_back({SegmentKind::comment, block.text, part == PartRole::comment_text ? "comment text part" : "comment part"});
      continue;
    }
    if (part == PartRole::byline && block.text.size() < 200) {
      out.bylines.push_back(block.text);
      continue;
    }
    if (part == PartRole::date && block.text.size() < 120) {
      out.dates.push_back(block.text);
      continue;
    }
    if (block.node < end && block.text.size() < 100 && find_day(block.text, lexicon)) out.near_dates.push_back(block.text);
    if (!inside || ended || (block.text.starts_with('<') && block.text.find("=\"") != std::string::npos)) continue;  // markup shown as text
    if (part == PartRole::caption) {
      if (block.text.size() >= 15 && seen.insert(key).second) out.blocks.push_back({SegmentKind::caption, block.text, "caption part"});
      continue;
    }
    if (furniture_role(part)) continue;
    if (key == heading_key || key == title_key) continue;
    if (meets(lexicon, PhraseRole::end, key) && block.heading) {
      ended = true;
      continue;
    }
    if (meets(lexicon, PhraseRole::furniture, key) || meets(lexicon, PhraseRole::paywall, key) || meets(lexicon, PhraseRole::comment_start, key) ||
        meets(lexicon, PhraseRole::comment_furniture, key))
      continue;
    if (block.density() > 0.8 || (block.density() > 0.5 && block.text.size() < 150)) continue;
    if (meets(lexicon, PhraseRole::credit, key) && block.text.size() < 150) {
      out.blocks.push_back({SegmentKind::caption, block.text, "credit line"});
      continue;
    }
    const bool list = one_of(block.tag, {"li", "td", "th", "dd", "dt"});
    if (!block.heading && !prose(block) && block.text.size() < 30 && !ends_sentence(block.text) && !list && block.tag != "p") continue;
    if (block.text.size() > 60 && !seen.insert(key).second) continue;  // shown twice for small and large screens
    out.blocks.push_back({SegmentKind::body, block.text, block.heading ? "subheading" : prose(block) ? "prose block <" + block.tag + ">" : "short block <" + block.tag + ">"});
  }
  // Headings and scraps that no prose follows belong to what came after the story.
  while (!out.blocks.empty() && out.blocks.back().reason == "subheading") out.blocks.pop_back();
  for (auto& comment : comments) out.blocks.push_back(std::move(comment));
  return out;
}

std::size_t body_size(const HtmlContent& content) {
  std::size_t size = 0;
  for (const auto& block : content.blocks) size += block.kind == SegmentKind::body ? block.text.size() : 0;
  return size;
}

}  // namespace

HtmlContent read_html_content(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon) {
  auto out = read_with(tree, facts, lexicon, true);
  if (body_size(out) >= 150) return out;
  auto again = read_with(tree, facts, lexicon, false);  // names of parts can mislead; a page has some text
  return body_size(again) > body_size(out) ? again : out;
}

}  // namespace daybook
