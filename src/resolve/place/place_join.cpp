// Which places of a list the gazetteer knows already, and what holds those that it does not.
#include <cmath>
#include <cstdio>
#include <set>

#include "base/error.h"
#include "resolve/place/place_import.h"
#include "resolve/place/place_key.h"

namespace daybook {
namespace {

using gazetteer_file::kNone;

constexpr double kSamePlace = 30000;  // metres between two points of one district; towns lie closer than their radii

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

/// Letters and digits of a name, for an id: "Spin Boldak" -> "spin_boldak".
std::string slug(const std::string& name) {
  std::string out;
  for (const char c : latin_key(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    else if (!out.empty() && out.back() != '_') out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out.empty() ? "place" : out;
}

bool settlement(PlaceKind kind) { return kind == PlaceKind::city || kind == PlaceKind::town; }
bool same_kind(PlaceKind a, PlaceKind b) { return a == b || (settlement(a) && settlement(b)); }

class Joiner {
 public:
  Joiner(const Gazetteer& gazetteer, const ImportOptions& options) : gazetteer_(gazetteer), options_(options) {
    for (Gazetteer::Index i = 0; i < gazetteer.size(); ++i) {
      const auto& record = gazetteer.record(i);
      if (record.geonameid) numbers_.emplace(record.geonameid, i);
      if (const auto code = text(record.code), vintage = text(record.vintage); !code.empty() && !vintage.empty()) codes_.emplace(code + '@' + vintage, id(i));
      if (const auto division = text(record.division); !division.empty()) divisions_.emplace(division, id(i));
    }
  }

  ImportedPlaces join(Drafts drafts) {
    ImportedPlaces out;
    // Large before small, so that what holds a place is known when the place comes.
    std::stable_sort(drafts.places.begin(), drafts.places.end(), [](const PlaceDraft& a, const PlaceDraft& b) { return size_of(a.kind) < size_of(b.kind); });
    std::size_t undated = 0, by_country = 0;
    for (auto& draft : drafts.places) {
      if (!draft.code.empty() && draft.vintage.empty()) draft.vintage = "undated, " + options_.name, ++undated;
      if (!gazetteer_.country(draft.country)) {
        ++unknown_countries_;
        continue;
      }
      auto place = place_of(std::move(draft), out.places);
      out.joined += place.joined;
      by_country += !place.joined && place.fact.kind != PlaceKind::province && place.fact.parent.starts_with("plc_c_");
      out.places.push_back(std::move(place));
    }
    const auto note = [&](std::size_t count, const std::string& what) {
      if (count) out.notes.push_back(std::to_string(count) + what);
    };
    note(undated, " P-codes have no vintage: they are kept apart from every other list (say the year with --vintage).");
    note(by_country, " places are known to lie in their country only: nothing says in which division.");
    note(drafts.left_out, " rows were left out: without a name, or of a kind that reports do not name.");
    note(unknown_countries_, " rows were left out: their country has no ISO code that the gazetteer knows.");
    return out;
  }

 private:
  static int size_of(PlaceKind kind) {
    return kind == PlaceKind::country ? 0 : kind == PlaceKind::province ? 1 : kind == PlaceKind::district ? 2 : kind == PlaceKind::area ? 3 : 4;
  }
  std::string text(std::uint32_t at) const { return std::string(gazetteer_.text(at)); }
  std::string id(Gazetteer::Index i) const { return text(gazetteer_.record(i).id); }

  /// Of places with this spelling, kind and country: the one inside `container` (id, "" unknown) or else the nearest near.
  std::optional<Gazetteer::Index> by_name(const PlaceDraft& draft, const std::string& name, const std::string& container) const {
    const auto holder = container.empty() ? std::nullopt : gazetteer_.index_of(container);
    std::optional<Gazetteer::Index> best;
    double nearest = kSamePlace;
    for (const auto& alias : gazetteer_.aliases(place_key(name))) {
      const auto& record = gazetteer_.record(alias.record);
      if (!same_kind(static_cast<PlaceKind>(record.kind), draft.kind) || std::string_view(record.country, 2) != draft.country) continue;
      if (draft.geonameid && record.geonameid && draft.geonameid != record.geonameid) continue;  // GeoNames has one number a place
      const bool inside = holder && gazetteer_.inside(alias.record, *holder);
      if (!draft.lat || std::isnan(record.lat)) {
        if (inside || (draft.kind == PlaceKind::province && !holder)) return alias.record;
        continue;
      }
      const double apart = distance_m(*draft.lat, *draft.lon, record.lat, record.lon);
      const double allowed = settlement(draft.kind) ? draft.radius_m + record.radius_m : kSamePlace + (inside || draft.kind == PlaceKind::province ? draft.radius_m + record.radius_m : 0);
      if (apart <= allowed && (!best || apart < nearest)) best = alias.record, nearest = apart;
    }
    return best;
  }

  std::optional<std::string> known(const PlaceDraft& draft, const std::string& container) const {
    if (!draft.id.empty() && gazetteer_.index_of(draft.id)) return draft.id;
    if (const auto at = numbers_.find(draft.geonameid); draft.geonameid && at != numbers_.end()) return id(at->second);
    if (!draft.code.empty())
      if (const auto at = codes_.find(draft.code + '@' + draft.vintage); at != codes_.end() && gazetteer_.index_of(at->second)) return at->second;
    if (draft.kind == PlaceKind::country) return gazetteer_.country(draft.country)->id;
    if (const auto at = by_name(draft, draft.name, container)) return id(*at);
    for (const auto* names : {&draft.aliases, &draft.native})
      for (const auto& name : *names)
        if (const auto at = by_name(draft, name, container)) return id(*at);
    return std::nullopt;
  }

  /// Id of what holds the draft by its own words: P-code, division, name; made where the list names a division that nobody
  /// knows; "" where it says nothing.
  std::string container_of(const PlaceDraft& draft, std::vector<ImportedPlace>& places) {
    if (!draft.parent_code.empty())
      if (const auto at = codes_.find(draft.parent_code + '@' + draft.vintage); at != codes_.end()) return at->second;
    for (auto division = draft.parent_division; !division.empty(); division.resize(division.rfind('.') == division.find('.') ? 0 : division.rfind('.')))
      if (const auto at = divisions_.find(division); at != divisions_.end()) return at->second;
    if (draft.parent_name.empty()) return {};
    const auto named = draft.country + place_key(draft.parent_name);
    if (const auto at = containers_.find(named); at != containers_.end()) return at->second;
    const auto kind = draft.kind == PlaceKind::area ? PlaceKind::district : PlaceKind::province;
    PlaceDraft parent;
    parent.name = draft.parent_name, parent.country = draft.country, parent.kind = kind;
    std::string found;
    if (const auto at = by_name(parent, parent.name, "")) found = id(*at);
    if (found.empty() && !draft.parent_code.empty()) {  // COD-AB names the provinces of its districts
      parent.code = draft.parent_code, parent.vintage = draft.vintage;
      places.push_back(place_of(std::move(parent), places));
      found = places.back().fact.id;
    }
    if (!draft.parent_code.empty() && !draft.vintage.empty() && !found.empty()) codes_.emplace(draft.parent_code + '@' + draft.vintage, found);
    return containers_[named] = found;
  }

  std::string new_id(const PlaceDraft& draft) {
    if (!draft.id.empty()) return draft.id;
    if (draft.geonameid) return "plc_g" + std::to_string(draft.geonameid);
    const auto base = "plc_u_" + slug(options_.name) + "_" + (draft.code.empty() ? lower(draft.country) + "_" + slug(draft.name) : lower(draft.code));
    const int number = ++used_[base];
    return number == 1 ? base : base + "_" + std::to_string(number);
  }

  ImportedPlace place_of(PlaceDraft draft, std::vector<ImportedPlace>& places) {
    ImportedPlace out;
    const auto container = container_of(draft, places);
    auto& fact = out.fact;
    if (const auto same = known(draft, container); same && !taken_.contains(*same)) {
      const auto& record = gazetteer_.record(*gazetteer_.index_of(*same));
      out.joined = true;
      fact.id = *same, fact.kind = static_cast<PlaceKind>(record.kind);
      if (record.parent != kNone) fact.parent = id(record.parent);
    } else {
      fact.id = new_id(draft), fact.kind = draft.kind;
      fact.parent = container.empty() ? gazetteer_.country(draft.country)->id : container;
    }
    taken_.insert(fact.id);
    if (!draft.code.empty()) codes_.emplace(draft.code + '@' + draft.vintage, fact.id);
    if (!draft.division.empty()) divisions_.emplace(draft.division, fact.id);
    fact.name = draft.name, fact.country = draft.country, fact.lat = draft.lat, fact.lon = draft.lon, fact.radius_m = draft.radius_m;
    if (fact.lat && fact.radius_m <= 0) fact.radius_m = settlement(fact.kind) ? 3000 : 20000;  // a point alone
    fact.geonameid = draft.geonameid, fact.population = draft.population;
    fact.code = draft.code.empty() ? draft.division : draft.code, fact.vintage = draft.code.empty() ? "" : draft.vintage;
    fact.aliases = std::move(draft.aliases);
    out.native = std::move(draft.native);
    out.geometry = std::move(draft.geometry);
    if (!draft.listed) fact.flags = gazetteer_file::kFact;
    return out;
  }

  const Gazetteer& gazetteer_;
  const ImportOptions& options_;
  std::unordered_map<std::uint32_t, Gazetteer::Index> numbers_;
  std::unordered_map<std::string, std::string> codes_, divisions_;  ///< P-code@vintage, GeoNames code -> id
  std::map<std::string, std::string> containers_;                    ///< country and spelling -> id, "" not known
  std::map<std::string, int> used_;
  std::set<std::string> taken_;  ///< two rows are never one place
  std::size_t unknown_countries_ = 0;
};

std::string degrees(std::optional<double> value) {
  if (!value) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.5f", *value);
  return text;
}

/// A cell holds no tab, line end or separator of its lists.
std::string cell(std::string text) {
  for (char& c : text)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return text;
}

std::string list(const std::vector<std::string>& names, const std::string& without) {
  std::string out;
  std::set<std::string> seen{without};
  for (const auto& name : names)
    if (name.find('|') == std::string::npos && seen.insert(name).second) out += (out.empty() ? "" : "|") + cell(name);
  return out;
}

}  // namespace

ImportedPlaces join_drafts(Drafts drafts, const Gazetteer& gazetteer, const ImportOptions& options) { return Joiner(gazetteer, options).join(std::move(drafts)); }

std::string place_table_text(const ImportedPlaces& imported, std::string_view head) {
  std::string out;
  for (std::size_t at = 0; at < head.size();) {
    const auto end = std::min(head.find('\n', at), head.size());
    out += "# " + std::string(head.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  out += "id\tname\tkind\tcountry\tparent\tlat\tlon\tradius_m\tgeonameid\tcode\taliases\tnative\tflags\tvintage\tpopulation\n";
  const auto count = [](std::uint32_t n) { return n ? std::to_string(n) : std::string(); };
  for (const auto& place : imported.places) {
    const auto& fact = place.fact;
    for (const auto& text : {fact.id, cell(fact.name), std::string(name_of(fact.kind)), fact.country, fact.parent, degrees(fact.lat), degrees(fact.lon),
                             fact.lat ? std::to_string(std::lround(fact.radius_m)) : std::string(), count(fact.geonameid), fact.code, list(fact.aliases, fact.name),
                             list(place.native, fact.name), std::string(fact.flags & gazetteer_file::kFact ? "" : "listed"), fact.vintage})
      out += text + "\t";
    out += count(fact.population) + "\n";
  }
  return out;
}

}  // namespace daybook
