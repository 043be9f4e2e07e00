// UTF-8: validation, iteration and the map from bytes to code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace daybook {

/// Where the run of ASCII that starts at byte `i` ends: many bytes a step, since most of a page is such a run.
std::size_t ascii_end(std::string_view text, std::size_t i);

/// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms, nothing past U+10FFFF).
bool is_utf8(std::string_view text);

/// A copy in which every byte that is not part of well-formed UTF-8, and every NUL, became U+FFFD.
std::string repair_utf8(std::string_view text);

/// The code point that starts at byte `offset` of well-formed `text`, and how many bytes it takes.
struct CodePoint {
  char32_t value;
  std::uint8_t size;
};
CodePoint code_point_at(std::string_view text, std::size_t offset);

void append_utf8(std::string& out, char32_t value);

/// Simple case folding (ICU) of well-formed text, for keys; not for display.
std::string fold_case(std::string_view text);

/// Latin letters without diacritics, lower case, typographic apostrophes and dashes made plain, runs of white space
/// made one space. Non-Latin scripts are kept. The key used for looking names up.
std::string fold_key(std::string_view text);

/// Leading and trailing white space (ASCII and U+00A0) removed.
std::string_view trim(std::string_view text);

/// Code-point offsets for byte offsets of one text. Built in one pass; a look-up is O(1). Thread-safe once built.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  std::uint32_t code_points(std::uint32_t byte) const;
  Span code_points(Span bytes) const { return {code_points(bytes.begin), code_points(bytes.end)}; }
  std::uint32_t bytes(std::uint32_t code_point) const;

 private:
  static constexpr std::uint32_t kStride = 64;
  std::string_view text_;
  std::vector<std::uint32_t> marks_;  // code points before byte i * kStride
};

}  // namespace daybook
