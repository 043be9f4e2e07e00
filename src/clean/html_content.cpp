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
constexpr std::string_view kKickers[] = {"-kicker-", "-overline-", "-eyebrow-", "-dachzeile-", "-spitzmarke-", "-topline-", "-supertitle-", "-pretitle-", "-roofline-"};

struct Block {
  std::size_t node = 0;
  std::string tag;  ///< nearest block element
  std::string text;
  std::size_t linked = 0, strong = 0;  ///< bytes in links, in bold or large type
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

constexpr char kBreak = '\x01';  // stands for <br> while a block is gathered

bool stands_out(const HtmlNode& node) {
  if (node.tag == "font") {
    const auto size = node.attribute("size");
    return !size.empty() && (size[0] == '+' || (size[0] >= '4' && size[0] <= '7'));
  }
  return one_of(node.tag, {"b", "strong", "big"});
}

bool is_heading(std::string_view tag) { return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'; }

/// Before the story lines parted by <br> that are no prose are blocks of their own: old pages write title, author and date so. Prose broken by <br> ends in
/// a sentence and stays whole.
void add_block(Block&& block, bool& story, std::vector<Block>& out) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= block.text.size();) {
    const auto end = std::min(block.text.find(kBreak, at), block.text.size());
    if (auto line = squeeze(std::string_view(block.text).substr(at, end - at)); !line.empty()) lines.push_back(std::move(line));
    at = end + 1;
  }
  const bool parted = !story && lines.size() >= 2 && lines.size() <= 6 && std::none_of(lines.begin(), lines.end(), [](const auto& line) { return line.size() > 200 || ends_sentence(line); });
  if (!parted) {
    std::replace(block.text.begin(), block.text.end(), kBreak, ' ');
    block.text = squeeze(block.text);
    story = story || (block.text.size() >= kProse && block.density() < 0.4 && ends_sentence(block.text));
    if (!block.text.empty()) out.push_back(std::move(block));
    return;
  }
  std::size_t linked = block.linked, strong = block.strong;
  for (auto& line : lines) {
    Block one = block;
    one.text = std::move(line);
    one.linked = std::min(linked, one.text.size());
    one.strong = std::min(strong, one.text.size());  // what is bold stands first
    linked -= one.linked;
    strong -= one.strong;
    out.push_back(std::move(one));
  }
}

