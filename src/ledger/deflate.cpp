#include "ledger/deflate.h"

#include <zlib.h>

#include <cassert>

#include "base/error.h"

namespace daybook {

std::string deflate_bytes(std::string_view bytes) {
  std::string out(compressBound(bytes.size()), '\0');
  uLongf size = out.size();
  // Level 1: three times as fast as the default and a tenth larger; writing must cost next to nothing beside parsing.
  [[maybe_unused]] const int rc =
      compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 1);
  assert(rc == Z_OK);  // the buffer has the size zlib asks for
  out.resize(size);
  return out;
}

std::string inflate_bytes(std::string_view stream, std::size_t size) {
  std::string out(size, '\0');
  uLongf got = size;
  Bytef nothing = 0;  // zlib wants somewhere to write even for an empty page
  const int rc = uncompress(size ? reinterpret_cast<Bytef*>(out.data()) : &nothing, &got, reinterpret_cast<const Bytef*>(stream.data()), stream.size());
  if (rc != Z_OK || got != size) throw Error(ErrorCode::bad_ledger, "A stored page is damaged.");
  return out;
}

}  // namespace daybook
