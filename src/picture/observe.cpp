#include "picture/observe.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "base/utf8.h"
#include "picture/words.h"

namespace daybook {
namespace {

// How far a plain assertion by nobody's friend moves the belief.
constexpr double kCapture = 0.85, kHold = 0.70, kLose = 0.65, kSurrender = 0.70, kWithdraw = 0.50, kHandOver = 0.62;
constexpr double kAttack = 0.60, kClash = 0.60, kAdvance = 0.50, kStrike = 0.20, kSiege = 0.50;
// What lessens or raises it.
constexpr double kReported = 0.75, kAmbiguous = 0.5, kUndated = 0.9, kHeadline = 0.9, kVague = 0.6;
constexpr double kUnnamed = 0.8;     // who took it is not said, only who it must have been
constexpr double kNamesake = 0.8;    // told of the district or the town in it, both by one name
constexpr double kBoast = 0.7;       // the side that gains says so itself
constexpr double kAdmission = 1.15;  // the side that loses says so
constexpr double kMost = 0.95;       // no single claim is certain

bool is_holdable(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::province: case PlaceKind::district: case PlaceKind::city: case PlaceKind::town:
    case PlaceKind::border_crossing: case PlaceKind::airport: case PlaceKind::base: return true;
    case PlaceKind::country: case PlaceKind::region: case PlaceKind::road: case PlaceKind::river: case PlaceKind::sea: case PlaceKind::area: return false;
  }
  return false;
}

constexpr std::array kParts = {"districts", "villages", "areas", "parts", "checkpoints", "outposts", "posts", "bases", "towns", "suburbs",
                               "outskirts", "neighbourhoods", "neighborhoods", "crossings", "provinces", "positions", "points", "cities", "centres", "centers"};

/// "The districts of X and Y" are X and Y themselves; "villages of X" are not.
bool names_kind(std::string_view parts, PlaceKind kind) {
  if (parts == "districts") return kind == PlaceKind::district;
  if (parts == "cities") return kind == PlaceKind::city || kind == PlaceKind::town;
  if (parts == "towns") return kind == PlaceKind::town || kind == PlaceKind::city;
  if (parts == "provinces") return kind == PlaceKind::province;
  if (parts == "crossings") return kind == PlaceKind::border_crossing;
  if (parts == "bases") return kind == PlaceKind::base;
  return false;
}

bool is_part(const std::string& word) { return std::find(kParts.begin(), kParts.end(), word) != kParts.end(); }

// "ten districts in X", "villages of X", "checkpoints around X": about something in X, not about X.
bool about_parts(const std::string& quote, const ClaimPlace& at) {
  static constexpr std::array kJoints = {"in", "of", "across", "around", "throughout", "near", "inside", "within", "on"};
  const std::string text = fold_key(quote), place = fold_key(at.text);
  const auto end = place.empty() ? std::string::npos : text.find(place);
  if (end == std::string::npos) return false;
  std::istringstream words(text.substr(0, end));
  // A part word counts until something else than a joint and little words comes between it and the place.
  int since_part = 100;
  bool joint = false;
  for (std::string w; words >> w;) {
    if (is_part(w) && !names_kind(w, at.reading.kind)) since_part = 0, joint = false;
    else if (++since_part == 1 && std::find(kJoints.begin(), kJoints.end(), w) != kJoints.end()) joint = true;
  }
  return joint && since_part <= 4;
}

// "In X they took two crossings", "despite success in X, the army loses control over cities": X is where, not what.
bool about_others(const LedgerClaim& c, const ClaimPlace& at) {
  constexpr int kReach = 8;  // words
  const std::string text = fold_key(c.quote_text), place = fold_key(at.text), trigger = trigger_word(c);
  const auto verb = trigger.empty() ? std::string::npos : text.rfind(trigger);
  if (verb == std::string::npos || (!place.empty() && text.find(place, verb) != std::string::npos)) return false;
  std::istringstream words(text.substr(verb));
  int count = 0;
  for (std::string w; words >> w && count <= kReach; ++count)
    if (is_part(w.substr(0, w.find_last_not_of(".,;:") + 1))) return true;
  return false;
}

bool counts_places(const Claim& claim) {
  return std::any_of(claim.numbers.begin(), claim.numbers.end(), [](const ClaimNumber& n) {
    static constexpr std::array<std::string_view, 12> kUnits{"district", "province", "city", "village", "town", "capital", "crossing", "border crossing", "post", "checkpoint", "base", "area"};
    return n.unit_class == "districts" || std::find(kUnits.begin(), kUnits.end(), n.unit) != kUnits.end();
  });
}

double modality_weight(Modality m) {
  switch (m) {
    case Modality::asserted: return 1;
    case Modality::reported: return kReported;
    case Modality::denied: case Modality::negated: return 1;  // turned into a denial by the caller
    case Modality::planned: case Modality::possible: case Modality::conditional:
    case Modality::demanded: case Modality::offered: case Modality::promised: return 0;
  }
  return 0;
}

/// The parties among the actors that can take and hold ground: not reporters, civilians or aid workers in their midst.
std::vector<std::string> sides_of(const std::vector<ClaimActor>& actors) {
  static constexpr std::array<std::string_view, 9> kUnarmed{"MED", "JRN", "CVL", "NGO", "IGO", "REF", "EDU", "HLH", "BUS"};
  std::vector<ClaimActor> armed;
  for (const auto& a : actors) {
    const bool unarmed = std::find(kUnarmed.begin(), kUnarmed.end(), a.sector) != kUnarmed.end() || a.kind == ActorKind::media ||
                         a.kind == ActorKind::document || ((a.kind == ActorKind::people || a.kind == ActorKind::role || a.kind == ActorKind::person) && (a.party_id.empty() || a.party_id == a.id));
    if (!unarmed) armed.push_back(a);
  }
  return Parties::of(armed);
}

std::string joined(const std::vector<std::string>& parties) {
  std::string out;
  for (const auto& p : parties) out += (out.empty() ? "" : "|") + p;
  return out;
}

std::string speaker_party(const Claim& claim) {
  for (const auto& a : claim.attribution)
    if (const auto p = Parties::of(a); !p.empty()) return p;
  return {};
}

/// Effect, party and base weight of a kind; weight 0 if the kind says nothing about control.
struct Reading {
  Effect effect = Effect::gain;
  std::string party, against;
  double weight = 0;
  bool inferred = false, taken = false;
};

/// What a claim is read against: where it is, who the parties are.
struct Scene {
  const LedgerClaim& told;
  const Claim& c;
  const std::string& country;
  const Parties& parties;

