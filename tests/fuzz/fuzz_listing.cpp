// Lists of addresses: feeds, sitemaps and their indexes, pages of links; the run of tags under them; a first look at a page.
#include "fetch/verdict.h"
#include "fuzz_support.h"
#include "read/listing.h"
#include "read/markup.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  ListingLimits limits;
  limits.max_bytes = 1 << 20;
  limits.max_pages = 50;
  try {
    const auto listing = read_listing(bytes, limits);
    fuzz::must(listing.pages.size() <= limits.max_pages, "a list has its limit");
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::bad_input || error.code() == ErrorCode::too_large, "only the two errors that are documented");
  }
  for (const auto& line : visible_text(bytes).lines) fuzz::must(line.size() <= 4 * size, "what is shown does not grow");
  for (const auto syntax : {MarkupScanner::Syntax::xml, MarkupScanner::Syntax::html}) {
    MarkupScanner scanner(bytes, syntax);
    std::size_t tokens = 0;
    for (auto token = scanner.next(); token != MarkupScanner::Token::end; token = scanner.next()) {
      fuzz::must(++tokens <= 2 * size + 2, "there are no more tokens than bytes allow");
      if (token == MarkupScanner::Token::open) scanner.attribute("href"), scanner.local_name();
      if (token == MarkupScanner::Token::text) fuzz::must(scanner.text().size() <= 4 * size, "entities do not grow");
    }
  }
  return 0;
}
