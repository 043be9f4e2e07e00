#include "resolve/place/gazetteer.h"

#include <cmath>
#include <cstring>
#include <numbers>

#include "base/error.h"
#include "resolve/place/place_key.h"

namespace daybook {

using namespace gazetteer_file;

Gazetteer Gazetteer::open(const std::filesystem::path& file) {
  Gazetteer out;
  out.mapping_ = std::make_shared<Mapping>(file);
  out.attach(out.mapping_->bytes(), file.filename().string());
  return out;
}

Gazetteer Gazetteer::from_bytes(std::string bytes) {
  Gazetteer out;
  out.bytes_ = std::make_shared<std::string>(std::move(bytes));
  out.attach(*out.bytes_, "gazetteer");
  return out;
}

void Gazetteer::attach(std::string_view bytes, std::string_view name) {
  const auto refuse = [&](const char* why) { throw Error(ErrorCode::bad_resource, std::string(name) + " " + why, std::string(name)); };
  if (bytes.size() < sizeof(Header)) refuse("is cut short.");
  header_ = reinterpret_cast<const Header*>(bytes.data());
  if (std::memcmp(header_->magic, kMagic, sizeof kMagic) != 0) refuse("is no gazetteer of this version; build it again.");
  if (header_->size != bytes.size()) refuse("is cut short.");
  if (header_->checksum != checksum(bytes.data() + 16, bytes.size() - 16)) refuse("is damaged; build it again.");
  records_ = reinterpret_cast<const Record*>(bytes.data() + header_->records);
  aliases_ = reinterpret_cast<const Alias*>(bytes.data() + header_->aliases);
  slots_ = reinterpret_cast<const Slot*>(bytes.data() + header_->slots);
  spellings_ = reinterpret_cast<const Spelling*>(bytes.data() + header_->spellings);
  ids_ = reinterpret_cast<const std::uint32_t*>(bytes.data() + header_->ids);
  strings_ = bytes.data() + header_->strings;
}

std::span<const Alias> Gazetteer::aliases(std::string_view key) const {
  if (header_->n_slots == 0) return {};
  const auto hash = hash_of(key);
  const auto last_slot = header_->n_slots - 1;
  for (auto at = hash & last_slot; slots_[at].alias != kNone; at = (at + 1) & last_slot) {
    if (slots_[at].hash != hash) continue;
    const Alias* const first = aliases_ + slots_[at].alias;
    if (text(first->key) != key) continue;
    const Alias* const end = aliases_ + header_->n_aliases;
    auto last = first + 1;
    while (last != end && last->key == first->key) ++last;  // the pool has each string once
    return {first, last};
  }
  return {};
}

PlaceReading Gazetteer::reading(Index index) const {
  const Record& r = records_[index];
  PlaceReading out;
  out.id = text(r.id);
  out.name = text(r.name);
  out.kind = static_cast<PlaceKind>(r.kind);
  if (r.country[0]) out.country.assign(r.country, 2);
  if (r.admin1 != kNone) out.admin1 = text(records_[r.admin1].name), out.admin1_id = text(records_[r.admin1].id);
  if (r.district != kNone) out.district_id = text(records_[r.district].id);
  out.pcode = text(r.code);
  out.geonameid = r.geonameid;
  if (!std::isnan(r.lat)) out.lat = r.lat, out.lon = r.lon, out.precision_m = r.radius_m;
  out.score = r.rank;
  return out;
}

bool Gazetteer::inside(Index place, Index container) const {
  if (place == container) return false;
  const Record& in = records_[container];
  if (static_cast<PlaceKind>(in.kind) == PlaceKind::country) return std::memcmp(records_[place].country, in.country, 2) == 0;
  for (auto up = records_[place].parent; up != kNone; up = records_[up].parent)
    if (up == container) return true;
  return false;
}

std::pair<Gazetteer::Index, Gazetteer::Index> Gazetteer::country_range(std::string_view country) const {
  if (country.size() != 2) return {0, 0};
  const auto before = [](const Record& r, std::string_view c) { return std::string_view(r.country, 2) < c; };
  const auto after = [](std::string_view c, const Record& r) { return c < std::string_view(r.country, 2); };
  const Record* end = records_ + header_->n_records;
  return {static_cast<Index>(std::lower_bound(records_, end, country, before) - records_),
          static_cast<Index>(std::upper_bound(records_, end, country, after) - records_)};
}

std::optional<Gazetteer::Index> Gazetteer::index_of(std::string_view id) const {
  const auto* end = ids_ + header_->n_records;
  const auto* at = std::lower_bound(ids_, end, id, [&](std::uint32_t i, std::string_view wanted) { return text(records_[i].id) < wanted; });
  if (at == end || text(records_[*at].id) != id) return std::nullopt;
  return *at;
}

std::optional<PlaceReading> Gazetteer::by_id(std::string_view id) const {
  const auto index = index_of(id);
  if (!index) return std::nullopt;
  return reading(*index);
}

std::optional<PlaceReading> Gazetteer::country(std::string_view iso2) const {
  std::string id = "plc_c_" + std::string(iso2);
  for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return by_id(id);
}

std::vector<PlaceReading> Gazetteer::children(std::string_view country_or_id, PlaceKind kind) const {
  std::string country(country_or_id);
  std::optional<Index> within;
  if (country_or_id.size() != 2) {
    within = index_of(country_or_id);
    if (!within) return {};
    country.assign(records_[*within].country, 2);
  }
  std::vector<PlaceReading> out;
  const auto [first, last] = country_range(country);
  for (auto i = first; i < last; ++i)
    if (static_cast<PlaceKind>(records_[i].kind) == kind && (!within || inside(i, *within))) out.push_back(reading(i));
  return out;
}

std::vector<Gazetteer::Similar> Gazetteer::similar(std::string_view key, std::string_view country, std::optional<Index> within,
                                                   double least) const {
  const auto fold = spelling_fold(key), russian = spelling_fold(key, true);
  const auto skeleton = consonant_skeleton(fold), russian_skeleton = consonant_skeleton(russian);
  const auto [first, last] = country.empty() ? std::pair<Index, Index>{0, static_cast<Index>(size())} : country_range(country);
  const Spelling* end = spellings_ + header_->n_spellings;
  const auto* at = std::lower_bound(spellings_, end, first, [](const Spelling& s, Index i) { return s.record < i; });
  std::vector<Similar> out;
  for (; at != end && at->record < last; ++at) {
    if (within && !inside(at->record, *within) && at->record != *within) continue;
    const auto other = text(at->fold), other_skeleton = text(at->skeleton);
    if (other.size() > fold.size() * 2 || fold.size() > other.size() * 2) continue;
    double score = spelling_score(fold, skeleton, other, other_skeleton, least);
    if (russian != fold) {
      std::string levelled(other);
      for (char& c : levelled) c = c == 'x' ? 'h' : c;
      score = std::max(score, 0.98 * spelling_score(russian, russian_skeleton, levelled, consonant_skeleton(levelled), least));
    } else if (other.find('x') != std::string_view::npos && fold.find('h') != std::string::npos) {
      std::string levelled(other);
      for (char& c : levelled) c = c == 'x' ? 'h' : c;
      score = std::max(score, 0.98 * spelling_score(fold, skeleton, levelled, consonant_skeleton(levelled), least));
    }
    if (score < least) continue;
    if (!out.empty() && out.back().record == at->record) out.back().score = std::max(out.back().score, score);
    else out.push_back({at->record, score});
  }
  std::stable_sort(out.begin(), out.end(), [&](const Similar& a, const Similar& b) {
    if (a.score != b.score) return a.score > b.score;
    return records_[a.record].rank > records_[b.record].rank;
  });
  return out;
}

bool Gazetteer::has_skeleton(Index place, std::string_view skeleton) const {
  const Spelling* end = spellings_ + header_->n_spellings;
  const auto* at = std::lower_bound(spellings_, end, place, [](const Spelling& s, Index i) { return s.record < i; });
  for (; at != end && at->record == place; ++at)
    if (text(at->skeleton) == skeleton) return true;
  return false;
}

std::vector<PlaceReading> Gazetteer::lookup(std::string_view name, const PlaceQuery& query) const {
  const auto key = place_key(name);
  std::optional<Index> within;
  if (!query.within.empty() && !(within = index_of(query.within))) return {};
  std::string country = query.country;
  if (country.empty() && within) country.assign(records_[*within].country, 2);
  const auto fits = [&](Index i) {
    const Record& r = records_[i];
    return (!query.kind || static_cast<PlaceKind>(r.kind) == *query.kind) && (!within || inside(i, *within)) &&
           (query.country.empty() || std::string_view(r.country, 2) == query.country);
  };
  std::vector<PlaceReading> out;
  for (const auto& alias : aliases(key)) {
    if (out.size() >= query.limit) break;
    if (!fits(alias.record)) continue;
    out.push_back(reading(alias.record));
    out.back().reason = alias.flags & kPrimary ? "exact name" : "exact alias";
  }
  if (out.empty() && query.similar && !country.empty()) {
    for (const auto& match : similar(key, country, within, query.least_score)) {
      if (out.size() >= query.limit) break;
      if (!fits(match.record)) continue;
      out.push_back(reading(match.record));
      out.back().score = match.score;
      out.back().reason = "similar spelling";
    }
  }
  return out;
}

double distance_m(double lat_a, double lon_a, double lat_b, double lon_b) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double dlat = std::sin((lat_b - lat_a) * kRadians / 2), dlon = std::sin((lon_b - lon_a) * kRadians / 2);
  const double h = dlat * dlat + std::cos(lat_a * kRadians) * std::cos(lat_b * kRadians) * dlon * dlon;
  return 2 * 6371000.0 * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace daybook
