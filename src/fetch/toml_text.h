// A TOML text as the library may see it: the tables of white space in toml++ 3.3 end in undefined behaviour for some
// characters outside ASCII, wherever it meets them between values.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

/// The same document in ASCII, line for line: other characters become escapes in strings ('...' becomes "..." for it), and
/// nothing in comments. `text` is UTF-8. Elsewhere they stay, and are a fault of the text.
std::string ascii_toml(std::string_view text);

}  // namespace daybook
