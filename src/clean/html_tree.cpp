#include "clean/html_tree.h"

#include <lexbor/dom/interfaces/attr.h>
#include <lexbor/dom/interfaces/character_data.h>
#include <lexbor/html/parser.h>

#include <algorithm>
#include <array>
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

std::string_view view(const lxb_char_t* data, std::size_t size) { return data ? std::string_view(reinterpret_cast<const char*>(data), size) : std::string_view{}; }

/// From the parser's numbers of tags to ours.
const std::array<HtmlTag, LXB_TAG__LAST_ENTRY>& known_tags() {
  static const auto table = [] {
    std::array<HtmlTag, LXB_TAG__LAST_ENTRY> out;
    out.fill(HtmlTag::other);
    const auto add = [&](HtmlTag tag, std::string_view name) {
      const auto id = lxb_tag_id_by_name(nullptr, reinterpret_cast<const lxb_char_t*>(name.data()), name.size());
      if (id < out.size()) out[id] = tag;
    };
#define HTML_TAG(id, name) add(HtmlTag::id, name);
    DAYBOOK_HTML_TAGS(HTML_TAG)
#undef HTML_TAG
    return out;
  }();
  return table;
}

/// Attributes of all nodes, in pieces that never move, so that nodes can point at theirs.
class AttributeStore {
 public:
  std::span<const HtmlAttribute> add(const std::vector<HtmlAttribute>& attributes) {
    if (attributes.empty()) return {};
    if (pieces_.empty() || used_ + attributes.size() > pieces_.back().size()) {
      pieces_.emplace_back(std::max(kPiece, attributes.size()));
      used_ = 0;
    }
    auto* at = pieces_.back().data() + used_;
    std::copy(attributes.begin(), attributes.end(), at);
    used_ += attributes.size();
    return {at, attributes.size()};
  }

 private:
  static constexpr std::size_t kPiece = 1024;
  std::vector<std::vector<HtmlAttribute>> pieces_;
  std::size_t used_ = 0;
};

/// What a tree's views point into.
struct ParsedPage {
  lxb_html_document_t* document = lxb_html_document_create();
  AttributeStore attributes;
  ParsedPage() = default;
  ParsedPage(const ParsedPage&) = delete;
  ParsedPage& operator=(const ParsedPage&) = delete;
  ~ParsedPage() { lxb_html_document_destroy(document); }
};

/// The node of an element, its attributes put into the store. `scratch` is only kept to be used again.
HtmlNode element_node(lxb_dom_node_t* node, AttributeStore& store, std::vector<HtmlAttribute>& scratch) {
  HtmlNode out;
  auto* element = lxb_dom_interface_element(node);
  std::size_t size = 0;
  const auto* name = lxb_dom_element_local_name(element, &size);
  out.tag = view(name, size);
  if (out.tag.empty()) out.tag = "unknown";
  const auto& known = known_tags();
  out.id = node->local_name < known.size() ? known[node->local_name] : HtmlTag::other;
  scratch.clear();
  for (auto* attribute = element->first_attr; attribute; attribute = attribute->next) {
    name = lxb_dom_attr_local_name(attribute, &size);
    const auto key = view(name, size);
    name = lxb_dom_attr_value(attribute, &size);
    scratch.push_back({key, view(name, size)});
  }
  out.attributes = store.add(scratch);
  return out;
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
                           (point.value > 13 && point.value < 32) || (point.value >= 127 && point.value < 0xA0);
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
    if (nodes[i].id == HtmlTag::text) out += nodes[i].text;
    else out += ' ';
    if (nodes[i].id == HtmlTag::script || nodes[i].id == HtmlTag::style) i = nodes[i].end - 1;
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
  const auto page = std::make_shared<ParsedPage>();
  if (!page->document || lxb_html_document_parse(page->document, reinterpret_cast<const lxb_char_t*>(html.data()), html.size()) != LXB_STATUS_OK)
    throw Error(ErrorCode::too_large, "The page could not be parsed: its tree does not fit into memory.");

  HtmlTree tree;
  tree.nodes.reserve(html.size() / 32);
  std::vector<HtmlAttribute> scratch;
  auto* root = lxb_dom_interface_node(lxb_dom_interface_document(page->document)->element);
  std::int32_t parent = -1;
  for (auto* node = root; node;) {
    const auto self = static_cast<std::int32_t>(tree.nodes.size());
    if (node->type == LXB_DOM_NODE_TYPE_TEXT || node->type == LXB_DOM_NODE_TYPE_CDATA_SECTION) {
      const auto& data = lxb_dom_interface_character_data(node)->data;
      HtmlNode out;
      out.text = view(data.data, data.length);
      out.parent = parent;
      out.end = static_cast<std::uint32_t>(self + 1);
      tree.nodes.push_back(out);
    } else if (node->type == LXB_DOM_NODE_TYPE_ELEMENT && !(node->local_name == LXB_TAG_TEMPLATE && node->ns == LXB_NS_HTML)) {
      tree.nodes.push_back(element_node(node, page->attributes, scratch));
      tree.nodes.back().parent = parent;
      if (node->first_child) {
        parent = self;
        node = node->first_child;
        continue;
      }
      tree.nodes.back().end = static_cast<std::uint32_t>(self + 1);
    }
    while (node != root && !node->next) {  // the parent ends here
      node = node->parent;
      tree.nodes[static_cast<std::size_t>(parent)].end = static_cast<std::uint32_t>(tree.nodes.size());
      parent = tree.nodes[static_cast<std::size_t>(parent)].parent;
    }
    node = node == root ? nullptr : node->next;
  }
  tree.memory = page;
  return tree;
}

}  // namespace daybook
