// What language/ asks of single characters (ICU properties).
#pragma once

namespace daybook {

bool is_upper(char32_t c);
bool is_space(char32_t c);      ///< any white space or control character
bool is_invisible(char32_t c);  ///< joiners, direction marks, soft hyphen: never part of what a word is
bool is_mark(char32_t c);       ///< combining
char32_t plain(char32_t c);     ///< typographic quotes and apostrophes as the treebanks write them

}  // namespace daybook
