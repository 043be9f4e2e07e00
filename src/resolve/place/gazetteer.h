// Every place the program knows, looked up by name or id. One mapped file, built by gazetteer_build.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"
#include "resolve/place/gazetteer_file.h"
#include "resource/resource.h"

namespace daybook {

/// What a look-up is limited to.
struct PlaceQuery {
  std::optional<PlaceKind> kind;
  std::string within;         ///< id of a province, district or country that must contain the place; "" anywhere
  std::string country;        ///< ISO 3166-1 alpha-2; "" any
  bool similar = false;       ///< also similar spellings when no spelling is exact; needs `country` or `within`
  double least_score = 0.70;  ///< of spelling_score, for `similar`
  std::size_t limit = 20;
};

/// Const and thread-safe once open. Opening checks the whole file (about 10 ms); a look-up takes about a microsecond.
class Gazetteer {
 public:
  /// Throws Error{bad_resource} for a file that is missing, cut, damaged or of another version.
  static Gazetteer open(const std::filesystem::path& file);
  /// A gazetteer in memory, e.g. of the project's own tables alone.
  static Gazetteer from_bytes(std::string bytes);

  /// Best first: more prominent, then by id. `score` is the prominence, times the likeness for similar spellings.
  std::vector<PlaceReading> lookup(std::string_view name, const PlaceQuery& query = {}) const;
  std::optional<PlaceReading> by_id(std::string_view id) const;
  std::optional<PlaceReading> country(std::string_view iso2) const;
  /// All places of one kind in a country or, with a province's or district's id, inside it; by id.
  std::vector<PlaceReading> children(std::string_view country_or_id, PlaceKind kind) const;
  std::string_view version() const { return text(header_->version); }
  std::size_t size() const { return header_->n_records; }

  // ---- without copying, for the resolver ----
  using Index = std::uint32_t;
  struct Similar { Index record; double score; };
  std::span<const gazetteer_file::Alias> aliases(std::string_view key) const;  ///< key as place_key gives it
  const gazetteer_file::Record& record(Index index) const { return records_[index]; }
  std::string_view text(std::uint64_t offset) const { return strings_ + offset; }  ///< of a string that a record names
  PlaceReading reading(Index index) const;
  bool inside(Index place, Index container) const;  ///< by parents; a country contains all of its code
  /// Spellings close to `key` in a country ("" in all, which takes milliseconds) or inside `within`, best first, one row a place.
  std::vector<Similar> similar(std::string_view key, std::string_view country, std::optional<Index> within, double least) const;
  /// Has the place a spelling with these consonants (consonant_skeleton)?
  bool has_skeleton(Index place, std::string_view skeleton) const;
  std::optional<Index> index_of(std::string_view id) const;
  std::pair<Index, Index> country_range(std::string_view country) const;  ///< records [first, last)
  /// Everything in it as facts, to lay a user's tables over and pack again. Spellings come back as their keys.
  std::vector<PlaceFact> facts() const;

 private:
  void attach(std::string_view bytes, std::string_view name);

  std::shared_ptr<const Mapping> mapping_;
  std::shared_ptr<const std::string> bytes_;
  const gazetteer_file::Header* header_ = nullptr;
  const gazetteer_file::Record* records_ = nullptr;
  const gazetteer_file::Alias* aliases_ = nullptr;
  const gazetteer_file::Slot* slots_ = nullptr;
  const gazetteer_file::Spelling* spellings_ = nullptr;
  const std::uint32_t* ids_ = nullptr;
  const char* strings_ = nullptr;
};

/// Great-circle distance in metres (sphere of 6,371 km).
double distance_m(double lat_a, double lon_a, double lat_b, double lon_b);

}  // namespace daybook
