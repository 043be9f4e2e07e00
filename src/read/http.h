// An HTTP response as archives keep it (RFC 9112): status, headers, body with its transfer coding.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace daybook {

/// Header fields in order; names compare without case.
struct Fields {
  std::vector<std::pair<std::string, std::string>> all;
  std::string get(std::string_view name) const;  ///< "" if absent; the first one wins
};

struct HttpResponse {
  int status = 0;
  Fields fields;
  std::string_view body;  ///< into the block
};

/// Throws Error{bad_input} if the block does not start with a status line or its headers do not end.
HttpResponse parse_http(std::string_view block);

/// Undoes chunked coding. A body that does not start with a chunk size was stored without its chunks and returned as it is.
/// Throws Error{bad_input} naming the offset in the body where the chunks break.
std::string undo_chunks(std::string_view body);

/// Reads "name: value" lines (folded lines joined) up to an empty line; returns bytes used, or npos if there is no end.
std::size_t parse_fields(std::string_view text, Fields& fields);

/// "text/html; charset=utf-8" -> "text/html"; and the charset.
std::string media_type_of(std::string_view content_type);
std::string charset_of(std::string_view content_type);

}  // namespace daybook