  /// Sides of a slot; where nobody in it has a name, those that its words can only mean here.
  std::pair<std::vector<std::string>, bool> sides(const std::vector<ClaimActor>& actors) const {
    if (auto named = sides_of(actors); !named.empty()) return {named, false};
    std::set<std::string> meant;
    for (const auto& a : actors)
      if (auto p = parties.meant(a, country, c.document_id); !p.empty()) meant.insert(std::move(p));
    return {{meant.begin(), meant.end()}, true};
  }
};

/// Who took a place that "fell" or "was retaken", where nobody is named at all.
std::string unnamed_taker(const Scene& scene) {
  const std::string word = trigger_word(scene.told), ours = scene.parties.government(scene.country);
  const std::string theirs = scene.parties.challenger(scene.country, scene.c.document_id);
  if (theirs.empty()) return {};  // a war of several sides, or none we know
  // "Rumours that the city has fallen are propaganda": nobody says that it fell.
  if (has_word(scene.told.sentence_text, "false|untrue|baseless|propaganda|rumour|rumours|rumor|rumors|deny|denies|denied|reject|rejects|rejected|refuted|fake|lie|lies")) return {};
  for (const char* freed : {"liberat", "free", "clear"})
    if (word.starts_with(freed)) {
      // Every side liberates; it is the one that speaks, or the one whose news this is.
      if (const auto speaker = speaker_party(scene.c); !speaker.empty()) return speaker;
      return {};
    }
  for (const char* again : {"retak", "retook", "recaptur", "regain", "reclaim", "reconquer", "won back", "win back", "took back", "taken back"})
    if (word.starts_with(again)) return ours;
  return theirs;
}

Reading gain_of(const Scene& scene, double weight, bool taken) {
  const Claim& c = scene.c;
  const auto [winners, generic] = scene.sides(c.actors);
  Reading r{Effect::gain, joined(winners), {}, generic && !winners.empty() ? weight * kUnnamed : weight, generic && !winners.empty(), taken};
  const auto losers = scene.sides(c.targets).first;
  if (!losers.empty()) r.against = losers.front();
  if (r.party.empty() && c.actors.empty()) {
    r.party = scene.parties.opponent(r.against, scene.country, c.document_id);
    if (r.party.empty() && r.against.empty() && taken) r.party = unnamed_taker(scene), r.weight *= kUnnamed;
    r.inferred = !r.party.empty();
  }
  // "X was captured" by nobody knows whom moves nothing; what was lost by a named party is still known.
  if (r.party.empty() && !r.against.empty()) return {Effect::leave, r.against, {}, kLose, false, false};
  if (r.party.empty() || r.party == r.against) r.weight = 0;
  return r;
}

Reading loss_of(const Scene& scene, double weight) {
  const Claim& c = scene.c;
  const auto losers = scene.sides(c.actors).first, winners = scene.sides(c.targets).first;
  const std::string loser = losers.empty() ? "" : losers.front(), ours = scene.parties.government(scene.country);
  if (!winners.empty() && winners.front() != loser) return {Effect::gain, winners.front(), loser, weight, false, true};
  if (losers.empty()) {
    // "X was lost": by the side that had all at first. Who lost what nobody names otherwise is not known.
    const std::string theirs = c.actors.empty() && c.kind == "lose" ? scene.parties.challenger(scene.country, c.document_id) : std::string();
    return theirs.empty() ? Reading{} : Reading{Effect::gain, theirs, ours, weight * kUnnamed, true, true};
  }
  // What the government leaves falls to the one that fights it, what rebels lose or foreign troops hand over to the government.
  const bool foreign = std::any_of(c.actors.begin(), c.actors.end(), [&](const ClaimActor& a) { return !a.country.empty() && a.country != scene.country && (a.sector == "MIL" || a.sector == "GOV"); });
  const bool passes = loser == ours || foreign || (c.kind != "withdraw" && loser == scene.parties.challenger(scene.country, c.document_id));
  const std::string next = passes && !scene.parties.challenger(scene.country, c.document_id).empty() ? scene.parties.opponent(loser, scene.country, c.document_id) : std::string();
  if (!next.empty()) return {Effect::gain, next, loser, foreign ? kHandOver : weight, true, true};
  return {Effect::leave, loser, {}, weight, false, false};
}

Reading pressure_of(const Scene& scene, double weight, Effect effect = Effect::pressure) {
  const auto sides = scene.sides(scene.c.actors).first, others = scene.sides(scene.c.targets).first;
  Reading r{effect, sides.empty() ? "" : sides.front(), {}, weight, false, false};
  if (!others.empty()) r.against = others.front();
  else if (sides.size() > 1) r.against = sides[1];
  // "The city is surrounded on all sides": rebels lay siege, governments hold cities, unless somebody says otherwise.
  if (effect == Effect::siege && scene.c.actors.empty()) r.party = scene.parties.challenger(scene.country, scene.c.document_id), r.inferred = true;
  return r;
}

// "Launched an operation to retake it": the plan is to hold it, the fight for it is on.
bool under_way(const LedgerClaim& c) {
  return has_word(c.sentence_text, "launched|launch|operation|operations|offensive|assault|counterattack|counteroffensive|battle|battling|battled|fighting|fought|trying|tried|attempt|attempted|attempting|began|begun|advancing|pushing");
}

Reading read(const Scene& scene) {
  const Claim& c = scene.c;
  if (c.kind == "capture" && c.modality == Modality::planned && under_way(scene.told)) return pressure_of(scene, kAttack);
  if (c.kind == "capture") return gain_of(scene, kCapture, true);
  if (c.kind == "hold") return gain_of(scene, kHold, false);
  if (c.kind == "lose") return loss_of(scene, kLose);
  if (c.kind == "surrender") return loss_of(scene, kSurrender);
  if (c.kind == "withdraw") return loss_of(scene, kWithdraw);
  if (c.kind == "attack") return pressure_of(scene, kAttack);
  if (c.kind == "clash") return pressure_of(scene, kClash);
  if (c.kind == "advance") return pressure_of(scene, kAdvance);
  if (c.kind == "strike") return pressure_of(scene, kStrike);
  if (c.kind == "surround") return pressure_of(scene, kSiege, Effect::siege);
  return {};
}

// "X district of Y province was retaken" names both, but it is X that changed hands. By document and trigger: the
// places that contain another one of the same trigger.
using Containers = std::map<std::tuple<std::string, Span>, std::set<std::string>>;
Containers containers_of(const std::vector<const LedgerClaim*>& claims) {
  Containers out;
  for (const auto* c : claims)
    for (const auto& p : c->claim.places)
      for (const auto& id : {p.reading.admin1_id, p.reading.district_id})
        if (!id.empty() && id != p.reading.id && !c->claim.trigger.empty()) out[{c->claim.document_id, c->claim.trigger}].insert(id);
  return out;
}

/// Where the war of each document is. A claim of fighting in another country, which is neither that of a party of the
/// document nor where most of its fighting is, is more likely a wrong reading of a place than a second front: the
/// capital where talks are held "amid the advance", a namesake abroad.
class Theatres {
 public:
  explicit Theatres(const std::vector<const LedgerClaim*>& claims) {
    for (const auto* c : claims) {
      auto& document = documents_[c->claim.document_id];
      for (const auto* slot : {&c->claim.actors, &c->claim.targets})
        for (const auto& a : *slot)
          if (!a.country.empty() && (a.sector == "REB" || a.sector == "MIL" || a.sector == "GOV")) document.of_parties.insert(a.country);
      std::set<std::string> countries;  // once a claim
      for (const auto& p : c->claim.places) countries.insert(p.reading.country);
      for (const auto& country : countries) ++document.named[country];
    }
  }
  bool holds(const std::string& document, const std::string& country) const {
    const auto found = documents_.find(document);
    if (found == documents_.end() || found->second.of_parties.empty() || found->second.of_parties.contains(country)) return true;
    const auto& named = found->second.named;
    const auto here = named.find(country);
    const int count = here == named.end() ? 0 : here->second;
    return std::none_of(named.begin(), named.end(), [&](const auto& n) { return n.second > count && found->second.of_parties.contains(n.first); });
  }

