// Builds the gazetteer file. Runs when the program is built, never while it reads documents.
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/error.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/gazetteer_file.h"
#include "resolve/place/place_key.h"

namespace daybook {
namespace gazetteer_file {

std::uint64_t checksum(const char* data, std::size_t size) {
  // Multiply-rotate over 8-byte words: finds a cut or damaged file in a few milliseconds; not a digest.
  std::uint64_t sum = 0x9E3779B97F4A7C15ULL ^ size;
  for (std::size_t i = 0; i < size; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + i, std::min<std::size_t>(8, size - i));
    sum = (sum ^ word) * 0xD6E8FEB86659FD93ULL;
    sum ^= sum >> 32;
  }
  return sum;
}

}  // namespace gazetteer_file

using namespace gazetteer_file;

namespace {

class Pool {
 public:
  std::uint32_t add(const std::string& text) {
    const auto [at, fresh] = known_.try_emplace(text, static_cast<std::uint32_t>(bytes_.size()));
    if (fresh) bytes_.append(text).push_back('\0');
    return at->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::uint32_t> known_;
  std::string bytes_;
};

float rank_of(const PlaceFact& fact, bool namesake) {
  const double people = 0.15 + 0.1 * std::log10(1.0 + fact.population);
  const bool known = fact.flags & kFact;
  double rank = people;
  switch (fact.kind) {
    case PlaceKind::country: rank = 0.9 + 0.02 * people; break;
    case PlaceKind::province: rank = fact.country != "AF" ? 0.68 : namesake ? 0.58 : 0.72; break;  // most Afghan capitals share their province's name
    case PlaceKind::sea: case PlaceKind::region: case PlaceKind::river: rank = 0.6; break;
    case PlaceKind::district: rank = fact.flags & kTemporary ? 0.42 : fact.flags & kSeat ? 0.40 : 0.52; break;
    case PlaceKind::border_crossing: case PlaceKind::airport: case PlaceKind::base: case PlaceKind::road: rank = 0.5; break;
    case PlaceKind::area: rank = known ? 0.5 : people; break;
    case PlaceKind::city: case PlaceKind::town:
      if (fact.flags & kSeat) rank = std::max(rank, 0.62);
      else if (known) rank = std::max(rank, 0.5);
      if (fact.flags & kCapital) rank = std::max(rank + 0.1, 0.8);
      break;
  }
  return static_cast<float>(std::min(rank, 0.97));
}

bool acronym(const std::string& alias) {
  std::size_t letters = 0;
  for (const char c : alias) {
    if (c == '.') continue;
    if (c < 'A' || c > 'Z') return false;
    ++letters;
  }
  return letters >= 2 && letters <= 5;
}

template <class T>
std::uint64_t append(std::string& out, const std::vector<T>& rows) {
  out.resize((out.size() + 7) / 8 * 8);
  const auto at = out.size();
  out.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(T));
  return at;
}

/// The slots of aliases that are sorted by key; some of them stay free, a third in a large table.
std::vector<Slot> slots_for(const std::vector<Alias>& aliases, const std::string& strings) {
  std::size_t keys = 0;
  const auto starts_key = [&](std::size_t i) { return i == 0 || aliases[i].key != aliases[i - 1].key; };
  for (std::size_t i = 0; i < aliases.size(); ++i) keys += starts_key(i);
  std::vector<Slot> out(keys == 0 ? 0 : std::bit_ceil(keys + keys / 2 + 1), Slot{0, kNone});
  for (std::uint32_t i = 0; i < aliases.size(); ++i) {
    if (!starts_key(i)) continue;
    const auto hash = hash_of(strings.data() + aliases[i].key);
    auto at = hash & (out.size() - 1);
    while (out[at].alias != kNone) at = (at + 1) & (out.size() - 1);
    out[at] = {hash, i};
  }
  return out;
}

}  // namespace

std::string pcode_of(const PlaceFact& fact) {
  if (fact.kind == PlaceKind::country) return {};
  if (fact.code.find('.') == std::string::npos) return fact.code;
  return fact.kind == PlaceKind::province && fact.country == "AF" ? "AF" + fact.id.substr(fact.id.size() - 2) : std::string{};
}

std::string pack_gazetteer(std::vector<PlaceFact> facts, const std::string& version) {
  return pack_merged(merge_facts(std::move(facts)), version);
}

