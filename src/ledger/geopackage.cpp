#include "ledger/geopackage.h"

#include <bit>
#include <cstdint>

namespace daybook {
namespace {

template <class Number>
void append_little(std::string& out, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
}

}  // namespace

std::string geopackage_point(double lon, double lat) {
  std::string out = "GP";
  out += '\0';  // version 1
  out += '\1';  // little-endian, no envelope, not empty
  append_little<std::uint32_t>(out, 4326);
  out += '\1';  // WKB: little-endian
  append_little<std::uint32_t>(out, 1);  // point
  append_little(out, std::bit_cast<std::uint64_t>(lon));
  append_little(out, std::bit_cast<std::uint64_t>(lat));
  return out;
}

}  // namespace daybook
