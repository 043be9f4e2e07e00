// What bytes are, from the bytes alone; and the first bytes of each kind of archive.
#include "fuzz_support.h"
#include "read/record_head.h"
#include "read/sniff.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  const auto sniffed = sniff(bytes);
  fuzz::must((sniffed.format == ByteFormat::empty) == bytes.empty(), "only nothing is empty");
  fuzz::must(sniffed.format != ByteFormat::binary || !sniffed.what.empty(), "what is refused has a name");
  looks_textual(bytes);
  starts_arc(bytes);
  looks_like_warc_date(bytes);
  return 0;
}
