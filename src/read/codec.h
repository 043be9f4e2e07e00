// Content codings (RFC 9110 section 8.4.1): gzip, deflate, br, zstd.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace daybook {

/// Undoes one coding. `coding` in lower case; "", "identity" and "none" return the bytes. Some archivers undo the coding and
/// keep the header: bytes that do not even start as the coding does are returned as they are.
/// Throws Error{bad_input} for damaged or cut data and unknown codings, Error{too_large} past `cap` bytes of output.
std::string undo_coding(std::string_view coding, std::string_view bytes, std::size_t cap);

/// More layers than this are no page but an attempt to use up time and memory.
constexpr int kCodingLayersMax = 3;

struct Uncoded {
  std::string bytes;
  std::string cut;      ///< the coding whose data end too early ("gzip"): `bytes` is what came before. Empty: all is there
  bool stored_plain = false;  ///< a coding is named, but the bytes never had it
};

/// Undoes all codings of a Content-Encoding field ("gzip, br": the last one was applied last). Each layer may make `cap` bytes.
/// Throws as undo_coding, but not for data that are only cut; Error{bad_input} for more than kCodingLayersMax layers.
Uncoded undo_codings(std::string_view content_encoding, std::string_view bytes, std::size_t cap);

}  // namespace daybook
