// toml++ as this program includes it, everywhere alike. Its version 3.3 asserts on some texts that are no TOML ("[/world]",
// "a = [}"): a slip of whoever wrote the file must not end the program, so these assertions throw TomlBroken instead.
#pragma once

#include <stdexcept>

namespace daybook {

/// Thrown by toml::parse beside toml::parse_error, and without a place.
class TomlBroken : public std::logic_error {
 public:
  TomlBroken() : std::logic_error("this is no TOML") {}
};
[[noreturn]] inline void toml_broken() { throw TomlBroken(); }

}  // namespace daybook

#define TOML_ASSERT(holds) ((holds) ? static_cast<void>(0) : ::daybook::toml_broken())
#include <toml++/toml.h>
