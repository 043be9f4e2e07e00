// Faults in tables of places that a reader of the table would want to know of. For `daybook gazetteer check`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/place/gazetteer.h"

namespace daybook {

struct PlaceTableText {
  std::string name;  ///< as findings name it
  std::string text;
};

struct PlaceFinding {
  std::string table;
  std::size_t line = 0;  ///< counted from 1
  std::string id, what;
};

/// In the order of tables and lines. `countries` is the text of data/places/countries.tsv. Parents may be rows of the tables or
/// places of `known`.
///
/// Finds: cells too many, ids used twice, ids that say nothing, unknown kinds, flags and countries, parents that are not there or lie in
/// another country, points that are no degrees or lie outside their country, points without a radius, a spelling that two places of one kind
/// in one division share, P-codes without a vintage, of another form than their list's, of another country or division, or twice in one
/// vintage, text that is not UTF-8 or was read as the wrong character set.
std::vector<PlaceFinding> lint_places(const std::vector<PlaceTableText>& tables, std::string_view countries, const Gazetteer& known);

}  // namespace daybook
