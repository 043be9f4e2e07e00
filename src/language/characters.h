// What language/ asks of single characters (ICU properties).
#pragma once

#include <string>
#include <string_view>

namespace daybook {

bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);      ///< any white space or control character
bool is_invisible(char32_t c);  ///< joiners, direction marks, soft hyphen: never part of what a word is
bool is_mark(char32_t c);       ///< combining
char32_t plain(char32_t c);     ///< typographic quotes and apostrophes as the treebanks write them

bool starts_upper(std::string_view word);
bool has_upper(std::string_view word);
bool has_lower(std::string_view word);
std::string lower(std::string_view text);       ///< locale-free, one code point for one
std::string capitalised(std::string_view word);  ///< first letter kept as it is, the rest lower
std::size_t count_points(std::string_view text);

}  // namespace daybook
