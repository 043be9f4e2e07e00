#include "claim/quote_marks.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace daybook {
namespace {

enum class Side { none, left, right, either };

struct Mark {
  Side side = Side::none;
  bool is_single = false;
  std::size_t size = 1;
};

bool is_word_byte(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

Mark mark_at(std::string_view text, std::size_t at, bool single_marks) {
  if (text[at] == '"') return {Side::either, false, 1};
  const std::string_view three = text.substr(at, 3);
  if (three == "\xE2\x80\x9C") return {Side::left, false, 3};
  if (three == "\xE2\x80\x9D") return {Side::right, false, 3};
  if (!single_marks) return {};
  if (three == "\xE2\x80\x98" && is_word_byte(text, at + 3)) return {Side::left, true, 3};
  if (three == "\xE2\x80\x99" && !is_word_byte(text, at + 3)) return {Side::right, true, 3};
  return {};
}

void pair_segment(const Document& document, Span segment, bool single_marks, std::vector<QuotedStretch>& out) {
  const std::string_view text = text_of(document.text, segment);
  const auto stretch = [&](std::size_t open, std::size_t open_size, std::size_t close, std::size_t close_size) {
    const auto at = [&](std::size_t offset) { return segment.begin + static_cast<std::uint32_t>(offset); };
    return QuotedStretch{{at(open + open_size), at(close)}, {at(open), at(close + close_size)}, close_size == 0};
  };
  std::optional<std::size_t> open;
  Mark opened;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const Mark mark = mark_at(text, i, single_marks);
    if (mark.side == Side::none) continue;
    if (open && mark.is_single == opened.is_single && mark.side != Side::left) {
      out.push_back(stretch(*open, opened.size, i, mark.size));
      open.reset();
    } else if (!open && mark.side != Side::right) {
      open = i;
      opened = mark;
    }
    i += mark.size - 1;
  }
  if (open && !opened.is_single) out.push_back(stretch(*open, opened.size, text.size(), 0));
}

}  // namespace

std::vector<QuotedStretch> quoted_stretches(const Document& document, bool single_marks) {
  std::vector<QuotedStretch> out;
  for (const Segment& segment : document.segments) pair_segment(document, segment.span, single_marks, out);
  std::erase_if(out, [](const QuotedStretch& s) { return s.inner.empty(); });
  return out;
}

}  // namespace daybook
