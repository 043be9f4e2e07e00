// A half-open range of bytes in a UTF-8 text.
//
//     text   T a l i b a n   t o o k
//     byte   0 1 2 3 4 5 6 7 8 9 ...
//            [-------------)            Span{0, 7}
//
// Inside the program offsets are bytes; they become code points only where they leave it (base/utf8.h,
// CodePointIndex). Both ends always stand on code-point boundaries.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace daybook {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr bool empty() const { return begin >= end; }
  constexpr std::uint32_t size() const { return empty() ? 0 : end - begin; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const Span&) const = default;
};

/// The bytes of `text` under `span`. The span must lie within the text.
constexpr std::string_view text_of(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

/// The smallest span that covers both; an empty one counts for nothing.
constexpr Span cover(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace daybook
