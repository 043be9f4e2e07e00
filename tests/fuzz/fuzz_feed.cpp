// RSS and Atom.
#include "fuzz_support.h"
#include "read/formats.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  std::size_t given = 0;
  const PageSinks sinks{[&](Page&&) { ++given; },
                        [&](Rejection&& r) {
                          ++given;
                          fuzz::must(is_utf8(r.message), "a rejection is text");
                        },
                        {}};
  Originals none;
  const ReadOptions options;
  read_feed(bytes, nullptr, Source{"fuzz", options, sinks, none});
  fuzz::must(given > 0, "a feed gives items or a reason");
  return 0;
}
