// An HTTP answer as archives keep it: status line, fields, chunks, media types.
#include "fuzz_support.h"
#include "read/http.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  try {
    const auto http = parse_http(bytes);
    fuzz::must(http.body.size() <= bytes.size(), "the body is part of the block");
    media_type_of(http.fields.get("Content-Type"));
    charset_of(http.fields.get("Content-Type"));
    const auto body = undo_chunks(http.body);
    fuzz::must(body.body.size() <= http.body.size(), "chunks do not grow");
  } catch (const Error&) {
  }
  const auto bare = undo_chunks(bytes);
  fuzz::must(bare.body.size() <= bytes.size(), "chunks do not grow");
  fuzz::must(!bare.stored_plain || bare.body == bytes, "what has no chunks is left alone");
  return 0;
}
