#include "base/utf8.h"

#include <array>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace daybook {
namespace {

/// Length of the well-formed sequence at `p`, 0 if there is none. Table 3-7 of the Unicode standard.
std::uint8_t sequence_length(const unsigned char* p, std::size_t left) {
  const auto in = [&](std::size_t i, unsigned lo, unsigned hi) { return i < left && p[i] >= lo && p[i] <= hi; };
  const unsigned c = p[0];
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c <= 0xDF) return in(1, 0x80, 0xBF) ? 2 : 0;
  if (c == 0xE0) return in(1, 0xA0, 0xBF) && in(2, 0x80, 0xBF) ? 3 : 0;
  if (c == 0xED) return in(1, 0x80, 0x9F) && in(2, 0x80, 0xBF) ? 3 : 0;
  if (c >= 0xE1 && c <= 0xEF) return in(1, 0x80, 0xBF) && in(2, 0x80, 0xBF) ? 3 : 0;
  if (c == 0xF0) return in(1, 0x90, 0xBF) && in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF) ? 4 : 0;
  if (c >= 0xF1 && c <= 0xF3) return in(1, 0x80, 0xBF) && in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF) ? 4 : 0;
  if (c == 0xF4) return in(1, 0x80, 0x8F) && in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF) ? 4 : 0;
  return 0;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto n = sequence_length(bytes_of(text) + i, text.size() - i);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto n = sequence_length(bytes_of(text) + i, text.size() - i);
    if (n == 0 || text[i] == '\0') {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      out.append(text, i, n);
      i += n;
    }
  }
  return out;
}

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const unsigned char* p = bytes_of(text) + offset;
  const unsigned c = p[0];
  const std::size_t left = text.size() - offset;
  if (c < 0x80 || left < 2) return {c, 1};
  if (c < 0xE0) return {((c & 0x1Fu) << 6) | (p[1] & 0x3Fu), 2};
  if (c < 0xF0 && left >= 3) return {((c & 0x0Fu) << 12) | ((p[1] & 0x3Fu) << 6) | (p[2] & 0x3Fu), 3};
  if (left >= 4) return {((c & 0x07u) << 18) | ((p[1] & 0x3Fu) << 12) | ((p[2] & 0x3Fu) << 6) | (p[3] & 0x3Fu), 4};
  return {0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | (value >> 6));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | (value >> 12));
    out += static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (value >> 18));
    out += static_cast<char>(0x80 | ((value >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  }
}

std::string fold_case(std::string_view text) {
  auto u = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  u.foldCase();
  std::string out;
  u.toUTF8String(out);
  return out;
}

namespace {

/// By ICU: decomposed, case folded, marks dropped, apostrophes and dashes made plain.
std::string fold_by_icu(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
  auto u = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (U_SUCCESS(status)) u = nfkd->normalize(u, status);
  u.foldCase();
  icu::UnicodeString kept;
  for (int32_t i = 0; i < u.length();) {
    const UChar32 c = u.char32At(i);
    i += U16_LENGTH(c);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    switch (c) {
      case 0x2018: case 0x2019: case 0x02BC: case 0x02BB: case 0x0060: case 0x00B4: kept.append(u'\''); break;
      case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: kept.append(u'-'); break;
      case 0x0131: kept.append(u'i'); break;   // dotless i
      case 0x0142: kept.append(u'l'); break;   // Polish l, which does not decompose
      case 0x00F8: kept.append(u'o'); break;
      case 0x0111: kept.append(u'd'); break;
      case 0x200C: case 0x200D: case 0x00AD: break;  // joiners and soft hyphens
      default: kept.append(c);
    }
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

/// What each code point of the common scripts folds to, by ICU, worked out once. Each stands for itself there: decomposition and folding
/// know no context, and every mark that canonical order could move is dropped.
class FoldTable {
 public:
  static const FoldTable& get() {
    static const FoldTable table;
    return table;
  }
  /// nullptr: not in the table.
  const std::string* find(char32_t c) const {
    if (c < kLow) return &low_[c];
    return c >= kSigns && c < kSigns + kSignCount ? &signs_[c - kSigns] : nullptr;
  }

 private:
  static constexpr char32_t kLow = 0x700, kSigns = 0x2000, kSignCount = 0x70;  // Latin to Arabic; general punctuation
  FoldTable() {
    const auto one = [](char32_t c) {
      std::string text;
      append_utf8(text, c);
      return fold_by_icu(text);
    };
    for (char32_t c = 1; c < kLow; ++c) low_[c] = one(c);
    low_[0] = std::string(1, '\0');
    for (char32_t c = 0; c < kSignCount; ++c) signs_[c] = one(kSigns + c);
  }
  std::array<std::string, kLow> low_;
  std::array<std::string, kSignCount> signs_;
};

/// Empty if a code point is not in the table.
std::optional<std::string> fold_by_table(std::string_view text) {
  const auto& table = FoldTable::get();
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b < 0x80 && b != '`') {  // what ICU makes of the other ASCII characters
      out += b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : text[i];
      ++i;
      continue;
    }
    const auto point = code_point_at(text, i);
    const auto* folded = table.find(point.value);
    if (!folded) return std::nullopt;
    out += *folded;
    i += point.size;
  }
  return out;
}

}  // namespace

std::string fold_key(std::string_view text) {
  bool ascii = true;
  for (const char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  std::string folded;
  if (ascii) {
    folded.assign(text);
    for (char& c : folded)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  } else if (auto known = fold_by_table(text)) {
    folded = std::move(*known);
  } else {
    folded = fold_by_icu(text);
  }
  std::string out;
  out.reserve(folded.size());
  for (const char c : folded) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; };
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (space(text.front())) text.remove_prefix(1), again = true;
    else if (text.starts_with("\xC2\xA0")) text.remove_prefix(2), again = true;
  }
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (space(text.back())) text.remove_suffix(1), again = true;
    else if (text.ends_with("\xC2\xA0")) text.remove_suffix(2), again = true;
  }
  return text;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  marks_.reserve(text.size() / kStride + 2);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) marks_.push_back(count);
    if (!is_continuation(text[i])) ++count;
  }
  if (text.size() % kStride == 0) marks_.push_back(count);
}

std::uint32_t CodePointIndex::code_points(std::uint32_t byte) const {
  byte = std::min<std::uint32_t>(byte, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t mark = byte / kStride;
  std::uint32_t count = marks_[mark];
  for (std::uint32_t i = mark * kStride; i < byte; ++i)
    if (!is_continuation(text_[i])) ++count;
  return count;
}

std::uint32_t CodePointIndex::bytes(std::uint32_t code_point) const {
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), code_point);
  std::uint32_t byte = static_cast<std::uint32_t>(after - marks_.begin() - 1) * kStride;
  std::uint32_t count = marks_[byte / kStride];
  // The mark counts code points *before* it; a continuation byte at the mark belongs to the code point before.
  while (byte < text_.size() && is_continuation(text_[byte])) ++byte;
  while (byte < text_.size() && count < code_point) {
    ++byte;
    while (byte < text_.size() && is_continuation(text_[byte])) ++byte;
    ++count;
  }
  return byte;
}

}  // namespace daybook
