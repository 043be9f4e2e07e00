#include "clean/page_blocks.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {

bool tag_in(std::string_view tag, std::initializer_list<std::string_view> tags) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

namespace {

constexpr std::size_t kProse = 80;

bool skipped(const HtmlNode& node) {
  using enum HtmlTag;
  static const HtmlTags kNeverSeen{script, style, noscript, template_, svg, math, iframe, object, embed, canvas, select, button, input,
                                   textarea, label, audio, video, head, map, dialog, option, datalist, progress, meter};
  if (kNeverSeen.has(node.id)) return true;
  if (node.has("hidden")) return true;
  if (!node.has("style")) return false;
  std::string written;
  for (const char c : node.attribute("style").substr(0, 2000))
    if (c != ' ') written += to_lower(c);
  return written.find("display:none") != std::string::npos || written.find("visibility:hidden") != std::string::npos;
}

bool is_block(const HtmlNode& node) {
  using enum HtmlTag;
  static const HtmlTags kBlocks{address, article, aside, blockquote, body, center, dd, details, dir, div, dl, dt, fieldset, figcaption, figure, footer, form,
                                h1, h2, h3, h4, h5, h6, header, hr, html, legend, li, main, menu, nav, ol, p, pre, section, summary, table, tbody, td, tfoot,
                                th, thead, tr, ul, picture, img};
  return kBlocks.has(node.id) || (node.id == other && node.tag == "amp-img");
}

constexpr char kBreak = '\x01';  // stands for <br> while a block is gathered

bool stands_out(const HtmlNode& node) {
  if (node.id == HtmlTag::font) {
    const auto size = node.attribute("size");
    return !size.empty() && (size[0] == '+' || (size[0] >= '4' && size[0] <= '7'));
  }
  return node.id == HtmlTag::b || node.id == HtmlTag::strong || node.id == HtmlTag::big;
}

bool is_heading(HtmlTag tag) { return tag >= HtmlTag::h1 && tag <= HtmlTag::h6; }

/// Before the story lines parted by <br> that are no prose are blocks of their own: old pages write title, author and date so. Prose broken by <br> ends in
/// a sentence and stays whole.
void add_block(TextBlock&& block, bool& story, std::vector<TextBlock>& out) {
  std::vector<std::string> lines;
  if (!story && block.text.find(kBreak) != std::string::npos)
    for (std::size_t at = 0; at <= block.text.size() && lines.size() <= 6;) {
      const auto end = std::min(block.text.find(kBreak, at), block.text.size());
      if (auto line = squeeze(std::string_view(block.text).substr(at, end - at)); !line.empty()) lines.push_back(std::move(line));
      at = end + 1;
    }
  const bool parted = lines.size() >= 2 && lines.size() <= 6 && std::none_of(lines.begin(), lines.end(), [](const auto& line) { return line.size() > 200 || ends_sentence(line); });
  if (!parted) {
    std::replace(block.text.begin(), block.text.end(), kBreak, ' ');
    block.text = squeeze(block.text);
    story = story || (block.text.size() >= kProse && block.density() < 0.4 && ends_sentence(block.text));
    if (!block.text.empty()) out.push_back(std::move(block));
    return;
  }
  std::size_t linked = block.linked, strong = block.strong;
  for (auto& line : lines) {
    TextBlock one = block;
    one.text = std::move(line);
    one.linked = std::min(linked, one.text.size());
    one.strong = std::min(strong, one.text.size());  // what is bold stands first
    linked -= one.linked;
    strong -= one.strong;
    out.push_back(std::move(one));
  }
}

/// Bytes of a text node as they count in a squeezed text, about: runs of white space are one, at the ends none.
std::size_t seen_bytes(std::string_view text) {
  std::size_t out = 0;
  bool space = true;
  for (const char c : text) {
    const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    out += !white || !space;
    space = white;
  }
  return out - (space && out > 0);
}

std::size_t letters_of(std::string_view text) {
  if (ascii_end(text, 0) == text.size()) return text.size();
  std::size_t out = 0;
  for (const char c : text) {
    const auto b = static_cast<unsigned char>(c);
    out += (b & 0xC0) != 0x80;
    if (b >= 0xE3 && b <= 0xED) out += 2;  // Chinese, kana, hangul
  }
  return out;
}

bool reads_like_prose(const TextBlock& block) {
  if (block.heading) return false;
  if (block.letters > 60 && block.letters == block.text.size() && ascii_end(block.text, 0) == block.text.size() &&
      static_cast<std::size_t>(std::count(block.text.begin(), block.text.end(), ' ')) * 25 < block.letters)
    return false;  // addresses and codes, not words
  return (block.letters >= kProse && block.density() < 0.4 && (block.sentence || block.letters >= 200)) ||
         (block.letters >= 30 && block.density() < 0.3 && block.sentence && tag_in(block.tag, {"p", "blockquote"}));
}

}  // namespace

bool ends_story(const TextBlock& block) {
  return block.phrases.has(PhraseRole::end) && block.letters < 80 && (block.heading || (block.strong * 2 > block.text.size() && !block.text.ends_with(':')));
}

std::size_t section_end(const HtmlTree& tree, const PageSums& sums, const TextBlock& heading) {
  std::size_t node = heading.node;
  for (int up = 0; up < 12 && tree.nodes[node].parent >= 0 && sums.text(node) <= heading.text.size(); ++up) node = static_cast<std::size_t>(tree.nodes[node].parent);
  return tree.nodes[node].end;
}

