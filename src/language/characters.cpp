#include "language/characters.h"

#include <unicode/uchar.h>

namespace daybook {

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
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

}  // namespace daybook
