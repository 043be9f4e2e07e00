#include "language/characters.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace daybook {

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR; }

bool is_invisible(char32_t c) {
  if (c < 0xAD) return false;
  return c == 0xAD || c == 0xFEFF || c == 0x200B || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
}

bool is_mark(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}

char32_t plain(char32_t c) {
  switch (c) {
    case U'‘': case U'’': case U'‛': case U'′': case U'ʼ': return U'\'';
    case U'“': case U'”': case U'„': case U'‟': case U'″': case U'«': case U'»': return U'"';
    case U'‐': case U'‑': return U'-';
    default: return c;
  }
}

bool starts_upper(std::string_view word) { return !word.empty() && is_upper(code_point_at(word, 0).value); }

bool has_upper(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const auto c = code_point_at(word, i);
    if (is_upper(c.value)) return true;
    i += c.size;
  }
  return false;
}

bool has_lower(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const auto c = code_point_at(word, i);
    if (is_lower(c.value)) return true;
    i += c.size;
  }
  return false;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto c = code_point_at(text, i);
    append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
    i += c.size;
  }
  return out;
}

std::string capitalised(std::string_view word) {
  if (word.empty()) return {};
  const auto first = code_point_at(word, 0);
  return std::string(word.substr(0, first.size)) + lower(word.substr(first.size));
}

std::size_t count_points(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

}  // namespace daybook
