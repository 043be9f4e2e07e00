#include "picture/observe.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "base/utf8.h"

namespace daybook {
namespace {

// How far a plain assertion by nobody's friend moves the belief.
constexpr double kCapture = 0.85, kHold = 0.70, kLose = 0.65, kSurrender = 0.70, kWithdraw = 0.50;
constexpr double kAttack = 0.60, kClash = 0.60, kAdvance = 0.50, kStrike = 0.20, kSiege = 0.50;
// What lessens or raises it.
constexpr double kReported = 0.75, kAmbiguous = 0.5, kUndated = 0.9, kHeadline = 0.9, kVague = 0.6;
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

// "ten districts in X", "villages of X", "checkpoints around X": about something in X, not about X.
bool about_parts(const std::string& quote, const std::string& place_text) {
  static constexpr std::array kParts = {"districts", "villages", "areas", "parts", "checkpoints", "outposts", "posts", "bases", "towns", "suburbs",
                                        "outskirts", "neighbourhoods", "neighborhoods", "crossings", "provinces", "positions", "points", "cities", "centres", "centers"};
  static constexpr std::array kJoints = {"in", "of", "across", "around", "throughout", "near", "inside", "within", "on"};
  const std::string text = fold_key(quote), place = fold_key(place_text);
  const auto end = place.empty() ? std::string::npos : text.find(place);
  if (end == std::string::npos) return false;
  std::istringstream words(text.substr(0, end));
  // A part word counts until something else than a joint and little words comes between it and the place.
  int since_part = 100;
  bool joint = false;
  for (std::string w; words >> w;) {
    if (std::find(kParts.begin(), kParts.end(), w) != kParts.end()) since_part = 0, joint = false;
    else if (++since_part == 1 && std::find(kJoints.begin(), kJoints.end(), w) != kJoints.end()) joint = true;
  }
  return joint && since_part <= 4;
}

bool counts_places(const Claim& claim) {
  return std::any_of(claim.numbers.begin(), claim.numbers.end(), [](const ClaimNumber& n) {
    return n.unit_class == "districts" || n.unit == "district" || n.unit == "province" || n.unit == "city" || n.unit == "village";
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

Reading gain_of(const Claim& c, const std::string& country, const Parties& parties, double weight, bool taken) {
  Reading r{Effect::gain, joined(sides_of(c.actors)), {}, weight, false, taken};
  if (const auto losers = sides_of(c.targets); !losers.empty()) r.against = losers.front();
  if (r.party.empty() && c.actors.empty()) {
    r.party = parties.opponent(r.against, country);
    r.inferred = !r.party.empty();
  }
  // "X was captured" by nobody knows whom moves nothing; what was lost by a named party is still known.
  if (r.party.empty() && !r.against.empty()) return {Effect::leave, r.against, {}, kLose, false, false};
  if (r.party.empty()) r.weight = 0;
  return r;
}

Reading loss_of(const Claim& c, double weight) {
  const auto losers = sides_of(c.actors), winners = sides_of(c.targets);
  if (losers.empty()) return {};
  if (!winners.empty() && winners.front() != losers.front()) return {Effect::gain, winners.front(), losers.front(), weight, false, true};
  return {Effect::leave, losers.front(), {}, weight, false, false};
}

Reading pressure_of(const Claim& c, double weight, Effect effect = Effect::pressure) {
  const auto sides = sides_of(c.actors), others = sides_of(c.targets);
  Reading r{effect, sides.empty() ? "" : sides.front(), {}, weight, false, false};
  if (!others.empty()) r.against = others.front();
  else if (sides.size() > 1) r.against = sides[1];
  return r;
}

Reading read(const Claim& c, const std::string& country, const Parties& parties) {
  if (c.kind == "capture") return gain_of(c, country, parties, kCapture, true);
  if (c.kind == "hold") return gain_of(c, country, parties, kHold, false);
  if (c.kind == "lose") return loss_of(c, kLose);
  if (c.kind == "surrender") return loss_of(c, kSurrender);
  if (c.kind == "withdraw") return loss_of(c, kWithdraw);
  if (c.kind == "attack") return pressure_of(c, kAttack);
  if (c.kind == "clash") return pressure_of(c, kClash);
  if (c.kind == "advance") return pressure_of(c, kAdvance);
  if (c.kind == "strike") return pressure_of(c, kStrike);
  if (c.kind == "surround") return pressure_of(c, kSiege, Effect::siege);
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

/// When it was so. Of an interval the last day counts, by then it was so; what is dated wholly after `as_of` is not known yet.
struct When {
  std::optional<Day> day;
  bool dated = false;
  double weight = 1;
};

When when(const LedgerClaim& c, const ToldDays& told, Day as_of) {
  if (c.claim.time && (c.claim.time->reading.from || c.claim.time->reading.to)) {
    const auto& r = c.claim.time->reading;
    const Day from = r.from.value_or(r.to.value_or(Day{})), to = r.to.value_or(from);
    if (from > as_of) return {};
    return {std::min(to, as_of), true, to - from > 31 ? kVague : 1};
  }
  const auto found = told.find(c.claim.document_id);
  if (found == told.end() || found->second > as_of) return {};
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
  for (const auto* ledger_claim : claims) {
    const Claim& c = ledger_claim->claim;
    const double modality = modality_weight(c.modality);
    if (modality == 0) continue;
    const When at = when(*ledger_claim, told, as_of);
    if (!at.day) continue;
    for (const auto& place : c.places) {
      if (place.reading.id.empty() || !is_holdable(place.reading.kind)) continue;
      const auto inner = containers.find({c.document_id, c.trigger});
      if (inner != containers.end() && inner->second.contains(place.reading.id)) continue;
      Reading r = read(c, place.reading.country, parties);
      if (r.weight == 0) continue;
      const bool of_control = r.effect == Effect::gain || r.effect == Effect::leave;
      if (of_control && (counts_places(c) || about_parts(ledger_claim->quote_text, place.text))) {
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
        o.effect = r.effect == Effect::gain ? Effect::denial : Effect::gain;  // "has not lost it"
        o.taken = false;
      }
      out.push_back(o);
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
