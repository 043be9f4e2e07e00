#include "clean/html_tree.h"

#include <lexbor/dom/interfaces/attr.h>
#include <lexbor/dom/interfaces/character_data.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "clean/html_parse.h"

namespace daybook {
namespace {

enum class Look : char { plain, white, invisible };

Look look_of(char32_t c) {
  if (c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x3000) return Look::white;
  if (c < 32 || (c >= 127 && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) return Look::invisible;
  return Look::plain;
}

/// What a byte of well-formed UTF-8 tells: ASCII itself, and of other characters whether their first byte may start a white or invisible one.
enum class ByteLook : char { plain, white, invisible, ask };

constexpr std::array<ByteLook, 256> kByteLooks = [] {
  std::array<ByteLook, 256> out{};
  for (unsigned c = 0; c < 256; ++c) {
    if (c >= 0x80) out[c] = c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF ? ByteLook::ask : ByteLook::plain;
    else out[c] = c == ' ' || (c >= 9 && c <= 13) ? ByteLook::white : c < 32 || c == 127 ? ByteLook::invisible : ByteLook::plain;
  }
  return out;
}();

std::string_view view(const lxb_char_t* data, std::size_t size) { return data ? std::string_view(reinterpret_cast<const char*>(data), size) : std::string_view{}; }

/// From the parser's numbers of tags to ours.
const std::array<HtmlTag, LXB_TAG__LAST_ENTRY>& known_tags() {
  static const auto table = [] {
    std::array<HtmlTag, LXB_TAG__LAST_ENTRY> out;
    out.fill(HtmlTag::other);
    for (lxb_tag_id_t number = LXB_TAG__BEGIN; number < out.size(); ++number) {
      std::size_t size = 0;
      const auto* name = lxb_tag_name_by_id(number, &size);
      out[number] = html_tag(view(name, size));
    }
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

/// From the parser's numbers of attributes to ours. It numbers some, the others by where it keeps their names, page by page.
class AttributeNames {
 public:
  HtmlAttributeId find(lxb_dom_attr_id_t number, std::string_view name) {
    if (number < LXB_DOM_ATTR__LAST_ENTRY) return table()[number];
    auto& last = last_[(number >> 4) % last_.size()];  // the same few names stand on most elements
    if (last.first != number) last = {number, html_attribute(name)};
    return last.second;
  }

 private:
  static const std::array<HtmlAttributeId, LXB_DOM_ATTR__LAST_ENTRY>& table() {
    static const auto made = [] {
      std::array<HtmlAttributeId, LXB_DOM_ATTR__LAST_ENTRY> out{};
      for (lxb_dom_attr_id_t number = LXB_DOM_ATTR__UNDEF + 1; number < out.size(); ++number) {
        const auto& entry = lxb_dom_attr_data_by_id(nullptr, number)->entry;
        out[number] = html_attribute(view(lexbor_hash_entry_str(&entry), entry.length));
      }
      return out;
    }();
    return made;
  }

  std::array<std::pair<lxb_dom_attr_id_t, HtmlAttributeId>, 64> last_{};
};

/// What a tree's views point into.
struct TreeMemory {
  TreeMemory(std::string_view html, const HtmlLimits& limits) : document(html, limits) {}
  ParsedDocument document;
  AttributeStore attributes;
};

/// The node of an element, those of its attributes that the cleaner asks for put into the store. `scratch` is only kept to be used again.
HtmlNode element_node(lxb_dom_node_t* node, AttributeStore& store, AttributeNames& names, std::vector<HtmlAttribute>& scratch) {
  HtmlNode out;
  auto* element = lxb_dom_interface_element(node);
  std::size_t size = 0;
  const auto* text = lxb_dom_element_local_name(element, &size);
  const auto& known = known_tags();
  out.id = node->local_name < known.size() ? known[node->local_name] : HtmlTag::other;
  out.tag = {size > 0 ? view(text, size) : "unknown", out.id};
  scratch.clear();
  for (auto* attribute = element->first_attr; attribute; attribute = attribute->next) {
    text = lxb_dom_attr_local_name(attribute, &size);
    const auto name = view(text, size);
    const auto id = names.find(attribute->node.local_name, name);
    if (id == HtmlAttributeId::other) continue;
    text = lxb_dom_attr_value(attribute, &size);
    scratch.push_back({{name, id}, view(text, size)});
    out.known |= 1u << static_cast<unsigned>(id);
  }
  out.attributes = store.add(scratch);
  return out;
}

}  // namespace

std::string_view HtmlNode::found(HtmlAttributeId id, std::string_view name) const {
  for (const auto& [key, value] : attributes)
    if (id != HtmlAttributeId::other ? key.id() == id : key.name() == name) return value;
  return {};
}

std::string squeeze(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t to = 0;
  bool space = true;  // was the last byte one? One space of a run stays, none at the start
  for (std::size_t i = 0; i < text.size();) {
    switch (kByteLooks[static_cast<unsigned char>(text[i])]) {
      case ByteLook::plain:
        out[to++] = text[i++];
        space = false;
        continue;
      case ByteLook::white:
        out[to] = ' ';
        to += !space;
        space = true;
        ++i;
        continue;
      case ByteLook::invisible:
        ++i;
        continue;
      case ByteLook::ask:
        break;
    }
    const auto point = code_point_at(text, i);
    const auto look = look_of(point.value);
    if (look == Look::plain) {
      for (std::size_t k = 0; k < point.size; ++k) out[to++] = text[i + k];
      space = false;
    }
    if (look == Look::white) {
      if (!space) out[to++] = ' ';
      space = true;
    }
    i += point.size;
  }
  if (to > 0 && out[to - 1] == ' ') --to;
  out.resize(to);
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

HtmlTree parse_html(std::string_view html, const HtmlLimits& limits) {
  const auto memory = std::make_shared<TreeMemory>(html, limits);

  HtmlTree tree;
  tree.nodes.reserve(html.size() / 32);
  std::vector<HtmlAttribute> scratch;
  AttributeNames names;
  auto* root = memory->document.root();
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
      tree.nodes.push_back(element_node(node, memory->attributes, names, scratch));
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
  tree.memory = memory;
  return tree;
}

}  // namespace daybook
