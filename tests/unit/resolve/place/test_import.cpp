#include <doctest/doctest.h>

#include <functional>

#include "base/error.h"
#include "gazetteer_of_tables.h"
#include "resolve/place/place_import.h"

using namespace daybook;
using namespace daybook::test;

namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

ImportedPlaces import(std::vector<ImportRow> rows, ImportOptions options = {}) {
  if (options.name.empty()) options.name = "test";
  return join_drafts(draft_rows(rows, table_text("places/import_columns.tsv"), read_country_codes(table_text("places/countries.tsv")), options), gazetteer(), options);
}

ImportedPlaces import_dump(const std::string& text, ImportOptions options = {}) {
  options.name = "dump";
  return join_drafts(draft_geonames(text, table_text("places/geonames_features.tsv"), options), gazetteer(), options);
}

ImportRow district(const char* name, const char* code, const char* province, const char* province_code, const char* date, double lat, double lon) {
  return {Cells{{"ADM2_EN", name}, {"ADM2_PCODE", code}, {"ADM1_EN", province}, {"ADM1_PCODE", province_code}, {"ADM0_EN", "Afghanistan"}, {"ADM0_PCODE", "AF"}, {"validOn", date}},
          lat, lon, 15000, ""};
}

std::string refusal(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

constexpr const char* kTown = "900000001\tAlderford\tAlderford\tAldarfurd,ALD,Олдер\t31.40\t65.60\tP\tPPL\tAF\t\t23\t\t\t\t1200\t\t\tAsia/Kabul\t2020-01-01\n";

}  // namespace

TEST_CASE("a P-code joins within its vintage only") {
  const auto same = import({district("Spin Boldak", "AF2711", "Kandahar", "AF27", "2018-04-26", 31.0, 66.4)});
  REQUIRE(same.places.size() == 1);
  CHECK(same.joined == 1);
  CHECK(same.places[0].fact.id == "plc_af2711");
  // In the list of 2012 that number is of another district.
  const auto other = import({district("Alderford", "AF2711", "Kandahar", "AF27", "2012", 31.5, 65.8)});
  CHECK(other.places.back().fact.id != "plc_af2711");
  CHECK(other.places.back().fact.vintage == "2012");
  const auto undated = import({district("Alderford", "AF2711", "Kandahar", "AF27", "", 31.5, 65.8)});
  CHECK(undated.places.back().fact.id != "plc_af2711");
  CHECK(undated.places.back().fact.vintage != "");
  CHECK(undated.notes.front().find("no vintage") != std::string::npos);
}

TEST_CASE("a name joins inside its division, or near") {
  // Baharak of Takhar, under another list's number.
  const auto takhar = import({district("Baharak", "AF1499", "Takhar", "AF14", "2012", 36.7, 69.7)});
  CHECK(takhar.places.back().fact.id == "plc_af1803");
  const auto far = import({{Cells{{"shapeName", "Baharak"}, {"shapeGroup", "AFG"}, {"shapeType", "ADM2"}}, 31.5, 65.8, 15000, ""}});
  CHECK(far.joined == 0);
  CHECK(far.places[0].fact.id == "plc_u_test_af_baharak");
  CHECK(far.places[0].fact.parent == "plc_c_af");
}

TEST_CASE("a division that nobody knows is made") {
  const auto made = import({district("Alderford", "AF9901", "Alderland", "AF99", "2030", 31.5, 65.8)});
  REQUIRE(made.places.size() == 2);
  CHECK(made.places[0].fact.name == "Alderland");
  CHECK(made.places[0].fact.kind == PlaceKind::province);
  CHECK_FALSE(made.places[0].fact.lat);
  CHECK(made.places[1].fact.parent == made.places[0].fact.id);
}

TEST_CASE("columns that people give their own lists") {
  const auto row = [](Cells cells) { return ImportRow{std::move(cells), {}, {}, 0, ""}; };
  const auto mine = import({row({{"Name", "Alderford"}, {"type", "town"}, {"iso3", "AFG"}, {"province", "Kandahar"}, {"latitude", "31.4"}, {"longitude", "65.6"}, {"aliases", "Aldarfurd; Elderford"}})});
  const auto& fact = mine.places.at(0).fact;
  CHECK(fact.kind == PlaceKind::town);
  CHECK(fact.country == "AF");
  CHECK(fact.parent == "plc_af27");
  CHECK(fact.aliases == std::vector<std::string>{"Aldarfurd", "Elderford"});
  CHECK(fact.radius_m > 0);
  ImportOptions all_towns;
  all_towns.kind = PlaceKind::town, all_towns.country = "AF";
  CHECK(import({row({{"place", "Alderford"}})}, all_towns).places.at(0).fact.kind == PlaceKind::town);
  CHECK(refusal([&] { import({row({{"name", "Alderford"}, {"type", "castle"}, {"iso2", "AF"}})}); }) == "Row 1: 'castle' is no kind of place; say what all are with --kind.");
  CHECK(refusal([&] { import({row({{"name", "Alderford"}, {"type", "town"}})}); }).find("--country") != std::string::npos);
  CHECK(refusal([&] { import({row({{"name", "Alderford"}, {"type", "town"}, {"iso2", "AF"}, {"lat", "131"}, {"lon", "65"}})}); }) == "Row 1: '131' is no lat.");
  CHECK(refusal([&] { import({row({{"colour", "red"}})}); }) == "None of the columns is known as a name: colour.");
}

