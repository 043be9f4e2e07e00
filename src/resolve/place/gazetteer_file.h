// The gazetteer as one file that is mapped, not read: fixed records, sorted tables, one pool of strings.
//
//   header | records (by country, kind, id) | aliases (by key) | slots (by hash of the key) | spellings (by country) | ids (sorted) | strings
//
// All numbers little-endian as on the machine that built it; the version word refuses another layout. Strings end in NUL
// and are named by their offset in the pool.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"

namespace daybook {

namespace gazetteer_file {

inline constexpr char kMagic[8] = {'D', 'A', 'Y', 'G', 'A', 'Z', '0', '4'};
inline constexpr std::uint32_t kNone = UINT32_MAX;

enum Flag : std::uint8_t {
  kCapital = 1,    ///< of a country
  kSeat = 2,       ///< of a first-level division
  kFact = 4,       ///< from data/places, not from the world list
  kTemporary = 8,  ///< a division not yet permanent
  kOwn = 16,       ///< from a user's table
};

struct Header {
  char magic[8];
  std::uint64_t checksum;  ///< over everything after this word
  std::uint64_t size;      ///< of the whole file
  std::uint64_t records, aliases, spellings, ids, strings;            ///< offsets
  std::uint64_t n_records, n_aliases, n_spellings, string_bytes;
  std::uint64_t slots, n_slots;            ///< the offset; a power of two, or 0 where there are no aliases
  std::uint64_t version;   ///< offset of the version text in the strings
};

struct Record {
  std::uint32_t id, name;                     ///< strings
  std::uint32_t code, vintage;                ///< strings: P-code and the list that gives it that code
  std::uint32_t other_codes;                  ///< string: P-codes of other vintages, "AF1504 (2012)|..."
  std::uint32_t division;                     ///< string: GeoNames code of a first-level division, "SY.09"
  std::uint32_t parent, admin1, district;     ///< records, kNone if none
  std::uint32_t geonameid, population;
  float lat, lon, radius_m;                   ///< NaN if there is no point
  float rank;                                 ///< 0..1: how likely the name alone means this place
  std::uint8_t kind, flags;
  char country[2];
};

enum AliasFlag : std::uint32_t { kPrimary = 1, kAcronym = 2 };

struct Alias {
  std::uint32_t key, record, flags;
};

/// One of a table with open addressing: a key stands at the slot of its hash or, where that is taken, in the next free one.
/// A search by halves would wait for memory at each of its twenty steps, this one waits once.
struct Slot {
  std::uint32_t hash;
  std::uint32_t alias;  ///< the first of its key; kNone: a free slot, where a search ends
};

struct Spelling {
  std::uint32_t fold, skeleton, record;
};

std::uint64_t checksum(const char* data, std::size_t size);

/// Of a key, for the slots; at which one of them its search starts is the lower bits.
inline std::uint32_t hash_of(std::string_view key) { return static_cast<std::uint32_t>(checksum(key.data(), key.size()) >> 16); }

}  // namespace gazetteer_file

/// One place before it is packed.
struct PlaceFact {
  std::string id, name, country, parent;  ///< parent: id; may be "XX.code" of a first-level division
  PlaceKind kind = PlaceKind::area;
  std::optional<double> lat, lon;
  double radius_m = 0;
  std::uint32_t geonameid = 0, population = 0;
  std::string code;         ///< P-code, or with a dot the GeoNames code of a first-level division
  std::string vintage;      ///< the list the P-code is from, "2018"; a P-code means nothing without it
  std::string other_codes;  ///< P-codes of other vintages, "AF1504 (2012)|..."
  std::vector<std::string> aliases;
  std::uint8_t flags = 0;
};

/// The P-code of a fact, "" if it has none. Countries have an ISO code in that column, divisions that of GeoNames; Afghan
/// provinces have their P-code in the id.
std::string pcode_of(const PlaceFact& fact);

/// One fact a place: an earlier fact decides, a later one of the same place (same geonameid, or a spelling in common on
/// the same spot) lends its aliases and what is missing.
std::vector<PlaceFact> merge_facts(std::vector<PlaceFact> facts);

/// merge_facts, packed into the bytes of a gazetteer. Throws Error{bad_resource} on a duplicate id or a parent that is
/// not there.
std::string pack_gazetteer(std::vector<PlaceFact> facts, const std::string& version);

/// The facts of a user's table laid over known ones. A row with a known id, geonameid, or P-code of the same vintage is that
/// place: its point and radius replace the known ones, its spellings come on top, a P-code of another vintage is kept
/// beside. Any other row is a new place. Throws Error{bad_resource} naming `table` where a row's parent is not there.
void overlay_facts(std::vector<PlaceFact>& known, std::vector<PlaceFact> own, const std::string& table);

/// The same for facts that are one a place already.
std::string pack_merged(std::vector<PlaceFact> facts, const std::string& version);

}  // namespace daybook
