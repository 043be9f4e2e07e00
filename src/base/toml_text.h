// TOML as every reader of this program takes it: UTF-8 in, a table out, and what is wrong said with its line.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/toml.h"

namespace daybook {

/// The document as a table. `name` is what the user calls the file. Throws Error{code} "NAME, line N: one sentence."
toml::table parse_toml(std::string_view text, const std::string& name, ErrorCode code);

/// The same document in ASCII, line for line: other characters become escapes in strings ('...' becomes "..." for it), and
/// nothing in comments. `text` is UTF-8. Elsewhere they stay, and are a fault of the text. For toml++ 3.3, whose tables of
/// white space end in undefined behaviour for some characters outside ASCII, wherever it meets them between values.
std::string ascii_toml(std::string_view text);

/// For readers of files that people write: texts out of them, and what is wrong said with its line. Throws Error{code} "NAME, line N: one sentence."
class TomlFields {
 public:
  TomlFields(std::string name, ErrorCode code) : name_(std::move(name)), code_(code) {}

 protected:
  [[noreturn]] void fail(std::size_t line, const std::string& what) const;
  [[noreturn]] void fail(const toml::source_region& at, const std::string& what) const { fail(at.begin.line, what); }
  /// "there is no field 'x'; there are KNOWN."
  [[noreturn]] void unknown(const toml::key& key, const std::string& known) const;

  /// A text in quotation marks, UTF-8, without line ends and control characters.
  std::string text_of(const toml::node& node, std::string_view field) const;
  /// A list written as [[field]].
  const toml::array* tables(const toml::node& node, std::string_view field) const;

  std::string name_;  ///< what the user calls the file
  ErrorCode code_;
};

}  // namespace daybook
