#include "resolve/place/place_search.h"

#include <cctype>
#include <cstdio>

#include "resolve/place/place_key.h"

namespace daybook {
namespace {

using gazetteer_file::kNone;
using gazetteer_file::kPrimary;

PlaceKind kind_of(const Gazetteer& gazetteer, Gazetteer::Index place) { return static_cast<PlaceKind>(gazetteer.record(place).kind); }

/// "AF2711": letters of a country, then digits.
bool looks_like_pcode(std::string_view name) {
  std::size_t letters = 0, digits = 0;
  while (letters < name.size() && std::isupper(static_cast<unsigned char>(name[letters]))) ++letters;
  while (letters + digits < name.size() && std::isdigit(static_cast<unsigned char>(name[letters + digits]))) ++digits;
  return (letters == 2 || letters == 3) && digits >= 2 && letters + digits == name.size();
}

bool fits(const Gazetteer& gazetteer, Gazetteer::Index place, std::optional<Gazetteer::Index> within) {
  return !within || place == *within || gazetteer.inside(place, *within);
}

void add_by_code(const Gazetteer& gazetteer, const std::string& code, std::optional<Gazetteer::Index> within, std::vector<PlaceAnswer>& out) {
  for (Gazetteer::Index i = 0; i < gazetteer.size(); ++i) {
    if (!fits(gazetteer, i, within)) continue;
    const auto& record = gazetteer.record(i);
    if (gazetteer.text(record.code) == code) {
      const auto vintage = gazetteer.text(record.vintage);
      out.push_back({i, 1, "P-code" + (vintage.empty() ? std::string() : " of " + std::string(vintage))});
    } else if (const auto others = std::string(gazetteer.text(record.other_codes)); others.starts_with(code + " (") || others.find("|" + code + " (") != std::string::npos) {
      const auto at = others.find(code + " (") + code.size() + 2;
      out.push_back({i, 1, "P-code of " + others.substr(at, others.find(')', at) - at)});
    }
  }
}

void add_exact(const Gazetteer& gazetteer, const std::string& key, std::optional<Gazetteer::Index> within, std::vector<PlaceAnswer>& out) {
  for (const auto& alias : gazetteer.aliases(key))
    if (fits(gazetteer, alias.record, within))
      out.push_back({alias.record, gazetteer.record(alias.record).rank, alias.flags & kPrimary ? "exact name" : "exact alias"});
}

/// "sound key" where a spelling of the place has the same consonants in the same order, whatever its vowels.
std::string how_alike(double score) {
  char text[40];
  std::snprintf(text, sizeof text, "edit distance %.2f", score);
  return text;
}

void add_similar(const Gazetteer& gazetteer, const std::string& key, std::optional<Gazetteer::Index> within, std::vector<PlaceAnswer>& out) {
  double least = kAlikeInWorld;
  std::string country;
  std::optional<Gazetteer::Index> division;
  if (within) {
    const bool whole_country = kind_of(gazetteer, *within) == PlaceKind::country;
    least = whole_country ? kAlikeInCountry : kAlikeWithDoubt;
    const auto& record = gazetteer.record(*within);
    if (record.country[0]) country.assign(record.country, 2);
    if (!whole_country) division = within;
  }
  const auto skeleton = consonant_skeleton(spelling_fold(key));
  for (const auto& match : gazetteer.similar(key, country, division, least))
    out.push_back({match.record, match.score, gazetteer.has_skeleton(match.record, skeleton) ? "sound key" : how_alike(match.score)});
}

}  // namespace

bool as_likely(const Gazetteer& gazetteer, Gazetteer::Index first, double first_score, Gazetteer::Index second, double second_score) {
  if (first_score - second_score >= 0.04) return false;
  if (gazetteer.inside(first, second) || gazetteer.inside(second, first)) return false;
  const auto &p = gazetteer.record(first), &q = gazetteer.record(second);
  return !(distance_m(p.lat, p.lon, q.lat, q.lon) < 30000);  // a place without a point is no neighbour
}

PlaceAnswers search_places(const Gazetteer& gazetteer, std::string_view name, std::optional<Gazetteer::Index> within, std::size_t limit) {
  PlaceAnswers out;
  auto& found = out.best_first;
  if (looks_like_pcode(name)) add_by_code(gazetteer, std::string(name), within, found);
  const auto key = place_key(name), latin = latin_key(name);
  if (found.empty() && !key.empty()) add_exact(gazetteer, key, within, found);
  if (found.empty() && latin != key && !latin.empty()) add_exact(gazetteer, latin, within, found);
  if (found.empty() && latin.size() >= 3) add_similar(gazetteer, latin, within, found);
  std::stable_sort(found.begin(), found.end(), [](const PlaceAnswer& a, const PlaceAnswer& b) { return a.score > b.score; });
  out.ambiguous = found.size() > 1 && as_likely(gazetteer, found[0].place, found[0].score, found[1].place, found[1].score);
  if (found.size() > limit) found.resize(limit);
  return out;
}

std::optional<Gazetteer::Index> find_container(const Gazetteer& gazetteer, std::string_view name) {
  if (const auto id = gazetteer.index_of(name)) return id;
  if (name.size() == 2)
    if (const auto country = gazetteer.country(name)) return gazetteer.index_of(country->id);
  std::optional<Gazetteer::Index> best;
  int best_size = 4;
  for (const auto& alias : gazetteer.aliases(place_key(name))) {  // the best known first
    const auto kind = kind_of(gazetteer, alias.record);
    const int size = kind == PlaceKind::country ? 1 : kind == PlaceKind::province ? 2 : kind == PlaceKind::district ? 3 : 4;
    if (size < best_size) best = alias.record, best_size = size;
  }
  return best;
}

}  // namespace daybook
