#include "clean/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook {
namespace {

constexpr std::size_t kAttributesMax = 1000;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Elements without an end tag, and those whose end tag is often left out because the next one closes them.
bool never_nests(std::string_view tag) {
  static constexpr std::string_view kTags[] = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
                                               "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody",
                                               "tfoot", "colgroup", "frame", "rp", "rt", "html", "body", "head"};
  return std::find(std::begin(kTags), std::end(kTags), tag) != std::end(kTags);
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

std::string squeeze(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto point = code_point_at(text, i);
    const bool white = point.value == ' ' || (point.value >= 9 && point.value <= 13) || point.value == 0xA0 || point.value == 0x202F ||
                       (point.value >= 0x2000 && point.value <= 0x200A) || point.value == 0x2028 || point.value == 0x2029 || point.value == 0x3000;
    const bool invisible = point.value == 0xAD || point.value == 0x200B || point.value == 0x2060 || point.value == 0xFEFF || point.value < 9 ||
                           (point.value > 13 && point.value < 32) || point.value == 127;
    if (white) {
      space = true;
    } else if (!invisible) {
      if (space && !out.empty()) out += ' ';
      space = false;
      out.append(text, i, point.size);
    }
    i += point.size;
  }
  return out;
}

std::string HtmlTree::text(std::size_t node) const {
  std::string out;
  for (std::size_t i = node; i < nodes[node].end; ++i) {
    if (nodes[i].tag.empty()) out += nodes[i].text;
    else out += ' ';
    if (nodes[i].tag == "script" || nodes[i].tag == "style") i = nodes[i].end - 1;
  }
  return squeeze(out);
}

void check_html(std::string_view html, std::size_t max_depth) {
  std::size_t depth = 0;
  for (std::size_t i = html.find('<'); i != std::string_view::npos && i + 1 < html.size(); i = html.find('<', i)) {
    if (html.substr(i).starts_with("<!--")) {
      const auto end = html.find("-->", i + 4);
      if (end == std::string_view::npos) return;
      i = end + 3;
      continue;
    }
    const bool close = html[i + 1] == '/';
    const std::size_t name = i + 1 + close;
    if (name >= html.size() || !std::isalpha(static_cast<unsigned char>(html[name]))) {
      ++i;
      continue;
    }
    std::size_t at = name;
    while (at < html.size() && std::isalnum(static_cast<unsigned char>(html[at]))) ++at;
    const std::string tag = lower(html.substr(name, std::min<std::size_t>(at - name, 16)));
    std::size_t words = 0;
    char quote = 0;
    for (; at < html.size() && (quote || html[at] != '>'); ++at) {
      if (quote) {
        if (html[at] == quote) quote = 0;
      } else if (html[at] == '"' || html[at] == '\'') {
        if (html[at - 1] == '=') quote = html[at];
      } else if (std::isspace(static_cast<unsigned char>(html[at])) && !std::isspace(static_cast<unsigned char>(html[at - 1])) && ++words > kAttributesMax) {
        throw Error(ErrorCode::too_large, "The page has a tag with more than " + std::to_string(kAttributesMax) + " attributes (at byte " + std::to_string(i) + "); it was not parsed.");
      }
    }
    const bool self_closed = at > 0 && at < html.size() && html[at - 1] == '/';
    i = at;
    if (!close && (tag == "script" || tag == "style" || tag == "textarea" || tag == "title")) {
      const std::string end = "</" + tag;
      while (true) {  // raw text: '<' in it starts nothing
        const auto next = html.find("</", i);
        if (next == std::string_view::npos) return;
        i = next + 2;
        if (lower(html.substr(next, end.size())) == end) break;
      }
      continue;
    }
    if (never_nests(tag)) continue;
    if (close) depth -= depth > 0;
    else if (!self_closed && ++depth > max_depth)
      throw Error(ErrorCode::too_large, "The page nests its elements deeper than " + std::to_string(max_depth) + " levels (at byte " + std::to_string(name) + "); it was not parsed.");
  }
}

HtmlTree parse_html(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  struct Guard {
    const GumboOptions* options;
    GumboOutput* output;
    ~Guard() { gumbo_destroy_output(options, output); }
  } guard{&options, output};

  HtmlTree tree;
  struct Step {
    const GumboNode* node;
    std::int32_t parent;
    unsigned next_child;
    std::int32_t self;
  };
  std::vector<Step> stack{{output->root, -1, 0, -1}};
  while (!stack.empty()) {
    Step& step = stack.back();
    const GumboNode* node = step.node;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      HtmlNode out;
      out.text = node->v.text.text;
      out.parent = step.parent;
      out.end = static_cast<std::uint32_t>(tree.nodes.size() + 1);
      tree.nodes.push_back(std::move(out));
      stack.pop_back();
      continue;
    }
    if (node->type != GUMBO_NODE_ELEMENT) {  // comments and templates show nothing
      stack.pop_back();
      continue;
    }
    const auto& element = node->v.element;
    if (step.self < 0) {
      HtmlNode out;
      if (element.tag != GUMBO_TAG_UNKNOWN) {
        out.tag = gumbo_normalized_tagname(element.tag);
      } else {
        GumboStringPiece name = element.original_tag;
        gumbo_tag_from_original_text(&name);
        out.tag = lower({name.data, name.length});
        if (out.tag.empty()) out.tag = "unknown";
      }
      for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        out.attributes.emplace_back(lower(attribute->name), attribute->value);
      }
      out.parent = step.parent;
      step.self = static_cast<std::int32_t>(tree.nodes.size());
      tree.nodes.push_back(std::move(out));
    }
    if (step.next_child < element.children.length) {
      const auto* child = static_cast<const GumboNode*>(element.children.data[step.next_child++]);
      stack.push_back({child, step.self, 0, -1});
    } else {
      tree.nodes[static_cast<std::size_t>(step.self)].end = static_cast<std::uint32_t>(tree.nodes.size());
      stack.pop_back();
    }
  }
  return tree;
}

}  // namespace daybook
