#include "clean/page_blocks.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {

bool tag_in(std::string_view tag, std::initializer_list<std::string_view> tags) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

namespace {

constexpr std::size_t kProse = 80;

bool skipped(const HtmlNode& node) {
  if (tag_in(node.tag, {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select", "button", "input",
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
  return tag_in(tag, {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
                      "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
                      "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "amp-img", "picture", "img"});
}

constexpr char kBreak = '\x01';  // stands for <br> while a block is gathered

bool stands_out(const HtmlNode& node) {
  if (node.tag == "font") {
    const auto size = node.attribute("size");
    return !size.empty() && (size[0] == '+' || (size[0] >= '4' && size[0] <= '7'));
  }
  return tag_in(node.tag, {"b", "strong", "big"});
}

bool is_heading(std::string_view tag) { return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'; }

/// Before the story lines parted by <br> that are no prose are blocks of their own: old pages write title, author and date so. Prose broken by <br> ends in
/// a sentence and stays whole.
void add_block(TextBlock&& block, bool& story, std::vector<TextBlock>& out) {
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
    TextBlock one = block;
    one.text = std::move(line);
    one.linked = std::min(linked, one.text.size());
    one.strong = std::min(strong, one.text.size());  // what is bold stands first
    linked -= one.linked;
    strong -= one.strong;
    out.push_back(std::move(one));
  }
}

}  // namespace

std::vector<char> shown_nodes(const HtmlTree& tree) {
  std::vector<char> shown(tree.nodes.size(), 1);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i)
    if (!tree.nodes[i].tag.empty()) shown[i] = !skipped(tree.nodes[i]);
  return shown;
}

std::vector<TextBlock> blocks_of(const HtmlTree& tree, const std::vector<char>& shown) {
  std::vector<TextBlock> out;
  TextBlock block;
  bool story = false;
  int breaks = 0;
  const auto flush = [&](std::size_t node) {
    if (!block.text.empty()) add_block(std::move(block), story, out);
    block = TextBlock{};
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

bool prose(const TextBlock& block) {
  if (block.heading) return false;
  return (block.text.size() >= kProse && block.density() < 0.4 && (ends_sentence(block.text) || block.text.size() >= 200)) ||
         (block.text.size() >= 30 && block.density() < 0.3 && tag_in(block.tag, {"p", "blockquote"}) && ends_sentence(block.text));
}

}  // namespace daybook
