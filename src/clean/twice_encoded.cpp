#include "clean/twice_encoded.h"

#include <string_view>

#include "base/utf8.h"

namespace daybook {
namespace {

constexpr std::size_t kTwiceLeast = 3;  // places that read as encoded twice before any is touched
constexpr double kTwiceShare = 0.7;     // of all characters over ASCII: the whole page was encoded twice

/// The byte that windows-1252 has for a character; -1 if none over ASCII.
int byte_of(char32_t c) {
  static constexpr char32_t kHigh[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                         0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (c >= 0xA0 && c <= 0xFF) return static_cast<int>(c);
  for (int i = 0; i < 32; ++i)
    if (kHigh[i] == c) return 0x80 + i;
  return -1;
}

struct Undone {
  std::string text;
  std::size_t twice = 0, once = 0;  ///< characters over ASCII that had been encoded twice, and that had not
};

/// UTF-8 that was read as windows-1252 and encoded again: runs of characters whose bytes make UTF-8 are made one character each.
Undone encoded_once(std::string_view text) {
  Undone out;
  out.text.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      out.text += text[i++];
      continue;
    }
    std::string bytes;
    std::vector<std::size_t> starts;  // of each character of the run
    std::size_t end = i;
    while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80) {
      const auto point = code_point_at(text, end);
      const int byte = byte_of(point.value);
      if (byte < 0) break;
      bytes += static_cast<char>(byte);
      starts.push_back(end);
      end += point.size;
    }
    starts.push_back(end);
    if (bytes.empty()) {
      const auto size = code_point_at(text, i).size;
      out.text.append(text, i, size);
      ++out.once;
      i += size;
      continue;
    }
    for (std::size_t b = 0; b < bytes.size();) {
      const auto first = static_cast<unsigned char>(bytes[b]);
      const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
      if (size > 1 && is_utf8(std::string_view(bytes).substr(b, size)) && b + size <= bytes.size()) {
        out.text.append(bytes, b, size);
        ++out.twice;
        b += size;
      } else {
        out.text.append(text, starts[b], starts[b + 1] - starts[b]);
        ++out.once;
        ++b;
      }
    }
    i = end;
  }
  return out;
}

/// Does the text hold the marks of UTF-8 read as windows-1252 at all ("Ã", "Â" or "â€")? Cheap, so that sound pages pay nothing.
bool may_be_twice(std::string_view text) {
  for (auto at = text.find('\xC3'); at != std::string_view::npos && at + 3 < text.size(); at = text.find('\xC3', at + 1)) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if ((next == 0x82 || next == 0x83 || next == 0xA2) && static_cast<unsigned char>(text[at + 2]) >= 0xC2) return true;
  }
  return false;
}

}  // namespace

void undo_twice(std::string& text, std::vector<std::string>& notes) {
  if (!may_be_twice(text)) return;
  auto undone = encoded_once(text);
  if (undone.twice < kTwiceLeast) return;
  if (static_cast<double>(undone.twice) >= kTwiceShare * static_cast<double>(undone.twice + undone.once)) {
    text = std::move(undone.text);
    notes.push_back("the text had been encoded twice (UTF-8 read as windows-1252); that was undone in " + std::to_string(undone.twice) + " places");
  } else {
    notes.push_back(std::to_string(undone.twice) + " places read as encoded twice (UTF-8 read as windows-1252); they were left as they stand");
  }
}

}  // namespace daybook
