// Which of its places a name means: what its kind word says, what contains it, what else the document names, and only
// then how well known the place is.
#include <cmath>
#include <set>

#include "resolve/place/place_key.h"
#include "resolve/place/place_parts.h"

namespace daybook::place_parts {
namespace {

using gazetteer_file::kFact;

constexpr double kOwnName = 0.12;            // the name the place bears, not one of its others
constexpr double kDwarfed = 0.3;             // more than nearness and the votes of a division together
constexpr double kDivisionVotes = 0.16;      // as much as a hundred times the people
constexpr double kEnoughVotes = 1.5;         // one name of that division alone, and some that may be

PlaceKind kind_of(const Gazetteer& gazetteer, Gazetteer::Index place) { return static_cast<PlaceKind>(gazetteer.record(place).kind); }

std::string country_of(const Gazetteer& gazetteer, Gazetteer::Index place) {
  const auto& r = gazetteer.record(place);
  return r.country[0] ? std::string(r.country, 2) : std::string{};
}

bool comment(const Document& document, const Sentence& sentence) {
  return sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::comment;
}

/// Words between two names that leave the first inside the second: "district of", ", ", "in".
bool containing_gap(const Sentence& sentence, std::uint32_t from, std::uint32_t to, const PlaceLexicon& lexicon) {
  if (from >= to || to - from > 6) return false;
  bool link = false;
  for (auto i = from; i < to;) {
    const auto word = word_of(sentence.tokens[i]);
    if (word == "," || word == "in" || word == "of" || word == "(") { link = true; ++i; continue; }
    if (word == "the" || word == "'s" || word == "’s" || word == "'") { ++i; continue; }
    if (word == "center" || word == "centre" || word == "capital" || word.ends_with("ern") || word == "north" || word == "south" || word == "east" || word == "west") { ++i; continue; }
    if (const auto kind = kind_starting(lexicon, sentence, i)) { i = kind->last; continue; }
    return false;
  }
  return link;
}

/// "Syria's Eastern Ghouta", "Pakistan's city of Karachi".
bool owning_gap(const Sentence& sentence, std::uint32_t from, std::uint32_t to, const PlaceLexicon& lexicon) {
  if (from >= to || to - from > 5) return false;
  const auto first = word_of(sentence.tokens[from]);
  if (first != "'s" && first != "’s" && first != "'" && first != "’") return false;
  for (auto i = from + 1; i < to;) {
    const auto word = word_of(sentence.tokens[i]);
    if (sentence.tokens[i].upos == Upos::adj || word == "of" || word == "capital") { ++i; continue; }
    if (const auto kind = kind_starting(lexicon, sentence, i)) { i = kind->last; continue; }
    return false;
  }
  return true;
}

double kind_term(const Candidate& candidate, PlaceKind kind) {
  if (candidate.kinds.empty()) return 0;
  for (std::size_t i = 0; i < candidate.kinds.size(); ++i)
    if (candidate.kinds[i] == kind) return i == 0 ? 0.4 : 0.3;
  return -0.3;
}

bool any_inside(const Candidate& inner, const Candidate& outer, const Gazetteer& gazetteer) {
  for (const auto& a : inner.hits)
    for (const auto& b : outer.hits)
      if (gazetteer.inside(a.place, b.place)) return true;
  return false;
}

void link_containers(std::vector<Candidate>& all, const Analysis& analysis, const Gazetteer& gazetteer, const PlaceLexicon& lexicon) {
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    auto &a = all[i], &b = all[i + 1];
    if (a.sentence != b.sentence) continue;
    const auto& sentence = analysis.sentences[a.sentence];
    if (containing_gap(sentence, a.last, b.first, lexicon) && (a.unknown || any_inside(a, b, gazetteer))) a.within = i + 1;
    else if (owning_gap(sentence, a.last, b.first, lexicon) && (b.unknown || any_inside(b, a, gazetteer))) b.within = i;
    // "A in B, C": A lies in C as well when B does; one step is enough, readers follow the chain.
  }
}

/// "God", "Long", "Meridian": a small town of the world list far from everything else in the text is there by accident of
/// spelling, unless the sentence puts something in it or says what it is.
void drop_unsupported(std::vector<Candidate>& all, const Evidence& evidence, const Analysis& analysis, const Gazetteer& gazetteer) {
  constexpr float kWellKnown = 0.7f;  // about 300,000 people
  std::map<std::string, std::set<std::string>> keys;  // names of places below the country, by country
  for (const auto& c : all)
    if (!c.hits.empty() && kind_of(gazetteer, c.hits.front().place) != PlaceKind::country) keys[country_of(gazetteer, c.hits.front().place)].insert(c.key);
  std::set<std::size_t> containers;
  for (const auto& c : all)
    if (c.within != SIZE_MAX) containers.insert(c.within);
  std::vector<std::size_t> moved(all.size(), SIZE_MAX);
  std::vector<Candidate> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto& c = all[i];
    bool keep = c.hits.empty() || c.unknown || !c.kinds.empty() || c.within != SIZE_MAX || containers.contains(i) || locative(analysis.sentences[c.sentence], c.first);
    for (const auto& hit : c.hits) {
      const auto country = country_of(gazetteer, hit.place);
      const auto& record = gazetteer.record(hit.place);
      keep = keep || record.flags & kFact || record.rank >= kWellKnown || country == evidence.theatre || keys[country].size() > 1;
    }
    if (!keep) continue;
    moved[i] = kept.size();
    kept.push_back(std::move(c));
  }
  for (auto& c : kept)
    if (c.within != SIZE_MAX) c.within = moved[c.within];
  all = std::move(kept);
}