std::vector<Block> blocks_of(const HtmlTree& tree, const std::vector<char>& shown) {
  std::vector<Block> out;
  Block block;
  bool story = false;
  int breaks = 0;
  const auto flush = [&](std::size_t node) {
    if (!block.text.empty()) add_block(std::move(block), story, out);
    block = Block{};
    block.node = node;
    breaks = 0;
  };
  std::vector<std::size_t> open;  // elements whose end is still to come
  std::vector<std::size_t> links, bold;
  std::vector<std::size_t> containers;  // open block elements
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    while (!open.empty() && tree.nodes[open.back()].end <= i) {
      const auto closed = open.back();
      open.pop_back();
      if (!bold.empty() && bold.back() == closed) bold.pop_back();
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
      if (!bold.empty()) block.strong += squeeze(node.text).size();
      if (!trim(node.text).empty()) breaks = 0;
      continue;
    }
    open.push_back(i);
    if (node.tag == "a" && !node.attribute("href").empty()) links.push_back(i);
    if (stands_out(node)) bold.push_back(i);
    if (node.tag == "br") {
      block.text += kBreak;
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

struct Range {
  std::size_t begin, end;
};

/// Texts of the leaves of an element, those of parts named as a kicker left out.
std::vector<std::string> pieces_of(const HtmlTree& tree, std::size_t node) {
  std::vector<std::string> out;
  for (std::size_t i = node + 1; i < tree.nodes[node].end; ++i) {
    const auto& inner = tree.nodes[i];
    const auto words = inner.tag.empty() ? std::string{} : hint_words(inner.attribute("class").substr(0, 300));
    const bool kicker = one_of(inner.tag, {"script", "style", "svg", "time"}) || std::any_of(std::begin(kKickers), std::end(kKickers), [&](auto name) { return words.find(name) != std::string::npos; });
    if (kicker && inner.end < tree.nodes[node].end) {
      i = inner.end - 1;
      continue;
    }
    if (auto text = squeeze(inner.text); inner.tag.empty() && !text.empty()) out.push_back(std::move(text));
  }
  return out;
}

/// An h1 that agrees with the stated title, else the first one; where the page has none, what stands in the title element beside the
/// site's name, or a bold line before the story if the title element holds the site's name only.
void find_heading(const HtmlTree& tree, const std::vector<Block>& blocks, const Roles& roles, const PageFacts& facts, const std::vector<char>& shown,
                  Range story, const CleanLexicon& lexicon, HtmlContent& out) {
  const std::string title_key = fold_key(facts.title);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != "h1" || !shown[i] || tree.nodes[i].end - i > 300) continue;
    const auto text = without_kicker(pieces_of(tree, i), facts.title);
    if (text.empty()) continue;
    const auto key = fold_key(text);
    const bool agrees = !title_key.empty() && (title_key.find(key) != std::string::npos || key.find(title_key) != std::string::npos);
    if (agrees || (title_key.empty() && out.heading.empty())) out.heading = text, out.heading_basis = "h1";
    if (agrees) break;
  }
  // The site's name: the text of a link to the front page that the title element repeats.
  for (std::size_t i = 0; i < tree.nodes.size() && out.site.empty(); ++i) {
    const auto& node = tree.nodes[i];
    if (node.tag != "a" || node.end - i > 12) continue;
    auto link = node.attribute("href");
    if (const auto scheme = link.find("://"); scheme != std::string_view::npos) {
      const auto path = link.find('/', scheme + 3);
      link = path == std::string_view::npos ? "/" : link.substr(path);
    }
    if (link != "/" && !link.starts_with("/index.") && !link.starts_with("index.")) continue;
    const auto text = tree.text(i);
    if (same_title(text, facts.title_element) || (text.size() >= 4 && text.size() <= 60 && text.find(' ') != std::string::npos && site_beside(facts.title_element, text))) out.site = text;
  }
  if (!out.heading.empty() && !same_title(out.heading, out.site)) {
    if (out.site.empty() && facts.site.empty())
      if (const auto site = site_beside(facts.title_element, out.heading)) out.site = *site;
    return;
  }
  const bool only_site = facts.title.empty() || same_title(facts.title, out.site) || same_title(facts.title, facts.site);
  if (!only_site && facts.title_basis != "title element") return;  // stated as a field of its own
  for (const auto& block : blocks) {
    if (block.node >= story.end || (block.node >= story.begin && prose(block) && only_site)) break;
    if (block.text.size() > 250 || block.density() > 0.6 || comment_role(roles.inherited[block.node])) continue;
    if (!facts.title_element.empty() && !only_site) {
      if (const auto site = site_beside(facts.title_element, block.text); site && block.text.size() * 2 > site->size() && block.text[0] != '(' && std::count(block.text.begin(), block.text.end(), ' ') >= 2) {
        out.heading = block.text;
        out.heading_basis = "title element and page";
        if (out.site.empty()) out.site = *site;
        return;
      }
      continue;
    }
    const bool stands_out = (block.heading && block.tag != "h1") || block.strong * 10 >= block.text.size() * 9;
    if (stands_out && std::count(block.text.begin(), block.text.end(), ' ') >= 2 && !same_title(block.text, out.site) && !same_title(block.text, facts.site) &&
        !find_day(block.text, lexicon) && block.text.back() != '.' && !furniture_role(roles.inherited[block.node]) && !meets(lexicon, PhraseRole::furniture, fold_key(block.text))) {
      out.heading = block.text;
      out.heading_basis = "line that stands out before the story";
      return;
    }
  }
  if (same_title(out.heading, out.site)) out.heading.clear();
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

  find_heading(tree, blocks, roles, facts, shown, {begin, end}, lexicon, out);

  // Machine dates of <time>: those of the story first, then those before it.
  for (const bool in_story : {true, false})
    for (std::size_t i = 0; i < n; ++i)
      if (tree.nodes[i].tag == "time" && !comment_role(roles.inherited[i]) && (roles.inherited[i] != PartRole::furniture || in_story) && ((i >= begin && i < end) == in_story) && i < end)
        out.dates.push_back(tree.nodes[i].attribute("datetime").empty() ? tree.text(i) : std::string(tree.nodes[i].attribute("datetime")));

  // Names in parts called author and in links to an author's page, outside the comments; those of the story or above it first.
  for (const bool named : {true, false})
    for (std::size_t i = 0; i < end && out.author_parts.size() < 8; ++i) {
      const auto& node = tree.nodes[i];
      if (node.tag.empty() || node.end - i > 40 || !shown[i] || comment_role(roles.inherited[i])) continue;
      if (named) {
        const auto words = hint_words(node.attribute("class")) + hint_words(node.attribute("rel")) + hint_words(node.attribute("itemprop"));
        if (words.find("-author-") == std::string::npos && words.find("-autor-") == std::string::npos && node.tag != "byline") continue;
      } else if (node.tag != "a" || !author_path(node.attribute("href"), lexicon) || (furniture_role(roles.inherited[i]) && i < begin)) {
        continue;
      }
      if (const auto text = tree.text(i); text.size() >= 3 && text.size() <= 80) out.author_parts.push_back(text);
    }

  bool has_comment_text = false;
  for (const auto& block : blocks) has_comment_text = has_comment_text || role(block) == PartRole::comment_text;

  std::set<std::string> seen;
  const std::string heading_key = fold_key(out.heading), title_key = fold_key(facts.title);
  std::vector<CleanBlock> comments;
  std::size_t proses = 0;
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
    if (out.copyright.empty() && block.text.size() < 200) out.copyright = owner_in_copyright(block.text);
    if (block.text.size() < 140 && find_day(block.text, lexicon)) {
      const auto line = published_part(block.text, lexicon);
      if (line != block.text && !line.empty()) out.published_lines.push_back(line);
      else if (block.node < end && block.text.size() < 100 && !line.empty()) out.near_dates.push_back(line);
    }
    // An unmarked "By A and B" at the head of the story.
    if (inside && proses < 2 && block.text.size() < 120 && !ends_sentence(block.text) && !furniture_role(part) && !names_in_byline(block.text, lexicon, Byline::line).empty()) {
      out.bylines.push_back(block.text);
      continue;
    }
    if (inside && prose(block)) ++proses;
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
