#include "present/given_text.h"

#include "base/marks.h"

namespace daybook {
namespace {

/// White or unseen: what cleaning may add, drop or change.
bool unseen(char32_t c) {
  return c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

std::size_t skip_unseen(std::string_view text, std::size_t i, std::size_t end) {
  while (i < end) {
    const auto c = code_point_at(text, i);
    if (!unseen(c.value)) break;
    i += c.size;
  }
  return i;
}

/// The end of the letter at byte i and of the marks on it.
std::size_t cluster_end(std::string_view text, std::size_t i, std::size_t end) {
  i += code_point_at(text, i).size;
  while (i < end && static_cast<unsigned char>(text[i]) >= 0xCC) {  // below U+0300 are no marks
    const auto next = code_point_at(text, i);
    if (!stands_on_letter(next.value)) break;
    i += next.size;
  }
  return i;
}

/// Puts down where each letter of `segment` stands if `given` has the same letters from `from` on; the byte after them, or nothing.
std::optional<std::size_t> follow(std::string_view text, Span segment, std::string_view given, std::size_t from, std::vector<Span>& at) {
  std::size_t i = segment.begin, k = from;
  for (;;) {
    i = skip_unseen(text, i, segment.end);
    if (i >= segment.end) return k;
    k = skip_unseen(given, k, given.size());
    if (k >= given.size()) return std::nullopt;
    const auto text_end = cluster_end(text, i, segment.end), given_end = cluster_end(given, k, given.size());
    const auto letter = text.substr(i, text_end - i), same = given.substr(k, given_end - k);
    if (letter != same && (static_cast<unsigned char>(letter.front()) < 0x80 && letter.size() == 1)) return std::nullopt;
    if (letter != same && composed(letter) != composed(same)) return std::nullopt;
    at[i] = {static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(given_end)};
    i = text_end;
    k = given_end;
  }
}

std::optional<std::size_t> find(std::string_view text, Span segment, std::string_view given, std::size_t from, std::vector<Span>& at) {
  const auto first = skip_unseen(text, segment.begin, segment.end);
  if (first >= segment.end) return from;
  // A letter with marks may begin with other bytes in the given text: then every letter of it is tried.
  const bool plain = static_cast<unsigned char>(text[first]) < 0x80;
  for (std::size_t k = from; (k = plain ? given.find(text[first], k) : k) < given.size(); k += code_point_at(given, k).size)
    if (const auto end = follow(text, segment, given, k, at)) return end;
  return std::nullopt;
}

}  // namespace

GivenText::GivenText(const Document& document, std::string_view given) : text_(document.text), given_(given), at_(document.text.size()), index_(given) {
  std::size_t from = 0;
  for (const auto& segment : document.segments) {
    auto end = find(text_, segment.span, given, from, at_);
    if (!end && from > 0) end = find(text_, segment.span, given, 0, at_);  // a segment may have been moved up
    else if (end) from = *end;
    if (end) continue;
    complete_ = false;
    for (auto i = segment.span.begin; i < segment.span.end; ++i) at_[i] = {};  // of tries that failed half way
  }
}

std::optional<Span> GivenText::bytes_of(Span bytes) const {
  Span out;
  for (auto i = bytes.begin; i < bytes.end && i < at_.size(); ++i) out = cover(out, at_[i]);
  return out.empty() ? std::nullopt : std::optional(out);
}

std::optional<Span> GivenText::code_points(Span bytes) const {
  const auto found = bytes_of(bytes);
  return found ? std::optional(index_.code_points(*found)) : std::nullopt;
}

std::string_view GivenText::words(Span bytes) const {
  const auto found = bytes_of(bytes);
  return found ? text_of(given_, *found) : std::string_view();
}

}  // namespace daybook
