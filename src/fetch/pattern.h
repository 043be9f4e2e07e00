// Patterns with '*' and '$', as robots.txt and the include and exclude lists of feeds.toml use them.
#pragma once

#include <string_view>

namespace daybook {

/// Does `text` begin as `pattern` says? '*' stands for any bytes, none included; a '$' at the end for the end of the text.
/// Time is at most the product of both lengths, without recursion. Thread-safe.
bool pattern_matches(std::string_view pattern, std::string_view text);

/// The same, but the pattern may begin anywhere in the text unless it begins with '^'.
bool pattern_found(std::string_view pattern, std::string_view text);

}  // namespace daybook
