// Bytes of any encoding to UTF-8. First line: the charset that the container names; its first byte: the kind of page.
#include "clean/decode.h"
#include "fuzz_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  Page page;
  page.type = fuzz::take_byte(rest) & 1 ? MediaType::html : MediaType::text;
  page.hints.charset = fuzz::take_line(rest);
  page.bytes = rest;
  try {
    const auto out = decode(page);
    fuzz::must(is_utf8(out.text) && out.text.find('\0') == std::string::npos && out.text.find('\r') == std::string::npos, "decoded text is UTF-8 without NULs and CRs");
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::bad_input || error.code() == ErrorCode::too_large, "only documented errors");
  }
  return 0;
}
