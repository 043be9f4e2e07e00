#include "read/http.h"

#include <cctype>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Without the locale: names of fields are compared a dozen times a record.
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (small(a[i]) != small(b[i])) return false;
  return true;
}

}  // namespace

std::string Fields::get(std::string_view name) const {
  for (const auto& [key, value] : all)
    if (same(key, name)) return value;
  return {};
}

std::size_t parse_fields(std::string_view text, Fields& fields) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text.find('\n', at);
    if (end == std::string_view::npos) return std::string_view::npos;
    auto line = text.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return at;
    if ((line.front() == ' ' || line.front() == '\t') && !fields.all.empty()) {
      fields.all.back().second += " " + std::string(trim(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;  // servers send stray lines; they carry nothing
    fields.all.emplace_back(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
  }
  return std::string_view::npos;
}

HttpResponse parse_http(std::string_view block) {
  HttpResponse out;
  const auto end = block.find('\n');
  const auto line = block.substr(0, end);
  if (!line.starts_with("HTTP/") || end == std::string_view::npos)
    throw Error(ErrorCode::bad_input, "the record has no HTTP status line");
  const auto space = line.find(' ');
  if (space != std::string_view::npos)
    for (std::size_t i = space + 1; i < line.size() && i < space + 4 && std::isdigit(static_cast<unsigned char>(line[i])); ++i)
      out.status = out.status * 10 + (line[i] - '0');
  const auto used = end > kHttpHeadMax ? std::string_view::npos : parse_fields(block.substr(end + 1, kHttpHeadMax), out.fields);
  if (used == std::string_view::npos && block.size() > kHttpHeadMax)
    throw Error(ErrorCode::too_large, "the HTTP headers of the record are longer than " + std::to_string(kHttpHeadMax) + " bytes");
  if (used == std::string_view::npos) throw Error(ErrorCode::bad_input, "the HTTP headers of the record do not end");
  out.body = block.substr(end + 1 + used);
  return out;
}

Unchunked undo_chunks(std::string_view body) {
  Unchunked out;
  const auto broken = [&](std::size_t at, bool first, const char* how) {
    if (first) {  // no chunk was whole: the bytes never had chunks
      out.body = body;
      out.stored_plain = true;
    } else {
      out.fault = "the chunked body " + std::string(how) + " at its byte " + std::to_string(at);
    }
    return std::move(out);
  };
  std::size_t at = 0;
  for (bool first = true;; first = false) {
    const auto end = body.substr(0, at + 4096).find('\n', at);  // a chunk extension may be long, but not endless
    std::size_t size = 0, digits = 0;
    for (std::size_t i = at; i < body.size() && std::isxdigit(static_cast<unsigned char>(body[i])) && digits < 12; ++i, ++digits) {
      const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(body[i])));
      size = size * 16 + static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    bool proper = digits > 0 && end != std::string_view::npos;
    if (proper) {
      const auto rest = trim(body.substr(at + digits, end - at - digits));
      proper = rest.empty() || rest.front() == ';';
    }
    if (at == body.size() && !first) return broken(at, first, "ends without its last chunk");
    if (!proper) return broken(at, first, "breaks");
    const bool crlf = end > 0 && body[end - 1] == '\r';
    at = end + 1;
    if (size == 0) return out;
    if (size > body.size() - at) {
      if (first && !crlf) return broken(at, first, "");  // a text that starts with a number
      out.body.append(body.substr(at));
      return broken(at, false, "is cut inside a chunk");
    }
    out.body.append(body.substr(at, size));
    at += size;
    if (body.substr(at).starts_with("\r\n")) at += 2;
    else if (body.substr(at).starts_with("\n")) at += 1;
    else if (at != body.size()) return broken(at, first, "breaks");
  }
}

std::string media_type_of(std::string_view content_type) {
  return lower(trim(content_type.substr(0, content_type.find(';'))));
}

std::string charset_of(std::string_view content_type) {
  const auto folded = lower(content_type);
  const auto at = folded.find("charset=");
  if (at == std::string::npos) return {};
  auto value = std::string_view(folded).substr(at + 8);
  value = value.substr(0, value.find_first_of("; ,"));
  while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
  return std::string(value);
}

}  // namespace daybook
