#include "base/toml_text.h"

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

/// What TOML forbids and the parser under us takes for granted that it never meets: control characters anywhere, and characters
/// beyond ASCII outside quotation marks and remarks.
void check_characters(std::string_view text, const std::string& name, ErrorCode code) {
  std::string_view quote;  // that closes the text we are in
  std::size_t line = 1;
  const auto fail = [&](const char* what) { throw Error(code, name + ", line " + std::to_string(line) + ": " + what, name); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f) fail("a control character may not stand there.");
    if (c == '\n') {
      ++line;
      if (quote.size() == 1 || quote == "#") quote = {};  // a text that was not closed: the parser says so
    } else if (quote == "#") {
      continue;
    } else if (!quote.empty()) {
      if (c == '\\' && quote[0] == '"') ++i;
      else if (text.substr(i).starts_with(quote)) i += quote.size() - 1, quote = {};
    } else if (c == '#') {
      quote = "#";
    } else if (c == '"' || c == '\'') {
      const bool lines = i + 2 < text.size() && text[i + 1] == c && text[i + 2] == c;
      quote = c == '"' ? (lines ? "\"\"\"" : "\"") : (lines ? "'''" : "'");
      i += quote.size() - 1;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      fail("a text stands in quotation marks; outside them only plain letters may stand.");
    }
  }
}


/// The library does not say where: the line with which the text began to be broken.
std::size_t broken_line(std::string_view text) {
  std::size_t line = 1;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos && line < 2000; end = text.find('\n', end + 1), ++line) {
    try {
      static_cast<void>(toml::parse(text.substr(0, end)));
    } catch (const toml::parse_error&) {  // a list that goes on
    } catch (const TomlBroken&) {
      break;
    }
  }
  return line;
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

toml::table parse_toml(std::string_view text, const std::string& name, ErrorCode code) {
  if (!is_utf8(text)) throw Error(code, name + " is not UTF-8.", name);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  check_characters(text, name, code);
  const std::string ascii = ascii_toml(text);
  try {
    return toml::parse(ascii);
  } catch (const toml::parse_error& error) {
    throw Error(code, name + ", line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()) + ".", name);
  } catch (const TomlBroken&) {
    throw Error(code, name + ", line " + std::to_string(broken_line(ascii)) + ": a name or value is missing or malformed.", name);
  }
}

void TomlFields::fail(std::size_t line, const std::string& what) const {
  throw Error(code_, name_ + ", line " + std::to_string(line) + ": " + what, name_);
}

void TomlFields::unknown(const toml::key& key, const std::string& known) const {
  fail(key.source(), "there is no field '" + std::string(key.str()) + "'; there are " + known + ".");
}

std::string TomlFields::text_of(const toml::node& node, std::string_view field) const {
  const auto value = node.value_exact<std::string>();
  if (!value) fail(node.source(), "'" + std::string(field) + "' is a text in quotation marks.");
  if (!is_utf8(*value) || std::any_of(value->begin(), value->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    fail(node.source(), "'" + std::string(field) + "' may have no line ends or control characters.");
  return *value;
}

const toml::array* TomlFields::tables(const toml::node& node, std::string_view field) const {
  const auto* list = node.as_array();
  if (!list || !list->is_array_of_tables()) fail(node.source(), "'" + std::string(field) + "' is written with two brackets, as [[" + std::string(field) + "]].");
  return list;
}

}  // namespace daybook
