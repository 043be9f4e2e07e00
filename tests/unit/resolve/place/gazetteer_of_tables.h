// The gazetteer of data/places alone, and the lexicon, for tests: no world list needed.
#pragma once

#include <fstream>
#include <sstream>

#include "resolve/place/gazetteer.h"
#include "resolve/place/place_lexicon.h"
#include "resolve/place/place_tables.h"

namespace daybook::test {

inline std::string table_text(const std::string& relative) {
  std::ostringstream out;
  out << std::ifstream(std::string(DAYBOOK_SOURCE_DIR "/data/") + relative, std::ios::binary).rdbuf();
  return out.str();
}

inline std::vector<PlaceFact> all_facts() {
  auto facts = read_country_table(table_text("places/countries.tsv"));
  for (const char* name : kPlaceTables)
    for (auto& fact : read_place_table(table_text(name), name)) facts.push_back(std::move(fact));
  return facts;
}

/// With a few towns of the world list, made up as it would give them.
inline const Gazetteer& gazetteer() {
  static const Gazetteer built = [] {
    auto facts = all_facts();
    const auto town = [&](std::uint32_t id, const char* name, const char* country, std::uint32_t people, double lat, double lon, std::uint8_t flags = 0) {
      PlaceFact fact;
      fact.id = "plc_g" + std::to_string(id), fact.name = name, fact.country = country, fact.geonameid = id, fact.population = people;
      fact.lat = lat, fact.lon = lon, fact.flags = flags, fact.kind = people > 50000 ? PlaceKind::city : PlaceKind::town;
      fact.parent = std::string("plc_c_") + static_cast<char>(country[0] | 0x20) + static_cast<char>(country[1] | 0x20);
      facts.push_back(std::move(fact));
    };
    town(290030, "Doha", "QA", 344939, 25.285, 51.531, gazetteer_file::kCapital);
    town(1174872, "Karachi", "PK", 11624219, 24.861, 67.010);
    town(10168209, "Doha", "IN", 7000, 28.0, 77.0);
    town(4140963, "Washington", "US", 601723, 38.895, -77.036, gazetteer_file::kCapital);
    town(170063, "Aleppo", "SY", 1602264, 36.201, 37.161);
    town(99990, "Paris", "FR", 2138551, 48.853, 2.349, gazetteer_file::kCapital);
    town(99991, "Paris", "US", 24782, 33.661, -95.556);
    town(99992, "Khalili", "IR", 900, 30.0, 52.0);
    town(323786, "Ankara", "TR", 3517182, 39.92, 32.854, gazetteer_file::kCapital);
    return Gazetteer::from_bytes(pack_gazetteer(std::move(facts), "test"));
  }();
  return built;
}

inline const PlaceLexicon& lexicon() {
  static const auto read = PlaceLexicon::read([](std::string_view table) { return table_text(std::string(table)); });
  return read;
}

}  // namespace daybook::test
