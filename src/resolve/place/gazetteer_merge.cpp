// Which facts are of one place: data/places, the world list and tables of a user become one list.
#include <cmath>
#include <unordered_map>

#include "base/error.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/place_key.h"

namespace daybook {

using namespace gazetteer_file;

namespace {

/// Could a town of the world list be this place of data/places? Cities and towns lie as far apart as their points were
/// set by different hands; of anything else only what stands on the same spot is the same ("Islam Qala", a crossing and
/// the town around it). A large town is more than the crossing it gave its name to.
bool same_spot(const PlaceFact& own, const PlaceFact& town) {
  const bool settled = own.kind == PlaceKind::city || own.kind == PlaceKind::town;
  const bool spot = own.kind == PlaceKind::border_crossing || own.kind == PlaceKind::area;
  if ((!settled && !spot) || !own.lat || !town.lat || (spot && town.population > 500000)) return false;
  const double apart = distance_m(*own.lat, *own.lon, *town.lat, *town.lon);
  return apart <= (settled ? own.radius_m + 3000 : 2000);
}

void lend(PlaceFact& first, const PlaceFact& other) {
  if (first.population == 0) first.population = other.population;
  if (!first.lat) first.lat = other.lat, first.lon = other.lon;
  if (first.radius_m == 0) first.radius_m = other.radius_m;
  if (first.geonameid == 0) first.geonameid = other.geonameid;
  first.flags |= other.flags & kCapital;
  first.aliases.insert(first.aliases.end(), other.aliases.begin(), other.aliases.end());
}

}  // namespace

std::vector<PlaceFact> merge_facts(std::vector<PlaceFact> facts) {
  std::unordered_map<std::uint32_t, std::size_t> seen;
  std::unordered_map<std::string, std::vector<std::size_t>> own;  // country and spelling
  std::vector<PlaceFact> out;
  const auto spellings = [](const PlaceFact& fact) {
    std::vector<std::string> keys{fact.country + place_key(fact.name)};
    for (const auto& alias : fact.aliases) keys.push_back(fact.country + place_key(alias));
    return keys;
  };
  const auto standing = [&](const PlaceFact& town) -> std::optional<std::size_t> {
    for (const auto& key : spellings(town))
      if (const auto at = own.find(key); at != own.end())
        for (const auto i : at->second)
          if (same_spot(out[i], town)) return i;
    return std::nullopt;
  };
  for (auto& fact : facts) {
    if (fact.geonameid) {
      const auto [at, fresh] = seen.try_emplace(fact.geonameid, out.size());
      if (!fresh) {
        lend(out[at->second], fact);
        continue;
      }
    }
    if (!(fact.flags & kFact)) {
      if (const auto at = standing(fact)) {
        lend(out[*at], fact);
        out[*at].aliases.push_back(fact.name);
        continue;
      }
    } else if (fact.lat) {
      for (const auto& key : spellings(fact)) own[key].push_back(out.size());
    }
    out.push_back(std::move(fact));
  }
  return out;
}

namespace {

void lay_over(PlaceFact& known, PlaceFact own) {
  if (own.lat) known.lat = own.lat, known.lon = own.lon;
  if (own.radius_m > 0) known.radius_m = own.radius_m;
  if (own.population) known.population = own.population;
  if (known.geonameid == 0) known.geonameid = own.geonameid;
  if (own.name != known.name) known.aliases.push_back(std::move(own.name));
  known.aliases.insert(known.aliases.end(), own.aliases.begin(), own.aliases.end());
  known.flags |= own.flags & static_cast<std::uint8_t>(kOwn | kCapital | kSeat | kFact);
  const auto& code = own.code;
  if (code.empty() || code.find('.') != std::string::npos) return;  // a division's code says nothing new of a known place
  if (pcode_of(known).empty() && known.code.empty()) {
    known.code = code, known.vintage = own.vintage;
  } else if (pcode_of(known) != code || known.vintage != own.vintage) {
    known.other_codes += (known.other_codes.empty() ? "" : "|") + code + (own.vintage.empty() ? "" : " (" + own.vintage + ")");
  }
}

}  // namespace

void overlay_facts(std::vector<PlaceFact>& known, std::vector<PlaceFact> own, const std::string& table) {
  std::unordered_map<std::string, std::size_t> ids, codes;
  std::unordered_map<std::uint32_t, std::size_t> numbers;
  const auto note = [&](std::size_t i) {
    const PlaceFact& fact = known[i];
    ids.emplace(fact.id, i);
    if (fact.geonameid) numbers.emplace(fact.geonameid, i);
    if (const auto code = pcode_of(fact); !code.empty() && !fact.vintage.empty()) codes.emplace(code + '@' + fact.vintage, i);
  };
  for (std::size_t i = 0; i < known.size(); ++i) note(i);
  const auto same = [&](const PlaceFact& fact) -> std::optional<std::size_t> {
    if (const auto at = ids.find(fact.id); at != ids.end()) return at->second;
    if (const auto at = numbers.find(fact.geonameid); fact.geonameid && at != numbers.end()) return at->second;
    if (const auto code = pcode_of(fact); !code.empty() && !fact.vintage.empty())
      if (const auto at = codes.find(code + '@' + fact.vintage); at != codes.end()) return at->second;
    return std::nullopt;
  };
  std::unordered_map<std::string, std::string> renamed;  // id in the table -> id of the place it is
  for (auto& fact : own) {
    const auto at = same(fact);
    if (at && known[*at].id != fact.id) renamed.emplace(fact.id, known[*at].id);
    if (at) {
      lay_over(known[*at], std::move(fact));
    } else {
      known.push_back(std::move(fact));
      note(known.size() - 1);
    }
  }
  std::unordered_map<std::string, bool> divisions;
  for (const auto& fact : known)
    if (fact.code.find('.') != std::string::npos) divisions.emplace(fact.code, true);
  for (auto& fact : known) {
    if (const auto at = renamed.find(fact.parent); at != renamed.end()) fact.parent = at->second;
    if (!fact.parent.empty() && !ids.contains(fact.parent) && !divisions.contains(fact.parent))
      throw Error(ErrorCode::bad_resource, table + ": place '" + fact.id + "' lies in '" + fact.parent + "', which is not there.", fact.id);
  }
}

std::vector<PlaceFact> Gazetteer::facts() const {
  std::vector<PlaceFact> out(size());
  for (Index i = 0; i < out.size(); ++i) {
    const Record& r = records_[i];
    PlaceFact& fact = out[i];
    fact.id = text(r.id), fact.name = text(r.name);
    if (r.country[0]) fact.country.assign(r.country, 2);
    if (r.parent != kNone) fact.parent = text(records_[r.parent].id);
    fact.kind = static_cast<PlaceKind>(r.kind);
    if (!std::isnan(r.lat)) fact.lat = r.lat, fact.lon = r.lon;
    fact.radius_m = r.radius_m;
    fact.geonameid = r.geonameid, fact.population = r.population;
    fact.code = text(r.division).empty() ? text(r.code) : text(r.division);
    fact.vintage = text(r.vintage), fact.other_codes = text(r.other_codes);
    fact.flags = r.flags;
  }
  for (std::uint64_t i = 0; i < header_->n_aliases; ++i) {
    const Alias& alias = aliases_[i];
    std::string key(text(alias.key));
    if (alias.flags & kAcronym)  // capitals are what makes an acronym one when it is packed again
      for (char& c : key) c = c >= 'a' && c <= 'z' ? static_cast<char>(c & 0x5F) : c;
    if (!(alias.flags & kPrimary)) out[alias.record].aliases.push_back(std::move(key));
  }
  return out;
}

}  // namespace daybook