 private:
  struct Document {
    std::set<std::string> of_parties;
    std::map<std::string, int> named;
  };
  std::map<std::string, Document> documents_;
};

// A town or crossing in a district of the same name: who writes the bare name may mean either, so what is told of one
// is weaker evidence for the other.
using Namesakes = std::map<std::string, std::vector<const PlaceReading*>>;  // by place id
Namesakes namesakes_of(const std::vector<const LedgerClaim*>& claims) {
  std::map<std::string, const PlaceReading*> by_id;
  for (const auto* c : claims)
    for (const auto& p : c->claim.places) by_id.try_emplace(p.reading.id, &p.reading);
  Namesakes out;
  for (const auto& [id, inner] : by_id) {
    const auto outer = inner->district_id.empty() || inner->district_id == id ? by_id.end() : by_id.find(inner->district_id);
    if (outer == by_id.end() || fold_key(outer->second->name) != fold_key(inner->name)) continue;
    out[id].push_back(outer->second);
    out[outer->first].push_back(inner);
  }
  return out;
}

/// Is the place called by nothing but its name, in a sentence that does not say what it is either?
bool bare_name(const LedgerClaim& c, const ClaimPlace& place) {
  const std::string text = fold_key(place.text), sentence = fold_key(c.sentence_text);
  const auto at = sentence.find(text);
  if (text.empty() || at == std::string::npos) return false;
  if (has_word(text, "district|border|crossing|gate|gates|port|town|city|airport|province")) return false;
  const std::string after = sentence.substr(std::min(sentence.size(), at + text.size()), 18);
  return !has_word(after, "district|border|crossing|gate|gates|port|town|city|airport");
}

/// When it was so. Of an interval the last day counts, by then it was so; what is dated wholly after `as_of` is not known yet.
struct When {
  std::optional<Day> day;
  bool dated = false;
  double weight = 1;
};

/// What a document tells of years ago: days by sentence. "In 1997 they entered the city. They held it for four days": what
/// has no date of its own and follows such a day is of that time.
class History {
 public:
  explicit History(const std::vector<const LedgerClaim*>& claims) {
    for (const auto* c : claims)
      if (c->claim.time && c->claim.time->reading.to) days_[c->claim.document_id][c->claim.sentence] = *c->claim.time->reading.to;
  }
  std::optional<Day> before(const LedgerClaim& c, Day told) const {
    constexpr std::uint32_t kReach = 2;  // sentences
    constexpr int kYear = 365;           // days that make it history
    const auto found = days_.find(c.claim.document_id);
    if (found == days_.end()) return std::nullopt;
    auto at = found->second.upper_bound(c.claim.sentence);
    if (at == found->second.begin()) return std::nullopt;
    --at;
    if (c.claim.sentence - at->first > kReach || told - at->second < kYear) return std::nullopt;
    return at->second;
  }

