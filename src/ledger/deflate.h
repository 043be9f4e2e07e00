// Pages are kept as zlib streams (RFC 1950), which every language can undo.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

std::string deflate_bytes(std::string_view bytes);
/// Throws Error{bad_ledger} if the stream is damaged or does not give exactly `size` bytes.
std::string inflate_bytes(std::string_view stream, std::size_t size);

}  // namespace daybook
