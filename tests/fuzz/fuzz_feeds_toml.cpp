// feeds.toml: written by the user, and still no reason to fall over.
#include "fetch/feeds_file.h"
#include "fuzz_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto plan = parse_feeds(fuzz::text_of(data, size), "feeds.toml");
    for (const auto& source : plan.sources) fuzz::must(source.pace_ms >= 0 && !source.url.host.empty(), "a source has an address and a pace");
    agent_name(plan.contact);
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::usage && is_utf8(error.what()), "what is wrong is a fault of use, in one sentence");
  }
  return 0;
}
