#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "clean/cleaner.h"
#include "hostile_pages.h"
#include "work_counter.h"

using namespace daybook;

namespace {

constexpr std::size_t kSize = 64u << 10;
constexpr double kMost = 5.0;  // what four times the page may cost, as a multiple: linear is 4, n√n 8, the square 16; sorting and tables that fill add a little
constexpr double kPerByte = 20'000;  // and what a byte may cost at all: a bound that cuts growth off must not stand too far out

struct Cost {
  double work = 0;
  bool refused = false;
};

Cost cost(const Cleaner& cleaner, const Page& page) {
  Cost out;
  const auto before = work_done();
  try {
    cleaner.clean(page);
  } catch (const Error&) {  // refusing a page is an answer
    out.refused = true;
  }
  out.work = static_cast<double>(work_done() - before);
  return out;
}

Page page_of(const HostilePage& hostile, MediaType type, std::size_t size) {
  Page page;
  page.type = type;
  page.digest = "given";  // else it is worked out, byte by byte
  page.bytes = hostile.make(size);
  return page;
}

}  // namespace

TEST_CASE("no page costs more than linear work, whatever it is made of") {
  const Cleaner cleaner(read_clean_lexicon(Resources(DAYBOOK_SOURCE_DIR "/data", "", "")));
  const bool show = std::getenv("GROWTH_SHOW") != nullptr;  // prints every figure
  for (const auto type : {MediaType::html, MediaType::text}) cost(cleaner, page_of(hostile_pages().front(), type, kSize));  // tables that are made at the first page
  for (const auto type : {MediaType::html, MediaType::text})
    for (const auto& hostile : hostile_pages()) {
      const auto page = page_of(hostile, type, kSize), large = page_of(hostile, type, 4 * kSize);
      const auto small_cost = cost(cleaner, page), large_cost = cost(cleaner, large);
      const double ratio = large_cost.work / small_cost.work, per_byte = large_cost.work / static_cast<double>(large.bytes.size());
      const std::string name = std::string(hostile.name) + (type == MediaType::text ? ", as text" : "");
      if (show) std::printf("%-50s %6.2f %9.1f%s\n", name.c_str(), ratio, per_byte, large_cost.refused ? " refused" : "");
      CHECK_MESSAGE(ratio <= kMost, name, ": four times the page is ", ratio, " times the work");
      CHECK_MESSAGE(per_byte <= kPerByte, name, ": ", per_byte, " of work a byte");
    }
}

TEST_CASE("the same page is the same work") {
  const Cleaner cleaner(read_clean_lexicon(Resources(DAYBOOK_SOURCE_DIR "/data", "", "")));
  const auto page = page_of(hostile_pages().front(), MediaType::html, kSize);
  cost(cleaner, page);
  const double once = cost(cleaner, page).work, again = cost(cleaner, page).work;
  CHECK(once == doctest::Approx(again).epsilon(0.001));  // memory that is used again may be grown in place or not
}

TEST_CASE("the counter sees copies and comparisons") {
  const std::string one(100'000, 'x');
  const auto before = work_done();
  const std::string two = one;
  const auto copied = work_done();
  CHECK(copied - before >= one.size() / 8);
  CHECK(one == two);
  CHECK(work_done() - copied >= one.size() / 8);
}
