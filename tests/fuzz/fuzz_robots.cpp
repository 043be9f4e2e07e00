// robots.txt. First line: the path that is asked about.
#include "fetch/robots.h"
#include "fuzz_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const auto target = fuzz::take_line(rest);
  const auto robots = parse_robots(rest, "Daybook");
  fuzz::must(robots.allows("/robots.txt"), "robots.txt itself is allowed");
  robots.allows(target);
  fuzz::must(robots_form(robots_form(target, false), false).size() <= 9 * target.size() + 9, "a path in one form has a bounded size");
  return 0;
}