TEST_CASE("GeoNames dumps") {
  CHECK(looks_like_geonames(kTown));
  CHECK(looks_like_geonames("AF.23\tKandahar\tKandahar\t1138335\n"));
  CHECK_FALSE(looks_like_geonames("name,lat,lon\n"));
  const auto dump = import_dump(std::string(kTown) + "900000002\tAlder St\tAlder St\t\t31.4\t65.6\tR\tST\tAF\t\t23\t\t\t\t0\t\t\tAsia/Kabul\t2020-01-01\n");
  REQUIRE(dump.places.size() == 1);
  const auto& town = dump.places[0];
  CHECK(town.fact.id == "plc_g900000001");
  CHECK(town.fact.kind == PlaceKind::town);
  CHECK(town.fact.parent == "plc_af27");
  CHECK(town.fact.aliases == std::vector<std::string>{"Aldarfurd"});
  CHECK(town.native == std::vector<std::string>{"Олдер"});
  CHECK(dump.notes.size() == 1);
  CHECK(refusal([] { import_dump(std::string(kTown) + "900000003\tcut"); }) == "Line 2: 2 columns where the first line has 19; the file may be cut.");
  CHECK(refusal([] { import_dump("90x\tA\tA\t\t31.4\t65.6\tP\tPPL\tAF\t\t23\t\t\t\t0\t\t\tAsia/Kabul\t2020-01-01\n"); }) == "Line 1: '90x' is no geonameid.");
}

TEST_CASE("what is imported lies over what is known, and can be read again") {
  const auto table = place_table_text(import({district("Spin Boldak Neu", "AF2711", "Kandahar", "AF27", "2018", 31.1, 66.3), district("Alderford", "AF1504", "Kandahar", "AF15", "2012", 31.5, 65.8)}), "made for a test");
  CHECK(table.starts_with("# made for a test\nid\t"));
  auto facts = gazetteer().facts();
  const auto known = facts.size();
  overlay_facts(facts, read_place_table(table, "test.tsv"), "test.tsv");
  CHECK(facts.size() == known + 1);
  const auto over = Gazetteer::from_bytes(pack_merged(std::move(facts), "over"));
  CHECK(over.lookup("Spin Boldak Neu").at(0).id == "plc_af2711");
  CHECK(over.by_id("plc_af2711")->lat == doctest::Approx(31.1));
  CHECK(over.by_id("plc_af2711")->pcode == "AF2711");
  CHECK(over.lookup("Alderford").at(0).admin1 == "Kandahar");
  CHECK(over.lookup("Spin Buldak").at(0).id == gazetteer().lookup("Spin Buldak").at(0).id);
}

TEST_CASE("a gazetteer taken apart and packed again answers the same") {
  const auto& first = gazetteer();
  const auto again = Gazetteer::from_bytes(pack_merged(first.facts(), "again"));
  CHECK(again.size() == first.size());
  for (const char* name : {"Kabul", "Baharak", "UAE", "U.S.", "Islamic Fortress", "Aleppo", "Kandahar"}) {
    const auto a = first.lookup(name), b = again.lookup(name);
    REQUIRE_MESSAGE(a.size() == b.size(), name);
    for (std::size_t i = 0; i < a.size(); ++i) CHECK_MESSAGE(a[i].id == b[i].id, name);
  }
}

TEST_CASE("a table whose parent is not there is refused") {
  auto facts = gazetteer().facts();
  const auto own = read_place_table("id\tname\tkind\tcountry\tparent\tlat\tlon\tradius_m\tgeonameid\tcode\taliases\tnative\tflags\nplc_u_a\tAlder\ttown\tAF\tplc_nowhere\n", "mine.tsv");
  CHECK(refusal([&] { overlay_facts(facts, own, "mine.tsv"); }) == "mine.tsv: place 'plc_u_a' lies in 'plc_nowhere', which is not there.");
}
