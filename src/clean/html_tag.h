// The elements and attributes of HTML as numbers: `node.tag == "p"` compares two integers, since the compiler looks the literal up.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace daybook {

// One list: the enum and the table from the parser's names to it (html_tree.cpp) are both made of it. `HTML_TAG(id, name)`.
#define DAYBOOK_HTML_TAGS(HTML_TAG)                                                                                                     \
  HTML_TAG(a, "a") HTML_TAG(abbr, "abbr") HTML_TAG(acronym, "acronym") HTML_TAG(address, "address") HTML_TAG(applet, "applet")           \
  HTML_TAG(area, "area") HTML_TAG(article, "article") HTML_TAG(aside, "aside") HTML_TAG(audio, "audio") HTML_TAG(b, "b")                 \
  HTML_TAG(base, "base") HTML_TAG(bdi, "bdi") HTML_TAG(bdo, "bdo") HTML_TAG(big, "big") HTML_TAG(blockquote, "blockquote")               \
  HTML_TAG(body, "body") HTML_TAG(br, "br") HTML_TAG(button, "button") HTML_TAG(canvas, "canvas") HTML_TAG(caption, "caption")           \
  HTML_TAG(center, "center") HTML_TAG(cite, "cite") HTML_TAG(code, "code") HTML_TAG(col, "col") HTML_TAG(colgroup, "colgroup")           \
  HTML_TAG(data, "data") HTML_TAG(datalist, "datalist") HTML_TAG(dd, "dd") HTML_TAG(del, "del") HTML_TAG(details, "details")             \
  HTML_TAG(dfn, "dfn") HTML_TAG(dialog, "dialog") HTML_TAG(dir, "dir") HTML_TAG(div, "div") HTML_TAG(dl, "dl") HTML_TAG(dt, "dt")        \
  HTML_TAG(em, "em") HTML_TAG(embed, "embed") HTML_TAG(fieldset, "fieldset") HTML_TAG(figcaption, "figcaption")                          \
  HTML_TAG(figure, "figure") HTML_TAG(font, "font") HTML_TAG(footer, "footer") HTML_TAG(form, "form") HTML_TAG(frame, "frame")           \
  HTML_TAG(frameset, "frameset") HTML_TAG(h1, "h1") HTML_TAG(h2, "h2") HTML_TAG(h3, "h3") HTML_TAG(h4, "h4") HTML_TAG(h5, "h5")          \
  HTML_TAG(h6, "h6") HTML_TAG(head, "head") HTML_TAG(header, "header") HTML_TAG(hgroup, "hgroup") HTML_TAG(hr, "hr")                     \
  HTML_TAG(html, "html") HTML_TAG(i, "i") HTML_TAG(iframe, "iframe") HTML_TAG(img, "img") HTML_TAG(input, "input")                       \
  HTML_TAG(ins, "ins") HTML_TAG(kbd, "kbd") HTML_TAG(label, "label") HTML_TAG(legend, "legend") HTML_TAG(li, "li")                       \
  HTML_TAG(link, "link") HTML_TAG(main, "main") HTML_TAG(map, "map") HTML_TAG(mark, "mark") HTML_TAG(math, "math")                       \
  HTML_TAG(menu, "menu") HTML_TAG(meta, "meta") HTML_TAG(meter, "meter") HTML_TAG(nav, "nav") HTML_TAG(noscript, "noscript")             \
  HTML_TAG(object, "object") HTML_TAG(ol, "ol") HTML_TAG(optgroup, "optgroup") HTML_TAG(option, "option")                                \
  HTML_TAG(output, "output") HTML_TAG(p, "p") HTML_TAG(param, "param") HTML_TAG(picture, "picture") HTML_TAG(pre, "pre")                 \
  HTML_TAG(progress, "progress") HTML_TAG(q, "q") HTML_TAG(rp, "rp") HTML_TAG(rt, "rt") HTML_TAG(ruby, "ruby") HTML_TAG(s, "s")          \
  HTML_TAG(samp, "samp") HTML_TAG(script, "script") HTML_TAG(section, "section") HTML_TAG(select, "select")                              \
  HTML_TAG(small, "small") HTML_TAG(source, "source") HTML_TAG(span, "span") HTML_TAG(strike, "strike")                                  \
  HTML_TAG(strong, "strong") HTML_TAG(style, "style") HTML_TAG(sub, "sub") HTML_TAG(summary, "summary") HTML_TAG(sup, "sup")             \
  HTML_TAG(svg, "svg") HTML_TAG(table, "table") HTML_TAG(tbody, "tbody") HTML_TAG(td, "td") HTML_TAG(template_, "template")              \
  HTML_TAG(textarea, "textarea") HTML_TAG(tfoot, "tfoot") HTML_TAG(th, "th") HTML_TAG(thead, "thead") HTML_TAG(time, "time")             \
  HTML_TAG(title, "title") HTML_TAG(tr, "tr") HTML_TAG(track, "track") HTML_TAG(tt, "tt") HTML_TAG(u, "u") HTML_TAG(ul, "ul")            \
  HTML_TAG(var, "var") HTML_TAG(video, "video") HTML_TAG(wbr, "wbr")

enum class HtmlTag : std::uint8_t {
  text,   ///< a run of text, no element
  other,  ///< an element that is not listed: custom elements, the inside of SVG; its name tells
#define HTML_TAG(id, name) id,
  DAYBOOK_HTML_TAGS(HTML_TAG)
#undef HTML_TAG
  count_,  ///< how many there are; no tag
};