std::vector<char> shown_nodes(const HtmlTree& tree) {
  std::vector<char> shown(tree.nodes.size(), 1);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i)
    if (tree.nodes[i].id != HtmlTag::text) shown[i] = !skipped(tree.nodes[i]);
  return shown;
}

std::vector<TextBlock> blocks_of(const HtmlTree& tree, const std::vector<char>& shown, const CleanLexicon& lexicon) {
  std::vector<TextBlock> out;
  TextBlock block;
  bool story = false;
  int breaks = 0;
  const auto flush = [&] {
    if (!block.text.empty()) {
      add_block(std::move(block), story, out);
      block = TextBlock{};
    }
    breaks = 0;
  };
  struct Open {
    std::size_t node;
    bool block, link, local, strong, heading, listed, figure;
  };
  std::vector<Open> open;  // elements whose end is still to come
  std::size_t links = 0, local = 0, strong = 0, headings = 0, lists = 0, figures = 0;  // how many of the open ones are such
  std::vector<std::size_t> containers;  // the open block elements
  const auto count = [&](const Open& element, std::size_t by) {
    links += element.link * by, local += element.local * by, strong += element.strong * by, headings += element.heading * by, lists += element.listed * by, figures += element.figure * by;
  };
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    for (; !open.empty() && tree.nodes[open.back().node].end <= i; open.pop_back()) {
      if (open.back().block) {
        containers.pop_back();
        flush();
      }
      count(open.back(), static_cast<std::size_t>(-1));
    }
    const auto& node = tree.nodes[i];
    if (!shown[i]) {
      i = node.end - 1;
      continue;
    }
    if (node.id == HtmlTag::text) {
      if (std::all_of(node.text.begin(), node.text.end(), is_space)) {  // white space between elements, as most text nodes are
        if (!block.text.empty() && !node.text.empty() && block.text.back() != ' ') block.text += ' ';
        continue;
      }
      if (block.text.empty()) {
        block.node = containers.empty() ? 0 : containers.back();
        block.tag = tree.nodes[block.node].tag;
        block.heading = headings > 0;
        block.listed = lists > 0;
        block.figure = figures > 0;
      }
      block.text += node.text;
      const auto bytes = links > 0 || strong > 0 ? seen_bytes(node.text) : 0;
      if (links > 0) block.linked += bytes;
      if (local > 0) block.local += bytes;
      if (strong > 0) block.strong += bytes;
      breaks = 0;
      continue;
    }
    if (node.id == HtmlTag::br) {
      if (!block.text.empty()) block.text += kBreak;  // a break before any text parts nothing
      if (++breaks == 2) flush();
      continue;
    }
    Open element{i, is_block(node), false, false, stands_out(node), false, false, false};
    if (element.block) {
      flush();
      containers.push_back(i);
      element.heading = is_heading(node.id);
      element.listed = node.id == HtmlTag::li || node.id == HtmlTag::td || node.id == HtmlTag::th || node.id == HtmlTag::dd || node.id == HtmlTag::dt;
      element.figure = node.id == HtmlTag::figure;
    } else {
      const auto link = node.id == HtmlTag::a ? node.attribute("href") : std::string_view{};
      element.link = !link.empty();
      element.local = link.starts_with('#') || link.starts_with("javascript:");
    }
    count(element, 1);
    open.push_back(element);
  }
  flush();
  for (auto& each : out) {
    std::size_t cut = std::min<std::size_t>(each.text.size(), 400);
    while (cut < each.text.size() && cut > 0 && (static_cast<unsigned char>(each.text[cut]) & 0xC0) == 0x80) --cut;
    each.key = fold_key(std::string_view(each.text).substr(0, cut));
    each.phrases = cut < each.text.size() ? lexicon.phrases.roles_of_running(each.key) : lexicon.phrases.roles(each.key);
    each.letters = letters_of(each.text);
    each.sentence = ends_sentence(each.text);
    if (each.text.size() < kDatedBlock) each.day = find_written_day(each.text, lexicon);
    each.prose = reads_like_prose(each);
  }
  return out;
}

PageSums::PageSums(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const std::vector<char>& shown) : tree_(&tree) {
  const std::size_t n = tree.nodes.size();
  before_.resize(n + 1);
  for (const auto& block : blocks) {
    auto& at = before_[block.node + 1];
    at.text += static_cast<std::uint32_t>(block.text.size());
    at.linked += static_cast<std::uint32_t>(block.linked);
    if (block.prose) at.prose += static_cast<std::uint32_t>(block.text.size()), ++at.proses;
    if ((block.linked - std::min(block.linked, block.local)) * 100 >= block.text.size() * 85 && block.letters >= 15 && block.text.find(' ') != std::string::npos) ++at.links;
  }
  for (std::size_t i = 0; i < n; ++i) {
    auto& at = before_[i + 1];
    const auto& last = before_[i];
    at.text += last.text, at.linked += last.linked, at.prose += last.prose, at.proses += last.proses, at.links += last.links, at.images += last.images;
    if (const auto id = tree.nodes[i].id; shown[i] && (id == HtmlTag::img || id == HtmlTag::picture || id == HtmlTag::video || (id == HtmlTag::other && tree.nodes[i].tag == "amp-img"))) ++at.images;
  }
}

}  // namespace daybook
