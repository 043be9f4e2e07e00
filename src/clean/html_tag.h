// The elements of HTML as numbers: a comparison of tags is one of integers, a set of tags one bit each.
#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>

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

/// A set of tags; asking costs one bit test.
class HtmlTags {
 public:
  HtmlTags(std::initializer_list<HtmlTag> tags) {
    for (const auto tag : tags) bits_.set(static_cast<std::size_t>(tag));
  }
  bool has(HtmlTag tag) const { return bits_[static_cast<std::size_t>(tag)]; }

 private:
  std::bitset<static_cast<std::size_t>(HtmlTag::count_)> bits_;
};

}  // namespace daybook