// Attributes that the cleaner asks for, likewise. At most 32: a node keeps which it has as bits.
#define DAYBOOK_HTML_ATTRIBUTES(HTML_ATTRIBUTE)                                                                                         \
  HTML_ATTRIBUTE(id, "id") HTML_ATTRIBUTE(class_, "class") HTML_ATTRIBUTE(href, "href") HTML_ATTRIBUTE(rel, "rel")                       \
  HTML_ATTRIBUTE(role, "role") HTML_ATTRIBUTE(style, "style") HTML_ATTRIBUTE(hidden, "hidden") HTML_ATTRIBUTE(lang, "lang")              \
  HTML_ATTRIBUTE(dir, "dir") HTML_ATTRIBUTE(title, "title") HTML_ATTRIBUTE(type, "type") HTML_ATTRIBUTE(name, "name")                    \
  HTML_ATTRIBUTE(content, "content") HTML_ATTRIBUTE(property, "property") HTML_ATTRIBUTE(itemprop, "itemprop")                           \
  HTML_ATTRIBUTE(itemtype, "itemtype") HTML_ATTRIBUTE(datetime, "datetime") HTML_ATTRIBUTE(src, "src") HTML_ATTRIBUTE(alt, "alt")        \
  HTML_ATTRIBUTE(align, "align") HTML_ATTRIBUTE(size, "size") HTML_ATTRIBUTE(color, "color") HTML_ATTRIBUTE(charset, "charset")          \
  HTML_ATTRIBUTE(http_equiv, "http-equiv") HTML_ATTRIBUTE(data_component, "data-component")                                              \
  HTML_ATTRIBUTE(data_testid, "data-testid") HTML_ATTRIBUTE(aria_label, "aria-label") HTML_ATTRIBUTE(aria_hidden, "aria-hidden")

enum class HtmlAttributeId : std::uint8_t {
  other,  ///< not listed: its name tells
#define HTML_ATTRIBUTE(id, name) id,
  DAYBOOK_HTML_ATTRIBUTES(HTML_ATTRIBUTE)
#undef HTML_ATTRIBUTE
  count_,
};
static_assert(static_cast<int>(HtmlAttributeId::count_) <= 32);

/// `other` for a name that is not listed.
constexpr HtmlTag html_tag(std::string_view name) {
#define HTML_TAG(id, text) \
  if (name == text) return HtmlTag::id;
  DAYBOOK_HTML_TAGS(HTML_TAG)
#undef HTML_TAG
  return name.empty() ? HtmlTag::text : HtmlTag::other;
}

constexpr HtmlAttributeId html_attribute(std::string_view name) {
#define HTML_ATTRIBUTE(id, text) \
  if (name == text) return HtmlAttributeId::id;
  DAYBOOK_HTML_ATTRIBUTES(HTML_ATTRIBUTE)
#undef HTML_ATTRIBUTE
  return HtmlAttributeId::other;
}

/// A name with its number. `Id` is HtmlTag or HtmlAttributeId.
template <typename Id, Id (*look_up)(std::string_view)>
class HtmlName {
 public:
  /// A name written in the source, its number found while compiling.
  struct Literal {
    Id id;
    std::string_view name;
    consteval Literal(const char* text) : id(look_up(text)), name(text) {}  // NOLINT: it stands for the literal
  };

  HtmlName() = default;
  HtmlName(std::string_view name, Id id) : data_(name.data()), size_(static_cast<std::uint32_t>(name.size())), id_(id) {}

  Id id() const { return id_; }
  std::string_view name() const { return {data_, size_}; }
  operator std::string_view() const { return name(); }
  explicit operator std::string() const { return std::string(name()); }
  bool empty() const { return size_ == 0; }

  friend bool operator==(const HtmlName& a, const HtmlName& b) { return a.id_ == b.id_ && (a.id_ != Id::other || a.name() == b.name()); }
  friend bool operator==(const HtmlName& a, const Literal& b) { return a.id_ == b.id && (b.id != Id::other || a.name() == b.name); }
  template <std::same_as<std::string_view> Text>
  friend bool operator==(const HtmlName& a, const Text& b) {
    return a.name() == b;
  }

 private:
  const char* data_ = nullptr;
  std::uint32_t size_ = 0;
  Id id_ = {};
};

using HtmlTagName = HtmlName<HtmlTag, html_tag>;
using HtmlAttributeName = HtmlName<HtmlAttributeId, html_attribute>;

/// A set of tags, one bit each, for tags written in the source.
class HtmlTags {
 public:
  constexpr HtmlTags(std::initializer_list<HtmlTag> tags) {
    for (const auto tag : tags) bits_[static_cast<std::size_t>(tag) / 64] |= std::uint64_t{1} << (static_cast<std::size_t>(tag) % 64);
  }
  constexpr bool has(HtmlTag tag) const { return bits_[static_cast<std::size_t>(tag) / 64] >> (static_cast<std::size_t>(tag) % 64) & 1; }

 private:
  std::uint64_t bits_[(static_cast<std::size_t>(HtmlTag::count_) + 63) / 64] = {};
};

/// Is a tag one of these?
inline bool tag_in(const HtmlTagName& tag, std::initializer_list<HtmlTagName::Literal> tags) {
  for (const auto& one : tags)
    if (tag == one) return true;
  return false;
}

}  // namespace daybook
