// Reads the tables of data/places: the places of the project's own knowledge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/place/gazetteer_file.h"

namespace daybook {

/// Rows of a table of places (columns in docs/places.md). Throws Error{bad_resource}.
std::vector<PlaceFact> read_place_table(std::string_view text, std::string_view name);

/// What a map or an export needs to know of a country.
struct CountryCodes {
  std::string iso2, iso3, numeric;  ///< "AF", "AFG", "004" (the ids of world-atlas); numeric "000" where ISO has none
  std::string name;
};

/// Codes of countries.tsv, by iso2.
std::vector<CountryCodes> read_country_codes(std::string_view countries);

/// Rows of countries.tsv as places.
std::vector<PlaceFact> read_country_table(std::string_view text);

/// The tables in the order in which they win over each other.
inline constexpr const char* kPlaceTables[] = {"places/afghanistan_provinces.tsv", "places/afghanistan_districts.tsv",
                                               "places/afghanistan_places.tsv", "places/conflict_places.tsv",
                                               "places/admin1.tsv", "places/us_counties.tsv"};

}  // namespace daybook
