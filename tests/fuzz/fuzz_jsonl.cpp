// JSONL.
#include <sstream>

#include "fuzz_support.h"
#include "read/formats.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  std::istringstream in{std::string(bytes)};
  ByteStream stream([&](char* out, std::size_t n) {
    in.read(out, static_cast<std::streamsize>(n));
    return static_cast<std::size_t>(in.gcount());
  });
  ReadOptions options;
  options.max_feed_bytes = 1 << 14;
  options.max_page_bytes = 1 << 13;
  const PageSinks sinks{[&](Page&& page) { fuzz::must(page.bytes.size() <= options.max_page_bytes, "a page has its limit"); },
                        [](Rejection&& r) { fuzz::must(is_utf8(r.message), "a rejection is text"); }, {}};
  Originals none;
  read_jsonl(stream, Source{"fuzz", options, sinks, none});
  return 0;
}
