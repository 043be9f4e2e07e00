#include "base/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.h"

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

/// Without marks, case and typographic variants; white space as it comes.
std::string folded_by_icu(std::string_view text) {
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

/// The same of one code point, from a table made once or in `one`. Nothing for what lies outside it and for what must be seen with its
/// neighbours: marks that are kept and have a class of their own, which normalization may move.
const std::string* folded_alone(char32_t value, std::string& one) {
  constexpr char32_t kBegin = 0x80, kEnd = 0x2200;
  const auto in = [value](char32_t first, char32_t last) { return value >= first && value <= last; };
  // Arrows, signs, boxes; Chinese; private; emoji: each is its own key.
  if (in(0x2300, 0x2328) || in(0x232B, 0x245F) || in(0x2500, 0x2A0B) || in(0x2B00, 0x2BFF) || in(0x4E00, 0x9FFF) || in(0xE000, 0xF8FF) || value == 0xFFFD || in(0x1F300, 0x1FAFF)) {
    one.clear();
    append_utf8(one, value);
    return &one;
  }
  struct Entry {
    std::string text;  // short: no memory of its own
    bool alone = true;
  };
  static const auto table = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
    std::vector<Entry> out(kEnd - kBegin);
    for (char32_t c = kBegin; c < kEnd; ++c) {
      std::string alone;
      append_utf8(alone, c);
      auto& entry = out[c - kBegin];
      entry.text = folded_by_icu(alone);
      const icu::UnicodeString apart = nfkd->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
      for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1))
        entry.alone = entry.alone && (u_getCombiningClass(apart.char32At(i)) == 0 || u_charType(apart.char32At(i)) == U_NON_SPACING_MARK);
      entry.alone = entry.alone && U_SUCCESS(status);
    }
    return out;
  }();
  if (value < kBegin || value >= kEnd || !table[value - kBegin].alone) return nullptr;
  return &table[value - kBegin].text;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::size_t ascii_end(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kHigh = 0x8080808080808080u;
  for (std::uint64_t four[4]; i + sizeof four <= text.size(); i += sizeof four) {
    std::memcpy(four, text.data() + i, sizeof four);
    if ((four[0] | four[1] | four[2] | four[3]) & kHigh) break;
  }
  for (std::uint64_t eight; i + 8 <= text.size(); i += 8) {
    std::memcpy(&eight, text.data() + i, 8);
    if (eight & kHigh) break;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = ascii_end(text, 0); i < text.size(); i = ascii_end(text, i)) {
    const auto n = sequence_length(bytes_of(text) + i, text.size() - i);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t kept = 0;  // what lies before is in `out`
  const auto replace = [&](std::size_t at) {
    out.append(text, kept, at - kept);
    out += "\xEF\xBF\xBD";
    kept = at + 1;
  };
  const auto replace_nuls = [&](std::size_t begin, std::size_t end) {
    for (auto at = text.substr(0, end).find('\0', begin); at != std::string_view::npos; at = text.substr(0, end).find('\0', at + 1)) replace(at);
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto ascii = ascii_end(text, i);
    replace_nuls(i, ascii);
    i = ascii;
    if (i >= text.size()) break;
    const auto n = sequence_length(bytes_of(text) + i, text.size() - i);
    if (n == 0) replace(i);
    i += std::max<std::size_t>(n, 1);
  }
  out.append(text, kept);
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
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    for (const auto end = ascii_end(text, i); i < end; ++i) out += to_lower(text[i]);
    std::size_t end = i;  // full case folding looks at one character at a time: a run of others is folded by itself
    while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80) ++end;
    if (end == i) continue;
    auto u = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data() + i, static_cast<int32_t>(end - i)));
    u.foldCase();
    u.toUTF8String(out);
    i = end;
  }
  return out;
}

std::string fold_key(std::string_view text) {
  // What a byte of ASCII becomes; all white space is a space.
  static const auto kAscii = [] {
    std::array<char, 128> out{};
    for (int c = 0; c < 128; ++c) out[static_cast<std::size_t>(c)] = to_lower(static_cast<char>(c));
    for (const char c : {'\t', '\n', '\r'}) out[static_cast<std::size_t>(c)] = ' ';
    out['`'] = '\'';
    return out;
  }();
  std::string out(text.size(), '\0'), one;
  std::size_t to = 0;  // where the next byte goes; never past the end
  bool space = true;   // was the last byte one? One space of a run stays, none at the start
  const auto add = [&](char c) {
    out[to] = c;
    to += c != ' ' || !space;
    space = c == ' ';
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      add(kAscii[byte]);
      ++i;
      continue;
    }
    const auto point = code_point_at(text, i);
    const auto* folded = folded_alone(point.value, one);
    if (!folded) {
      const auto all = folded_by_icu(text);
      out.assign(all.size(), '\0');
      to = 0;
      space = true;
      for (const char k : all) add(k >= 0 ? kAscii[static_cast<unsigned char>(k)] : k);
      break;
    }
    i += point.size;
    if (to + folded->size() + (text.size() - i) > out.size()) out.resize(to + folded->size() + (text.size() - i));
    for (const char k : *folded) add(k);
  }
  if (to > 0 && out[to - 1] == ' ') --to;
  out.resize(to);
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
