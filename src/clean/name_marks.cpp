#include "clean/name_marks.h"

#include <cctype>

#include "base/utf8.h"

namespace daybook {
namespace {

/// A word of its own; a letter or two belong to the word before them.
bool begins_anew(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  return text.size() > 2 && (std::isupper(first) || first >= 0x80 || first == '@');
}

}  // namespace

bool has_mark_word(std::string_view names, std::string_view word) {
  for (auto at = names.find(word); at != std::string_view::npos; at = names.find(word, at + 1)) {
    const bool begins = at == 0 || !std::isalpha(static_cast<unsigned char>(names[at - 1]));
    const bool ends = at + word.size() >= names.size() || !std::isalpha(static_cast<unsigned char>(names[at + word.size()]));
    if (begins && ends) return true;
  }
  return false;
}

void NameMarks::add(const std::string& text, const char* basis, std::size_t node, bool named) {
  if (text.size() < 2 || text.size() > kTextMax * 2 || above_tag(node, "figure")) return;  // who took the picture
  const auto& element = page_.tree.nodes[node];
  out_.name_marks.push_back({text, basis, std::string(element.tag) + " " + std::string(element.attribute("class").substr(0, 120)), frame_.side(node),
                             page_.roles.inherited[node] == PartRole::furniture, named, node});
}

std::string NameMarks::text_apart(std::size_t node) const {
  std::string out;
  bool touches = false;
  for (std::size_t i = node; i < page_.tree.nodes[node].end; ++i) {
    const auto& inner = page_.tree.nodes[i];
    if (tag_in(inner.tag, {"script", "style", "svg", "time"})) {
      i = inner.end - 1;
      touches = true;
      continue;
    }
    if (!inner.tag.empty()) {
      if (inner.tag == "br" || inner.tag == "img") touches = true;
      continue;
    }
    if (trim(inner.text).empty()) {
      out += ' ';
      continue;
    }
    const char last = out.empty() ? ' ' : out.back();
    const auto wordly = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80 || c == '.'; };
    if (!trim(out).empty() && ((wordly(last) && begins_anew(inner.text)) || touches) && !trim(out).ends_with(',') && !led_so_far(out)) out += " · ";
    out += inner.text;
    touches = false;
  }
  return squeeze(out);
}

/// "By" alone: the name is still to come.
bool NameMarks::led_so_far(const std::string& text) const {
  auto key = fold_key(squeeze(text));
  while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
  for (const auto role : {LabelRole::by, LabelRole::author, LabelRole::marked})
    if (const auto length = label_length(lexicon_, role, key); length > 0 && length == key.size()) return true;
  return key.ends_with(" and") || key.ends_with(" und") || key.ends_with(" et") || key.ends_with("&") || key == "and";
}

bool NameMarks::above_tag(std::size_t i, std::string_view tag) const {
  int steps = 0;
  for (auto k = page_.tree.nodes[i].parent; k >= 0 && steps < 5; k = page_.tree.nodes[static_cast<std::size_t>(k)].parent, ++steps)
    if (page_.tree.nodes[static_cast<std::size_t>(k)].tag == tag) return true;
  return false;
}

}  // namespace daybook