std::string pack_merged(std::vector<PlaceFact> facts, const std::string& version) {
  std::sort(facts.begin(), facts.end(), [](const PlaceFact& a, const PlaceFact& b) {
    return std::tie(a.country, a.kind, a.id) < std::tie(b.country, b.kind, b.id);
  });
  std::unordered_map<std::string, std::uint32_t> index;
  for (std::uint32_t i = 0; i < facts.size(); ++i)
    if (!index.emplace(facts[i].id, i).second)
      throw Error(ErrorCode::bad_resource, "Two places have the id '" + facts[i].id + "'.", facts[i].id);
  for (std::uint32_t i = 0; i < facts.size(); ++i)  // "SY.09" names the division as well
    if (facts[i].code.find('.') != std::string::npos) index.emplace(facts[i].code, i);

  std::set<std::string> seats;  // country and name of the capitals of divisions
  for (const auto& fact : facts)
    if (fact.flags & kSeat && fact.kind == PlaceKind::city) seats.insert(fact.country + place_key(fact.name));

  Pool pool;
  pool.add("");
  std::vector<Record> records(facts.size());
  std::vector<Alias> aliases;
  std::vector<Spelling> spellings;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    const auto& fact = facts[i];
    Record& record = records[i];
    record.id = pool.add(fact.id);
    record.name = pool.add(fact.name);
    const bool division = fact.code.find('.') != std::string::npos;
    record.code = pool.add(pcode_of(fact));
    record.vintage = pool.add(fact.vintage);
    record.other_codes = pool.add(fact.other_codes);
    record.division = pool.add(division ? fact.code : "");
    record.parent = record.admin1 = record.district = kNone;
    if (!fact.parent.empty()) {
      const auto at = index.find(fact.parent);
      if (at == index.end())
        throw Error(ErrorCode::bad_resource, "Place '" + fact.id + "' lies in '" + fact.parent + "', which is not there.", fact.id);
      record.parent = at->second;
    }
    record.geonameid = fact.geonameid;
    record.population = fact.population;
    record.lat = fact.lat ? static_cast<float>(*fact.lat) : nan;
    record.lon = fact.lon ? static_cast<float>(*fact.lon) : nan;
    record.radius_m = static_cast<float>(fact.radius_m);
    record.rank = rank_of(fact, seats.contains(fact.country + place_key(fact.name)));
    record.kind = static_cast<std::uint8_t>(fact.kind);
    record.flags = fact.flags;
    record.country[0] = fact.country.size() == 2 ? fact.country[0] : '\0';
    record.country[1] = fact.country.size() == 2 ? fact.country[1] : '\0';

    std::map<std::string, std::uint32_t> keys;
    if (const auto key = place_key(fact.name); !key.empty()) keys[key] = kPrimary | (acronym(fact.name) ? kAcronym : 0u);
    for (const auto& alias : fact.aliases)
      if (const auto key = place_key(alias); !key.empty()) keys.emplace(key, acronym(alias) ? kAcronym : 0u);
    const bool fuzzy = (fact.flags & kFact ? fact.kind != PlaceKind::country && fact.kind != PlaceKind::sea
                                           : fact.population >= 10000) && record.country[0];
    for (const auto& [key, flags] : keys) {
      aliases.push_back({pool.add(key), i, flags});
      if (!fuzzy || static_cast<unsigned char>(key[0]) >= 0x80) continue;
      const auto fold = spelling_fold(key);
      if (fold.size() >= 3) spellings.push_back({pool.add(fold), pool.add(consonant_skeleton(fold)), i});
    }
  }
  for (auto& record : records) {  // parents never form long chains: place, district, province, country
    for (auto up = record.parent; up != kNone; up = records[up].parent) {
      if (records[up].kind == static_cast<std::uint8_t>(PlaceKind::province)) record.admin1 = up;
      if (records[up].kind == static_cast<std::uint8_t>(PlaceKind::district) && record.district == kNone) record.district = up;
    }
  }
  const std::string& strings = pool.bytes();
  std::sort(aliases.begin(), aliases.end(), [&](const Alias& a, const Alias& b) {
    const int order = std::strcmp(strings.data() + a.key, strings.data() + b.key);
    if (order != 0) return order < 0;
    if (records[a.record].rank != records[b.record].rank) return records[a.record].rank > records[b.record].rank;
    return a.record < b.record;
  });
  // By country through the order of the records, which the reader searches.
  std::sort(spellings.begin(), spellings.end(), [](const Spelling& a, const Spelling& b) { return std::tie(a.record, a.fold) < std::tie(b.record, b.fold); });
  std::vector<std::uint32_t> ids(records.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) ids[i] = i;
  std::sort(ids.begin(), ids.end(), [&](std::uint32_t a, std::uint32_t b) { return facts[a].id < facts[b].id; });

  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = pool.add(version);
  std::string out(sizeof(Header), '\0');
  header.records = append(out, records);
  header.aliases = append(out, aliases);
  const auto slots = slots_for(aliases, strings);
  header.slots = append(out, slots);
  header.n_slots = slots.size();
  header.spellings = append(out, spellings);
  header.ids = append(out, ids);
  out.resize((out.size() + 7) / 8 * 8);
  header.strings = out.size();
  out += pool.bytes();
  header.n_records = records.size();
  header.n_aliases = aliases.size();
  header.n_spellings = spellings.size();
  header.string_bytes = pool.bytes().size();
  header.size = out.size();
  std::memcpy(out.data(), &header, sizeof header);
  header.checksum = checksum(out.data() + 16, out.size() - 16);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace daybook
