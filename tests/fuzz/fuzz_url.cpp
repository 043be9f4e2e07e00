// Addresses: of the web, relative ones, IP addresses, patterns. First line: the base.
#include "fetch/address.h"
#include "fetch/pattern.h"
#include "fetch/url.h"
#include "fuzz_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const auto base = fuzz::take_line(rest);
  const auto check = [](const Url& url) {
    const auto text = to_text(url);
    for (const char c : text) fuzz::must(static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f, "an address is printable ASCII");
    fuzz::must(parse_url(text) == url, "an address reads as it is written");
    fuzz::must(url.path.starts_with('/') && (url.query.empty() || url.query.starts_with('?')), "path and query begin as they should");
    origin_of(url), target_of(url), key_of(url, {"utm_*", "ref"});
  };
  try {
    check(parse_url(rest));
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::usage, "what is no address is a fault of use");
  }
  try {
    check(resolve_url(parse_url(base), rest));
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::usage, "what is no address is a fault of use");
  }
  looks_like_url(rest);
  if (const auto ip = parse_address(rest)) fuzz::must(parse_address(to_text(*ip)) == ip, "an IP address reads as it is written");
  pattern_matches(base, rest);
  pattern_found(base, rest);
  return 0;
}
