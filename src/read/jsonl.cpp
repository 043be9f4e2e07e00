// JSONL: one object a line with id, url, title, published, modified, publisher, lang, authors and text or html.
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "read/formats.h"

namespace daybook {
namespace {

using nlohmann::json;

/// Nesting past which a line is not parsed: the parser keeps a value per level.
constexpr int kDepthMax = 64;

bool too_deep(std::string_view line) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDepthMax) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

std::string text_field(const json& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) continue;
    if (found->is_string()) return found->get<std::string>();
    if (found->is_number()) return found->dump();
  }
  return {};
}

std::vector<std::string> list_field(const json& object, std::initializer_list<const char*> names) {
  std::vector<std::string> out;
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found == object.end()) continue;
    if (found->is_string() && !found->get<std::string>().empty()) out.push_back(found->get<std::string>());
    if (found->is_array())
      for (const auto& entry : *found)
        if (entry.is_string() && !entry.get<std::string>().empty()) out.push_back(entry.get<std::string>());
    if (!out.empty()) break;
  }
  return out;
}

}  // namespace

void read_jsonl(ByteStream& in, const Source& source) {
  std::string line;
  if (in.peek(3).starts_with("\xef\xbb\xbf")) in.skip(3);
  std::uint32_t record = 0;
  for (std::uint64_t number = 1;; ++number) {
    const auto start = in.position();
    Coordinates at{source.file, source.packed ? 0 : start, 0, record};
    ByteStream::Line got;
    try {
      got = in.line(line, source.options.max_feed_bytes);
    } catch (const Error& error) {
      source.reject(at, error.code(), "The file cannot be read past line " + std::to_string(number) + ": " + error.what() + ".");
      return;
    }
    if (got == ByteStream::Line::none) return;
    if (trim(line).empty()) continue;
    ++record;
    if (!source.packed) at.length = in.position() - start;
    const std::string where = "Line " + std::to_string(number);
    if (got == ByteStream::Line::too_long) {
      source.reject(at, ErrorCode::too_large, where + " is longer than " + std::to_string(source.options.max_feed_bytes) + " bytes.");
      continue;
    }
    if (too_deep(line)) {
      source.reject(at, ErrorCode::bad_input, where + " nests deeper than " + std::to_string(kDepthMax) + " levels.", line);
      continue;
    }
    Page page;
    std::string fault;
    ErrorCode code = ErrorCode::bad_input;
    try {
      const json object = json::parse(line);
      if (!object.is_object()) {
        fault = where + " is no JSON object.";
      } else {
        auto& hints = page.hints;
        hints.id = text_field(object, {"id"});
        hints.url = text_field(object, {"url"});
        hints.title = text_field(object, {"title"});
        hints.publisher = text_field(object, {"publisher"});
        hints.language = text_field(object, {"lang", "language"});
        hints.published = text_field(object, {"published"});
        hints.modified = text_field(object, {"modified"});
        hints.captured = text_field(object, {"captured"});
        hints.authors = list_field(object, {"authors", "author"});
        hints.charset = "utf-8";
        page.bytes = text_field(object, {"html"});
        page.type = page.bytes.empty() ? MediaType::text : MediaType::html;
        if (page.bytes.empty()) page.bytes = text_field(object, {"text"});
        if (trim(page.bytes).empty()) fault = where + " has neither text nor html.";
        if (page.bytes.size() > source.options.max_page_bytes) {
          fault = where + " holds a page of more than " + std::to_string(source.options.max_page_bytes) + " bytes.";
          code = ErrorCode::too_large;
        }
      }
    } catch (const json::parse_error& error) {
      fault = where + " is broken JSON: it stops making sense at its byte " + std::to_string(error.byte) + ".";
    } catch (const json::exception&) {
      fault = where + " is broken JSON.";
    }
    if (!fault.empty()) {
      source.reject(at, code, fault, line);
      continue;
    }
    page.at = at;
    // A record that names itself is found again by that name, as a file in a folder is.
    if (!page.hints.id.empty()) page.at.file += "/" + page.hints.id;
    source.page(std::move(page));
  }
}

}  // namespace daybook
