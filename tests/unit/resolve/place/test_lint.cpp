#include <doctest/doctest.h>

#include "gazetteer_of_tables.h"
#include "resolve/place/place_lint.h"

using namespace daybook;
using namespace daybook::test;

namespace {

constexpr const char* kHead = "id\tname\tkind\tcountry\tparent\tlat\tlon\tradius_m\tgeonameid\tcode\taliases\tnative\tflags\tvintage\n";

std::vector<PlaceFinding> lint(const std::string& rows) { return lint_places({{"mine.tsv", kHead + rows}}, table_text("places/countries.tsv"), gazetteer()); }

std::string only(const std::string& rows) {
  const auto found = lint(rows);
  std::string out;
  for (const auto& f : found) out += (out.empty() ? "" : "; ") + f.what;
  return out;
}

}  // namespace

TEST_CASE("a sound table has no findings") {
  CHECK(only("plc_u_a\tAlder\tdistrict\tAF\tplc_af27\t31.5\t65.8\t20000\t\tAF2799\tElder\tآلدر\t\t2018\n") == "");
  CHECK(only("# a remark\nplc_u_a\tAlder\ttown\tAF\tplc_af27\t\t\t\t\t\t\t\tlisted\t\n") == "");
}

TEST_CASE("each fault is found and named with its line") {
  const auto found = lint("plc_u_a\tAlder\ttown\tAF\tplc_af27\t31.5\t65.8\t3000\n\nplc_u_a\tBirch\ttown\tAF\tplc_af27\t31.4\t65.7\t3000\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].line == 4);
  CHECK(found[0].what == "the id stands in mine.tsv, line 2, too");
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_nowhere\t31.5\t65.8\t3000\n") == "it lies in 'plc_nowhere', which is not there");
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_a_sy_09\t31.5\t65.8\t3000\n") == "it lies in AF and its parent 'plc_a_sy_09' in SY");
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_af27\t51.5\t65.8\t3000\n") == "its point 51.5, 65.8 lies outside AF");
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_af27\t131.5\t65.8\t3000\n") == "'131.5, 65.8' is no point");
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_af27\t31.5\t65.8\t\n") == "its point has no radius");
  CHECK(only("plc_u_a\tAlder\tcastle\tAF\tplc_af27\n") == "'castle' is no kind of place");
  CHECK(only("plc_u_a\tAlder\ttown\tQX\t\n") == "'QX' is no country's code");
  CHECK(only("plc_u_a\tAlder\tdistrict\tAF\tplc_af27\t\t\t\t\tAF2799\n") == "its P-code AF2799 has no vintage");
  CHECK(only("plc_u_a\tAlder\tdistrict\tAF\tplc_af27\t\t\t\t\t2799\t\t\t\t2018\n") == "'2799' is no P-code: letters of the country, then digits");
  CHECK(only("plc_u_a\tAlder\tdistrict\tAF\tplc_af27\t\t\t\t\tSY2799\t\t\t\t2018\n") == "its P-code SY2799 is not of AF");
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_af27\t\t\t\t\t\tElder\nplc_u_b\tElder\ttown\tAF\tplc_af27\n") == "the spelling 'elder' belongs to plc_u_a too, a town of the same division");
  CHECK(only("plc_u_a\tZarafÃ©\ttown\tAF\tplc_af27\n").starts_with("name was written in another character set"));
  CHECK(only("plc_u_a\tZaraf\xE9\ttown\tAF\tplc_af27\n") == "the line is not UTF-8");
}

TEST_CASE("one spelling in two divisions, and one P-code in two vintages, are no faults") {
  CHECK(only("plc_u_a\tAlder\ttown\tAF\tplc_af27\nplc_u_b\tAlder\ttown\tAF\tplc_af28\n") == "");
  CHECK(only("plc_u_a\tAlder\tdistrict\tAF\tplc_af27\t\t\t\t\tAF2799\t\t\t\t2018\nplc_u_b\tBirch\tdistrict\tAF\tplc_af28\t\t\t\t\tAF2799\t\t\t\t2012\n") == "");
  CHECK(only("plc_u_a\tAlder\tdistrict\tAF\tplc_af27\t\t\t\t\tAF2799\t\t\t\t2018\nplc_u_b\tBirch\tdistrict\tAF\tplc_af28\t\t\t\t\tAF2799\t\t\t\t2018\n") == "P-code AF2799 of 2018 belongs to plc_u_a too");
}

// Outlying islands (boxes are those of the mainland) and spellings that old lists give to two districts of a province are
// findings that stand today (docs/places.md); nothing else may.
TEST_CASE("the project's own tables have no faults but the known ones") {
  std::vector<PlaceTableText> tables;
  for (const char* name : kPlaceTables) tables.push_back({name, table_text(name)});
  for (const auto& f : lint_places(tables, table_text("places/countries.tsv"), gazetteer())) {
    const bool known = f.what.find("lies outside") != std::string::npos || f.what.starts_with("the spelling ");
    if (!known) FAIL_CHECK(f.table << ":" << f.line << " " << f.id << ": " << f.what);
  }
}
