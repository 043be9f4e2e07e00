// Content codings. The first byte packs the input here first, so that a fuzzer reaches behind the checksums.
#include <zstd.h>

#include "fuzz_support.h"
#include "read/codec.h"
#include "read/gzip.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const auto how = fuzz::take_byte(rest);
  const std::string codings(fuzz::take_line(rest));
  std::string bytes(rest);
  constexpr std::size_t kCap = 1 << 18;
  if (how & 1) bytes = gzip_member(bytes);
  if (how & 2) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
    bytes = out;
  }
  if ((how & 4) && !bytes.empty()) bytes.resize(bytes.size() - bytes.size() * (how >> 3) / 32);
  try {
    const auto out = undo_codings(codings, bytes, kCap);
    fuzz::must(out.bytes.size() <= kCap, "no more comes out than the cap");
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::bad_input || error.code() == ErrorCode::too_large, "only the two errors that are documented");
  }
  return 0;
}
