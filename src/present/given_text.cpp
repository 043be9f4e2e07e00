#include "present/given_text.h"

namespace daybook {
namespace {

constexpr std::uint32_t kNowhere = UINT32_MAX;

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

/// Puts down where each letter of `segment` stands if `given` has the same letters from `from` on; the byte after them, or nothing.
std::optional<std::size_t> follow(std::string_view text, Span segment, std::string_view given, std::size_t from, std::vector<std::uint32_t>& at) {
  std::size_t i = segment.begin, k = from;
  for (;;) {
    i = skip_unseen(text, i, segment.end);
    if (i >= segment.end) return k;
    k = skip_unseen(given, k, given.size());
    if (k >= given.size()) return std::nullopt;
    const auto a = code_point_at(text, i), b = code_point_at(given, k);
    if (a.value != b.value) return std::nullopt;
    at[i] = static_cast<std::uint32_t>(k);
    i += a.size;
    k += b.size;
  }
}

std::optional<std::size_t> find(std::string_view text, Span segment, std::string_view given, std::size_t from, std::vector<std::uint32_t>& at) {
  const auto first = skip_unseen(text, segment.begin, segment.end);
  if (first >= segment.end) return from;
  for (std::size_t k = from; (k = given.find(text[first], k)) != std::string_view::npos; ++k)
    if (const auto end = follow(text, segment, given, k, at)) return end;
  return std::nullopt;
}

}  // namespace

GivenText::GivenText(const Document& document, std::string_view given) : text_(document.text), at_(document.text.size(), kNowhere), index_(given) {
  std::size_t from = 0;
  for (const auto& segment : document.segments) {
    auto end = find(text_, segment.span, given, from, at_);
    if (!end && from > 0) end = find(text_, segment.span, given, 0, at_);  // a segment may have been moved up
    else if (end) from = *end;
    if (end) continue;
    complete_ = false;
    for (auto i = segment.span.begin; i < segment.span.end; ++i) at_[i] = kNowhere;  // of tries that failed half way
  }
}

std::optional<Span> GivenText::code_points(Span bytes) const {
  std::uint32_t begin = kNowhere, end = 0;
  for (auto i = bytes.begin; i < bytes.end && i < at_.size(); ++i) {
    if (at_[i] == kNowhere) continue;
    if (begin == kNowhere) begin = at_[i];
    end = at_[i] + code_point_at(text_, i).size;
  }
  if (begin == kNowhere || end < begin) return std::nullopt;
  return index_.code_points(Span{begin, end});
}

}  // namespace daybook
