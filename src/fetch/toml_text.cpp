#include "fetch/toml_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace daybook {
namespace {

/// From a quote to behind the string's end; one of a single line that has no end stops before the line end.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool several = text.substr(at).starts_with(three);
  for (at += several ? 3 : 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (several ? text.substr(at).starts_with(three) : text[at] == quote) {
      return at + (several ? 3 : 1);
    } else if (!several && text[at] == '\n') {
      return at;
    }
  }
  return text.size();
}

}  // namespace

std::string ascii_toml(std::string_view text) {
  std::string out;
  const auto ascii = [](std::string_view part) { return std::all_of(part.begin(), part.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }); };
  for (std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0; at < text.size();) {
    const char c = text[at];
    if (c == '#') {
      const auto end = std::min(text.find('\n', at), text.size());
      std::copy_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(out),
                   [](char d) { return static_cast<unsigned char>(d) < 0x80; });
      at = end;
    } else if (c != '"' && c != '\'') {
      out += c;
      ++at;
    } else {
      const auto string = text.substr(at, behind_string(text, at) - at);
      const bool literal = c == '\'' && !ascii(string);
      for (std::size_t i = 0; i < string.size();) {
        const auto point = code_point_at(string, i);
        if (point.value >= 0x80) out += point.value > 0xffff ? fmt::format("\\U{:08x}", static_cast<unsigned>(point.value)) : fmt::format("\\u{:04x}", static_cast<unsigned>(point.value));
        else if (literal && string[i] == '\'') out += '"';
        else if (literal && (string[i] == '"' || string[i] == '\\')) (out += '\\') += string[i];
        else out += string[i];
        i += point.size;
      }
      at += string.size();
    }
  }
  return out;
}

}  // namespace daybook