/// "Mexico" is the country, not the city that is called so for short; "California" the state, not a small town in another one.
/// Where a kind word or what contains the name says otherwise, that decides.
bool dwarfed(const Candidate& candidate, const PlaceHit& hit, const Gazetteer& gazetteer) {
  constexpr float kLargeTown = 0.6f;  // 30,000 people
  if (!candidate.kinds.empty() || candidate.within != SIZE_MAX) return false;
  const auto& place = gazetteer.record(hit.place);
  const auto kind = static_cast<PlaceKind>(place.kind);
  if (kind != PlaceKind::city && kind != PlaceKind::town) return false;
  for (const auto& other : candidate.hits) {
    if (!other.primary || other.likeness < 1 || country_of(gazetteer, other.place) != country_of(gazetteer, hit.place)) continue;
    const auto larger = kind_of(gazetteer, other.place);
    if (larger == PlaceKind::country) return true;
    if (larger == PlaceKind::province && place.rank < kLargeTown && place.admin1 != other.place) return true;
  }
  return false;
}

/// How far the other names of the text speak for each first-level division. A name that may lie in n of them gives each 1/n:
/// so several names, each of many places, together point to the division where all of them are.
class DivisionVotes {
 public:
  DivisionVotes(const std::vector<Candidate>& all, const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
    for (const auto& c : all) {
      if (by_name_.contains(c.key)) continue;
      std::set<Gazetteer::Index> divisions;
      for (const auto& hit : c.hits)
        if (const auto division = division_of(hit.place); hit.likeness >= 1 && division != gazetteer_file::kNone) divisions.insert(division);
      auto& votes = by_name_[c.key];
      for (const auto division : divisions) {
        const double vote = 1.0 / static_cast<double>(divisions.size());
        votes.emplace(division, vote);
        all_[division] += vote;
      }
    }
  }

  /// Votes for the division of `place` from names other than `key`.
  double others(Gazetteer::Index place, const std::string& key) const {
    const auto division = division_of(place);
    const auto all = all_.find(division);
    if (all == all_.end()) return 0;
    const auto& own = by_name_.at(key);
    const auto mine = own.find(division);
    return all->second - (mine == own.end() ? 0 : mine->second);
  }

 private:
  Gazetteer::Index division_of(Gazetteer::Index place) const {
    return kind_of(gazetteer_, place) == PlaceKind::province ? place : gazetteer_.record(place).admin1;
  }

  const Gazetteer& gazetteer_;
  std::map<std::string, std::map<Gazetteer::Index, double>> by_name_;
  std::map<Gazetteer::Index, double> all_;
};

/// Nearness: among what is left, the place closer to those of the other names (minimal spread of the document's places). A
/// name that is decided counts whole; each of the n places of one that is not counts 1/n, so that two names of many
/// places still find the one region where both lie.
void rank_by_nearness(std::vector<Candidate>& all, const Gazetteer& gazetteer) {
  constexpr double kReach = 150000;          // metres
  constexpr double kNear = 0.10, kDecided = 0.2;
  constexpr std::size_t kMostPlaces = 12;    // of a name: the likeliest; a name of more says little
  struct Anchor { Gazetteer::Index place; double weight; const std::string* key; };
  std::vector<Anchor> anchors;
  std::set<std::string> seen;
  for (const auto& c : all) {
    if (c.hits.empty() || c.attributive || !seen.insert(c.key).second) continue;
    const bool decided = c.hits.size() == 1 || c.hits[0].score - c.hits[1].score > kDecided;
    const auto count = decided ? 1 : std::min(c.hits.size(), kMostPlaces);
    for (std::size_t i = 0; i < count; ++i) {
      const auto kind = kind_of(gazetteer, c.hits[i].place);
      if (kind != PlaceKind::country && kind != PlaceKind::region && !std::isnan(gazetteer.record(c.hits[i].place).lat))
        anchors.push_back({c.hits[i].place, 1.0 / static_cast<double>(count), &c.key});
    }
  }
  for (auto& c : all) {
    if (c.hits.size() < 2 || anchors.empty() || c.hits[0].score - c.hits[1].score > kDecided) continue;
    for (std::size_t i = 0; i < std::min(c.hits.size(), kMostPlaces); ++i) {
      const auto& r = gazetteer.record(c.hits[i].place);
      if (std::isnan(r.lat)) continue;
      std::map<std::string_view, double> closest;  // name -> how close its nearest place is
      for (const auto& anchor : anchors) {
        const auto& other = gazetteer.record(anchor.place);
        if (*anchor.key == c.key || std::abs(other.lat - r.lat) > 1.4) continue;  // a degree of latitude is 111 km
        const double near = anchor.weight * (1 - distance_m(r.lat, r.lon, other.lat, other.lon) / kReach);
        auto& best = closest[*anchor.key];
        best = std::max(best, near);
      }
      double support = 0;
      for (const auto& [name, near] : closest) support += near;
      c.hits[i].score += kNear * std::min(1.0, support);
    }
    std::stable_sort(c.hits.begin(), c.hits.end(), [](const PlaceHit& a, const PlaceHit& b) { return a.score > b.score; });
  }
}

