#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/error.h"
#include "gazetteer_of_tables.h"
#include "resolve/place/place_key.h"
#include "resource/table.h"

using namespace daybook;
using namespace daybook::test;

TEST_CASE("keys level case, accents, hyphens and apostrophes") {
  struct { const char *name, *key; } rows[] = {{"Sar-e Pol", "sar e pol"}, {"Kābul", "kabul"}, {"U.S.", "us"}, {"Sana'a", "sanaa"},
                                               {"Sana’a", "sanaa"}, {"  Deir   ez-Zor ", "deir ez zor"}, {"", ""}};
  for (const auto& row : rows) CHECK_MESSAGE(place_key(row.name) == row.key, row.name);
}

TEST_CASE("spellings of one name score high, different names low") {
  const auto score = [](const char* a, const char* b) {
    const auto fa = spelling_fold(place_key(a)), fb = spelling_fold(place_key(b));
    return spelling_score(fa, consonant_skeleton(fa), fb, consonant_skeleton(fb));
  };
  for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{{"Ghazni", "Gazni"}, {"Badghis", "Badgis"}, {"Hairatan", "Hayratan"},
           {"Shibirghan", "Sheberghan"}, {"Kahmard", "Kohmard"}, {"Qanooni", "Qanuni"}, {"Sar-e Pul", "Saripul"}})
    CHECK_MESSAGE(score(a, b) >= 0.84, a, " ", b, " ", score(a, b));
  for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{{"Chakhansur", "Char Burjak"}, {"Islam Qala", "Islamic Fortress"},
           {"Kunduz", "Kandahar"}, {"Herat", "Farah"}})
    CHECK_MESSAGE(score(a, b) < 0.70, a, " ", b, " ", score(a, b));
}

TEST_CASE("look-up by name, kind, container") {
  const auto& g = gazetteer();
  PlaceQuery district;
  district.kind = PlaceKind::district;
  CHECK(g.lookup("Spin Buldak", district).at(0).id == "plc_af2711");
  CHECK(g.lookup("Chakhansur").at(0).id == "plc_af3403");
  CHECK(g.lookup("Char Burjak").at(0).id == "plc_af3404");
  PlaceQuery takhar = district;
  takhar.within = "plc_af18";
  CHECK(g.lookup("Baharak", takhar).at(0).id == "plc_af1803");
  CHECK(g.lookup("Baharak", takhar).size() == 1);
  takhar.within = "plc_af17";
  CHECK(g.lookup("Baharak", takhar).at(0).id == "plc_af1706");
  CHECK(g.lookup("Islamic Fortress").at(0).id == "plc_af_x_islam_qala");
  CHECK(g.lookup("Sheikh Khan Bandar").at(0).id == "plc_af_x_shir_khan_bandar");
  CHECK(g.lookup("Nowhere in particular").empty());
  for (const char* spelling : {"Tahar", "Gazni", "Badgis", "Dzhauzdzhan", "Gilmend", "Gerat"})
    CHECK_MESSAGE(g.lookup(spelling).at(0).country == "AF", spelling);
}

TEST_CASE("similar spellings only where they are asked for") {
  const auto& g = gazetteer();
  PlaceQuery query;
  CHECK(g.lookup("Shibarghaan", query).empty());
  query.country = "AF", query.similar = true;
  CHECK(g.lookup("Shibarghaan", query).at(0).admin1 == "Jowzjan");
  query.least_score = 0.84;
  CHECK(g.lookup("Liverpool", query).empty());
}

TEST_CASE("a reading carries its containers") {
  const auto place = gazetteer().by_id("plc_af_x_spin_boldak");
  REQUIRE(place);
  CHECK(place->kind == PlaceKind::border_crossing);
  CHECK(place->admin1 == "Kandahar");
  CHECK(place->district_id == "plc_af2711");
  CHECK(place->country == "AF");
  CHECK(place->precision_m > 0);
  CHECK_FALSE(gazetteer().by_id("plc_nothing"));
}

TEST_CASE("countries by code") {
  CHECK(gazetteer().country("AF")->name == "Afghanistan");
  CHECK_FALSE(gazetteer().country("ZZ"));
  for (const auto& country : read_country_codes(table_text("places/countries.tsv")))
    if (country.iso2 == "AF") CHECK(country.numeric == "004");
}

TEST_CASE("children of a country or province") {
  CHECK(gazetteer().children("AF", PlaceKind::province).size() == 34);
  CHECK(gazetteer().children("AF", PlaceKind::district).size() == 422);
  CHECK(gazetteer().children("plc_af34", PlaceKind::district).size() == 6);
  CHECK(gazetteer().children("plc_af34", PlaceKind::airport).empty());
  CHECK(gazetteer().children("ZZ", PlaceKind::province).empty());
}

TEST_CASE("a cut or damaged file is refused") {
  auto bytes = pack_gazetteer(read_country_table(table_text("places/countries.tsv")), "small");
  CHECK_NOTHROW(Gazetteer::from_bytes(bytes));
  CHECK_THROWS_AS(Gazetteer::from_bytes(bytes.substr(0, bytes.size() / 2)), Error);
  CHECK_THROWS_AS(Gazetteer::from_bytes("short"), Error);
  bytes[bytes.size() / 2] ^= 1;
  CHECK_THROWS_AS(Gazetteer::from_bytes(bytes), Error);
}

// The lint of data/places.
TEST_CASE("tables of places are sound") {
  const auto facts = all_facts();
  std::set<std::string> ids, codes, divisions;
  std::map<std::string, std::array<double, 4>> boxes;
  const auto countries = Table::read(table_text("places/countries.tsv"), "countries");
  for (const auto& row : countries.rows()) {
    const auto box = split_list(row[countries.column("bbox")], ',');
    if (box.size() == 4) boxes[row[countries.column("iso2")]] = {std::stod(box[0]), std::stod(box[1]), std::stod(box[2]), std::stod(box[3])};
  }
  for (const auto& fact : facts) {
    CHECK_MESSAGE(ids.insert(fact.id).second, "twice: ", fact.id);
    CHECK_MESSAGE(!fact.name.empty(), fact.id);
    CHECK_MESSAGE(fact.id.starts_with("plc_"), fact.id);
    if (fact.kind == PlaceKind::province) divisions.insert(fact.code);
  }
  for (const auto& fact : facts) {
    if (!fact.parent.empty()) CHECK_MESSAGE((ids.contains(fact.parent) || divisions.contains(fact.parent)), fact.id, " lies in ", fact.parent, ", which is not there");
    if (!fact.lat) continue;
    CHECK_MESSAGE(fact.radius_m > 0, fact.id, " has a point without a radius");
    const auto box = boxes.find(fact.country);
    if (box == boxes.end() || fact.kind == PlaceKind::country || fact.geonameid) continue;  // overseas divisions lie outside
    const auto& [south, west, north, east] = box->second;
    CHECK_MESSAGE((*fact.lat > south - 1 && *fact.lat < north + 1 && *fact.lon > west - 1 && *fact.lon < east + 1), fact.id, " lies outside ", fact.country);
  }
}