 private:
  std::map<std::string, std::map<std::uint32_t, Day>> days_;
};

When when(const LedgerClaim& c, const ToldDays& told, const History& history, Day as_of) {
  if (c.claim.time && (c.claim.time->reading.from || c.claim.time->reading.to)) {
    const auto& r = c.claim.time->reading;
    const Day from = r.from.value_or(r.to.value_or(Day{})), to = r.to.value_or(from);
    if (from > as_of) return {};
    return {std::min(to, as_of), true, to - from > 31 ? kVague : 1};
  }
  const auto found = told.find(c.claim.document_id);
  if (found == told.end() || found->second > as_of) return {};
  if (const auto past = history.before(c, found->second)) return {*past, false, kUndated};
  return {found->second, false, kUndated};
}

}  // namespace

ToldDays told_days(const std::vector<const LedgerClaim*>& claims) {
  ToldDays latest, out;
  for (const auto* c : claims) {
    if (c->published) out[c->claim.document_id] = *c->published;
    const bool past = c->claim.modality == Modality::asserted || c->claim.modality == Modality::reported;
    if (!past || !c->claim.time || !c->claim.time->reading.to) continue;
    auto [at, fresh] = latest.try_emplace(c->claim.document_id, *c->claim.time->reading.to);
    if (!fresh) at->second = std::max(at->second, *c->claim.time->reading.to);
  }
  out.insert(latest.begin(), latest.end());  // only where no publication is known
  return out;
}

