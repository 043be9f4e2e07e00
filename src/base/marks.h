// Letters and the marks on them: one code point or several, the same letter.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

/// Well-formed UTF-8 with letters and their marks composed (NFC).
std::string composed(std::string_view text);

/// Is it a mark that stands on the letter before it (general category M)?
bool stands_on_letter(char32_t value);

}  // namespace daybook
