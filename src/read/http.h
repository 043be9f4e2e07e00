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

/// Status line and fields may take so many bytes; servers themselves stop at 8 to 64 KiB.
constexpr std::size_t kHttpHeadMax = 256 << 10;

/// Throws Error{bad_input} if the block does not start with a status line or its headers do not end, {too_large} if they
/// are longer than kHttpHeadMax.
HttpResponse parse_http(std::string_view block);

struct Unchunked {
  std::string body;          ///< up to the fault
  std::string fault;         ///< "the chunked body breaks at its byte 17"; empty: the last chunk was reached
  bool stored_plain = false; ///< the bytes were stored without their chunks
};

/// Undoes chunked coding (RFC 9112 section 7.1). A body that does not start with a chunk was stored without its chunks and
/// is returned as it is.
Unchunked undo_chunks(std::string_view body);

/// Reads "name: value" lines (folded lines joined) up to an empty line; returns bytes used, or npos if there is no end.
std::size_t parse_fields(std::string_view text, Fields& fields);

/// "text/html; charset=utf-8" -> "text/html"; and the charset.
std::string media_type_of(std::string_view content_type);
std::string charset_of(std::string_view content_type);

}  // namespace daybook