std::vector<Observation> observe(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told, Day as_of) {
  std::vector<Observation> out;
  const Containers containers = containers_of(claims);
  const Theatres theatres(claims);
  const History history(claims);
  const Namesakes namesakes = namesakes_of(claims);
  for (const auto* ledger_claim : claims) {
    const Claim& c = ledger_claim->claim;
    const bool fight_for_it = c.kind == "capture" && c.modality == Modality::planned && under_way(*ledger_claim);
    const double modality = fight_for_it ? 1 : modality_weight(c.modality);
    if (modality == 0) continue;
    const When at = when(*ledger_claim, told, history, as_of);
    if (!at.day) continue;
    for (const auto& place : c.places) {
      if (place.reading.id.empty() || !is_holdable(place.reading.kind)) continue;
      const auto inner = containers.find({c.document_id, c.trigger});
      if (inner != containers.end() && inner->second.contains(place.reading.id)) continue;
      if (!theatres.holds(c.document_id, place.reading.country)) continue;
      Reading r = read({*ledger_claim, c, place.reading.country, parties});
      if (r.weight == 0) continue;
      const bool of_control = r.effect == Effect::gain || r.effect == Effect::leave;
      if (of_control && about_others(*ledger_claim, place)) continue;
      // "Lost this year" dates nothing, where even who took it is only inferred.
      if (r.inferred && at.weight == kVague) continue;
      if (of_control && (counts_places(c) || about_parts(ledger_claim->quote_text, place))) {
        // Something in the place changed hands, so it is fought over; the place itself did not.
        if (place.reading.kind == PlaceKind::province || r.effect == Effect::leave) continue;
        r.effect = Effect::pressure;
        r.weight = kAdvance;
      }
      Observation o{r.effect, *at.day, at.dated, r.party, r.against, 0, r.inferred, r.taken, false, ledger_claim, &place.reading};
      o.weight = r.weight * modality * at.weight * (0.6 + 0.4 * std::clamp(c.confidence, 0.0, 1.0));
      if (place.ambiguous) o.weight *= kAmbiguous;
      if (c.segment == SegmentKind::headline) o.weight *= kHeadline;
      if (const auto speaker = speaker_party(c); !speaker.empty() && !r.party.empty()) {
        const bool loser = r.effect == Effect::leave ? speaker == r.party : speaker == r.against;
        o.own_word = r.effect == Effect::gain && speaker == r.party;
        if (o.own_word) o.weight *= kBoast;
        else if (loser && of_control) o.weight *= kAdmission;
      }
      o.weight = std::min(o.weight, kMost);
      if (c.modality == Modality::denied || c.modality == Modality::negated) {
        if (!of_control) continue;
        // The government's own officials who deny the loss say that it holds the place.
        const std::string ours = parties.government(place.reading.country);
        if (r.effect == Effect::gain && r.party != ours && speaker_party(c) == ours) {
          Observation still = o;
          still.party = ours, still.against = r.party;
          still.weight = std::min(kMost, o.weight * kBoast);
          still.taken = false, still.own_word = true, still.inferred = true;
          out.push_back(still);
        }
        o.effect = r.effect == Effect::gain ? Effect::denial : Effect::gain;  // "has not lost it"
        o.taken = false;
      }
      out.push_back(o);
      const auto others = namesakes.find(place.reading.id);
      if (others == namesakes.end() || o.effect == Effect::siege || !bare_name(*ledger_claim, place)) continue;
      for (const auto* other : others->second) {
        o.place = other;
        o.weight *= kNamesake;
        out.push_back(o);
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const Observation& a, const Observation& b) {
    const auto key = [](const Observation& o) {
      return std::tuple(o.place->id, o.day, o.claim->published.value_or(o.day), o.claim->claim.document_id, o.claim->claim.quote.begin, o.claim->claim.id);
    };
    return key(a) < key(b);
  });
  return out;
}

}  // namespace daybook
