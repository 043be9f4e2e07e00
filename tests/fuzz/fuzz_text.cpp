// A plain text to a document. First line: its title.
#include "clean_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  Page page;
  page.type = MediaType::text;
  page.hints.title = repair_utf8(fuzz::take_line(rest));
  page.bytes = rest;
  fuzz::clean_one(page);
  return 0;
}
