// An HTML page to a document: parser, facts, content. First line: the page's address.
#include "clean_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  Page page;
  page.type = MediaType::html;
  page.hints.url = repair_utf8(fuzz::take_line(rest));
  page.hints.captured = "2021-07-18T10:00:00Z";
  page.bytes = rest;
  fuzz::clean_one(page);
  return 0;
}
