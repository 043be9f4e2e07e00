// What must hold of a TOML text before the library sees it: the tables of white space in toml++ 3.3 end in undefined
// behaviour for some characters outside ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace daybook {

struct TomlFault {
  std::size_t line = 0;  ///< from 1; 0: there is no fault
  std::string what;      ///< one clause
};

/// The same document in ASCII, line for line: other characters are escapes in strings ('...' becomes "..." for it), and nothing in comments.
/// `text` is UTF-8 without a fault.
std::string ascii_toml(std::string_view text);

/// The first control character, or character outside ASCII that stands neither in a string nor in a comment. Strings that do not end are left to the library.
TomlFault find_toml_fault(std::string_view text);

}  // namespace daybook
