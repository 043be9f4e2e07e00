// SHA-256 and the ids built from it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace daybook {

/// Lower-case hex of SHA-256 (FIPS 180-4, by OpenSSL).
std::string sha256_hex(std::string_view bytes);

/// `prefix` + 20 hex digits of SHA-256 over the parts, each preceded by its length, so that ("ab","c") and ("a","bc")
/// differ. 80 bits: a ledger of ten million rows meets a collision with probability under 1e-10.
std::string make_id(std::string_view prefix, std::initializer_list<std::string_view> parts);

}  // namespace daybook
