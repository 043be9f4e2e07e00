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

}  // namespace daybook