std::string_view reason_for(const PlaceHit& hit) { return hit.likeness < 1 ? "similar spelling" : hit.primary ? "exact name" : "exact alias"; }

}  // namespace

double Evidence::share(std::string_view country) const {
  for (const auto& [code, part] : countries)
    if (code == country) return part;
  return 0;
}

Evidence weigh_countries(const std::vector<Candidate>& candidates, const Document& document, const Analysis& analysis,
                         const Gazetteer& gazetteer, const PlaceLexicon& lexicon) {
  std::map<std::string, double> weight;
  std::set<std::string> several;  // names of places in several countries: said again, they say no more
  for (const auto& candidate : candidates) {
    if (candidate.hits.empty() || candidate.weak || comment(document, analysis.sentences[candidate.sentence])) continue;
    const auto& best = gazetteer.record(candidate.hits.front().place);
    const auto country = country_of(gazetteer, candidate.hits.front().place);
    if (country.empty()) continue;
    std::set<std::string> countries;
    for (const auto& hit : candidate.hits) countries.insert(country_of(gazetteer, hit.place));
    if (countries.size() > 1 && !several.insert(candidate.key).second) continue;
    const bool named = static_cast<PlaceKind>(best.kind) == PlaceKind::country;
    // "Georgia" alone says little: it is a country and a state elsewhere.
    bool rivals = false;
    for (const auto& hit : candidate.hits)
      rivals = rivals || (country_of(gazetteer, hit.place) != country && gazetteer.record(hit.place).rank >= 0.6);
    weight[country] += named ? (rivals ? 0.3 : 1.0) : countries.size() == 1 ? 0.9 : best.rank >= 0.6 ? 0.6 : 0.2;
  }
  for (const auto& sentence : analysis.sentences) {
    if (comment(document, sentence)) continue;
    for (const auto& token : sentence.tokens)
      if (capitalised(token))
        if (const auto at = lexicon.demonyms.find(place_key(token.form)); at != lexicon.demonyms.end() && token.form.size() > 3) weight[at->second] += 0.7;
  }
  double total = 0;
  for (const auto& [country, w] : weight) total += w;
  Evidence out;
  for (const auto& [country, w] : weight) out.countries.emplace_back(country, w / total);
  std::stable_sort(out.countries.begin(), out.countries.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (!out.countries.empty()) out.theatre = out.countries.front().first;
  return out;
}

void choose(std::vector<Candidate>& all, const Evidence& evidence, const Analysis& analysis, const Gazetteer& gazetteer,
            const PlaceLexicon& lexicon) {
  // Weak matches that the document does not speak for go first, so that they hide nothing.
  std::erase_if(all, [&](const Candidate& c) {
    if (!c.weak || c.recognised) return false;
    if (c.attributive) return true;
    for (const auto& hit : c.hits)
      if (evidence.share(country_of(gazetteer, hit.place)) >= 0.25 && c.first > 0) return false;
    return true;
  });
  link_containers(all, analysis, gazetteer, lexicon);
  drop_unsupported(all, evidence, analysis, gazetteer);

  // Spellings no table holds, in the theatre only; inside the province named beside it if there is one.
  for (auto& c : all) {
    if (!c.hits.empty() || evidence.theatre.empty() || c.attributive) continue;
    std::optional<Gazetteer::Index> province;
    if (c.within != SIZE_MAX)
      for (const auto& hit : all[c.within].hits)
        if (!province && kind_of(gazetteer, hit.place) == PlaceKind::province && country_of(gazetteer, hit.place) == evidence.theatre) province = hit.place;
    if (c.key.size() < 4) continue;
    for (const auto& match : gazetteer.similar(c.key, evidence.theatre, province, province ? kAlikeWithDoubt : kAlikeInCountry)) {
      if (!c.kinds.empty() && kind_term(c, kind_of(gazetteer, match.record)) < 0 && match.score < 0.9) continue;
      c.hits.push_back({match.record, false, match.score});
      if (c.hits.size() == 8) break;
    }
  }

  // Provinces and countries named for certain: a namesake inside one of them is the likelier.
  std::set<Gazetteer::Index> provinces;
  std::map<std::uint32_t, std::set<Gazetteer::Index>> by_sentence;
  for (const auto& c : all)
    for (const auto& hit : c.hits)
      if (kind_of(gazetteer, hit.place) == PlaceKind::province && hit.likeness >= 1) {
        provinces.insert(hit.place);
        by_sentence[c.sentence].insert(hit.place);
        break;
      }
  std::map<std::uint32_t, std::set<std::string>> demonyms;
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s)
    for (const auto& token : analysis.sentences[s].tokens)
      if (capitalised(token) && token.form.size() > 3)
        if (const auto at = lexicon.demonyms.find(place_key(token.form)); at != lexicon.demonyms.end()) demonyms[s].insert(at->second);

  const DivisionVotes votes(all, gazetteer);
  for (auto& c : all) {
    for (auto& hit : c.hits) {
      const auto& record = gazetteer.record(hit.place);
      const auto kind = static_cast<PlaceKind>(record.kind);
      const auto country = country_of(gazetteer, hit.place);
      double score = 0.5 * record.rank + (hit.primary ? kOwnName : 0) + kind_term(c, kind) + 0.3 * (hit.likeness - 1);
      std::string reason(reason_for(hit));
      if (dwarfed(c, hit, gazetteer)) score -= kDwarfed;
      if (!c.kinds.empty() && kind_term(c, kind) > 0) reason += "; called a " + std::string(name_of(kind));
      if (c.within != SIZE_MAX)
        for (const auto& outer : all[c.within].hits)
          if (gazetteer.inside(hit.place, outer.place)) {
            score += 0.3;
            reason += "; in " + std::string(gazetteer.text(gazetteer.record(outer.place).name));
            break;
          }
      const double share = evidence.share(country);
      score += 0.2 * std::min(1.0, share * 2);
      if (share >= 0.3) reason += "; the text is about its country";
      // In its own theatre the name of a district and its town means the district: that is what changes hands.
      if (kind == PlaceKind::district && (record.flags & kFact) && country == evidence.theatre && !(record.flags & gazetteer_file::kSeat)) score += 0.08;
      if (demonyms[c.sentence].contains(country)) score += 0.05;
      if (record.admin1 != gazetteer_file::kNone) {
        // "Baghlan" alone names the province; that does not speak for the town of its name.
        const bool itself = !(record.flags & gazetteer_file::kSeat) && place_key(gazetteer.text(gazetteer.record(record.admin1).name)) == c.key;
        if (itself) {
        } else if (by_sentence[c.sentence].contains(record.admin1)) score += 0.12, reason += "; province named beside it";
        else if (provinces.contains(record.admin1)) score += 0.06, reason += "; province named in the text";
      }
      if (const double other = votes.others(hit.place, c.key); other > 0) {
        score += kDivisionVotes * std::min(1.0, other / kEnoughVotes);
        if (other >= kEnoughVotes / 2) reason += "; other names lie in its division";
      }
      hit.score = score, hit.reason = std::move(reason);
    }
    const auto by_score = [&](const PlaceHit& a, const PlaceHit& b) {
      if (a.score != b.score) return a.score > b.score;
      return gazetteer.text(gazetteer.record(a.place).id) < gazetteer.text(gazetteer.record(b.place).id);
    };
    std::stable_sort(c.hits.begin(), c.hits.end(), by_score);
  }
  // "Kahmard in Bamyan": what holds a district is the province, not the city of its name.
  for (const auto& c : all) {
    if (c.within == SIZE_MAX || c.hits.empty()) continue;
    auto& outer = all[c.within];
    for (auto& hit : outer.hits)
      if (kind_of(gazetteer, hit.place) == PlaceKind::province && gazetteer.inside(c.hits.front().place, hit.place)) {
        hit.score += 0.2;
        hit.reason += "; holds " + std::string(gazetteer.text(gazetteer.record(c.hits.front().place).name));
      }
    std::stable_sort(outer.hits.begin(), outer.hits.end(), [](const PlaceHit& a, const PlaceHit& b) { return a.score > b.score; });
  }
  rank_by_nearness(all, gazetteer);
}

}  // namespace daybook::place_parts
