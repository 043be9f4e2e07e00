// Lists and maps of other people made into tables of places (docs/places.md), for `daybook gazetteer import`.
//
//   rows of a file -> drafts (what each column says) -> facts (which place of the gazetteer each is, and what holds it)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolve/place/gazetteer.h"
#include "resolve/place/place_tables.h"

namespace daybook {

/// A row as it stands in a list or map.
struct ImportRow {
  std::vector<std::pair<std::string, std::string>> cells;  ///< column and text
  std::optional<double> lat, lon;                          ///< of its shape, degrees
  double radius_m = 0;                                     ///< of the circle of its area
  std::string geometry;                                    ///< GeoJSON of an area, "" if none
};

/// What the rows leave open.
struct ImportOptions {
  std::string name;                ///< of the list: part of the ids of its new places
  std::string vintage;             ///< of its P-codes, where no column says
  std::string country;             ///< ISO 3166-1 alpha-2
  std::optional<PlaceKind> kind;   ///< counts for every row
};

/// A row understood: names, codes and what it says it lies in.
struct PlaceDraft {
  std::string id, name, country, code, vintage, division;  ///< division: GeoNames code of a first- or second-level one
  std::string parent_name, parent_code, parent_division;
  std::vector<std::string> aliases, native;
  PlaceKind kind = PlaceKind::area;
  std::optional<double> lat, lon;
  double radius_m = 0;
  std::uint32_t geonameid = 0, population = 0;
  bool listed = false;  ///< of a mass list: no more weight than its people give
  std::string geometry;
};

struct Drafts {
  std::vector<PlaceDraft> places;
  std::size_t left_out = 0;  ///< features of kinds that no report names
};

/// A line of a table of places and the shape that goes with it.
struct ImportedPlace {
  PlaceFact fact;
  std::vector<std::string> native;
  std::string geometry;
  bool joined = false;  ///< the gazetteer knows the place: the row has its id
};

struct ImportedPlaces {
  std::vector<ImportedPlace> places;
  std::size_t joined = 0;
  std::vector<std::string> notes;  ///< doubts for the user to see, a sentence each
};

/// By the columns that `columns` (data/places/import_columns.tsv) knows. Throws Error{bad_input} where no column is a name, where
/// a value cannot be (a latitude of 95, a kind that there is not), and Error{usage} where nothing says the country or the kind.
Drafts draft_rows(const std::vector<ImportRow>& rows, std::string_view columns, const std::vector<CountryCodes>& countries, const ImportOptions& options);

/// A GeoNames dump (19 columns), or admin1CodesASCII / admin2Codes (4 columns). `features`: data/places/geonames_features.tsv.
/// Throws Error{bad_input} naming the line at fault.
Drafts draft_geonames(std::string_view text, std::string_view features, const ImportOptions& options);
bool looks_like_geonames(std::string_view text);

/// Which of the drafts the gazetteer knows (same geonameid; same P-code of the same vintage; same kind and spelling inside the
/// same division, or near), and what holds the others. A P-code of another vintage never joins anything.
ImportedPlaces join_drafts(Drafts drafts, const Gazetteer& gazetteer, const ImportOptions& options);

/// The rows as a table of places, `head` as its first lines, each with '#' before it.
std::string place_table_text(const ImportedPlaces& imported, std::string_view head);

}  // namespace daybook
