// TOML as every reader of this program takes it: UTF-8 in, a table out, and what is wrong said with its line.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/toml.h"

namespace daybook {

/// The document as a table. `name` is what the user calls the file. Throws Error{code} "NAME, line N: one sentence."
toml::table parse_toml(std::string_view text, const std::string& name, ErrorCode code);

/// The same document in ASCII, line for line: other characters become escapes in strings ('...' becomes "..." for it), and
/// nothing in comments. `text` is UTF-8. Elsewhere they stay, and are a fault of the text. For toml++ 3.3, whose tables of
/// white space end in undefined behaviour for some characters outside ASCII, wherever it meets them between values.
std::string ascii_toml(std::string_view text);

}  // namespace daybook
