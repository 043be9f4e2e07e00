// The text of one segment made ready for the tokenizer, with the way back to the bytes of Document::text.
//
//     document   “Go.”⏎• Kabul fell.He fled
//     prepared   "Go."     Kabul fell. He fled     (two units; code points map back one by one)
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace daybook {

/// One stretch no sentence may cross: a paragraph, a line of a list, or a piece of text without end.
struct TextUnit {
  std::string text;                   ///< what the tokenizer sees: plain quotes and spaces, no invisible characters
  std::vector<std::uint32_t> begins;  ///< byte in Document::text of each code point of `text`, plus one for the end
  std::vector<std::uint32_t> ends;    ///< byte after it; an inserted space has begin == end
  Span bytes(std::size_t first, std::size_t last) const;  ///< of the code points [first, last)
};

/// Splits at blank lines and at single newlines that end a line rather than wrap it; gives each unit as it is ready. Linear in the text.
void prepare(std::string_view document, Span segment, const std::function<void(const TextUnit&)>& to);
std::vector<TextUnit> prepare(std::string_view document, Span segment);

/// No unit is longer, in code points; text that goes on is cut at the best place before.
inline constexpr std::size_t kLongestUnit = 6000;

}  // namespace daybook
