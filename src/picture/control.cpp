#include "picture/control.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "picture/belief.h"
#include "picture/words.h"

namespace daybook {
namespace {

constexpr const char* kMethod = "control/1";
constexpr int kFreshDays = 14;   // older support is carried forward
constexpr int kRemarkDays = 30;  // sieges and attacks older than this are no longer worth a remark

using Observations = std::vector<const Observation*>;

/// The side that must be holding a place that others attack, where somebody names it; "" if nobody does.
std::string defender(const Observations& all, const Parties& parties) {
  std::set<std::string> attackers;
  for (const auto* o : all)
    if ((o->effect == Effect::pressure || o->effect == Effect::siege) && o->claim->claim.kind != "clash" && !o->party.empty()) attackers.insert(o->party);
  std::set<std::string> defenders;
  for (const auto* o : all) {
    if (o->effect != Effect::pressure || o->party.empty()) continue;
    // "The army fights there", where another side is known to attack: the army defends.
    if (o->against.empty() && o->claim->claim.kind == "clash" && !attackers.empty() && !attackers.contains(o->party)) defenders.insert(o->party);
    if (o->against.empty()) continue;
    if (attackers.contains(o->party) && !attackers.contains(o->against)) defenders.insert(o->against);
    if (attackers.contains(o->against) && !attackers.contains(o->party)) defenders.insert(o->party);
  }
  if (defenders.size() == 1) return *defenders.begin();
  // Nobody says whom the one rebel party of the country attacks there: who else than its government.
  if (!defenders.empty() || attackers.size() != 1) return {};
  const auto& last = *all.back();
  const std::string& country = last.place->country;
  const std::string& attacker = *attackers.begin();
  const std::string ours = parties.government(country);
  return attacker != ours && attacker == parties.challenger(country, last.claim->claim.document_id) ? ours : std::string();
}

bool supports(const Observation& o, const std::string& holder) {
  if (o.effect == Effect::gain) return o.party == holder;
  return (o.effect == Effect::leave || o.effect == Effect::denial) && o.party != holder;
}

bool opposes(const Observation& o, const std::string& holder) {
  switch (o.effect) {
    case Effect::gain: return o.party != holder;
    case Effect::leave:
    case Effect::denial: return o.party == holder;
    case Effect::pressure: return o.party != holder || !o.against.empty();
    case Effect::siege: return o.party != holder;
  }
  return false;
}

std::vector<std::string> ids_by_strength(Observations evidence, Day as_of) {
  const auto strength = [&](const Observation* o) { return o->weight * std::exp2(-(as_of - o->day) / 30.0); };
  std::sort(evidence.begin(), evidence.end(), [&](const Observation* a, const Observation* b) {
    return std::tuple(-strength(a), a->claim->claim.id) < std::tuple(-strength(b), b->claim->claim.id);
  });
  std::vector<std::string> out;
  std::set<std::string_view> seen;
  for (const auto* o : evidence)
    if (seen.insert(o->claim->claim.id).second) out.push_back(o->claim->claim.id);
  return out;
}

// The word that made the claim tells taking from taking back.
bool taken_back(const LedgerClaim& c) {
  const std::string word = trigger_word(c);
  // Of several places under one verb only the last quote reaches it; the sentence has it for the others.
  if (word.empty()) return has_word(c.sentence_text, "retaken|retook|recaptured|regained|reclaimed|liberated|freed|cleared");
  return word.starts_with("re") || word.starts_with("liberat") || word.starts_with("free") || word.starts_with("clear");
}

void add_once(std::vector<std::string>& list, std::string item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

std::vector<std::string> remarks_on(const Observations& all, const Observations& run, const ControlState& state, const Parties& parties, Day as_of) {
  std::vector<std::string> out;
  std::optional<Day> taken;
  const Observation* last_taking = nullptr;
  for (const auto* o : run)
    if (o->effect == Effect::gain && o->taken && o->party == state.holder_id) last_taking = o, taken = o->day;
  if (last_taking && !last_taking->against.empty())
    out.push_back((taken_back(*last_taking->claim) ? "retaken from " : "taken from ") + parties.name(last_taking->against));
  const auto favours = [&](const Observation* o) { return o->effect == Effect::gain && o->party == state.holder_id; };
  const bool support = std::any_of(run.begin(), run.end(), favours);
  if (support && std::all_of(run.begin(), run.end(), [&](const Observation* o) { return !favours(o) || o->own_word; }))
    for (const auto* o : run)
      if (favours(o)) {
        add_once(out, "on the word of " + speaker_of(*o->claim) + " alone");
      }
  for (const auto* o : all) {
    if (as_of - o->day > kRemarkDays || (taken && o->day < *taken) || o->party == state.holder_id) continue;
    if (o->effect == Effect::siege) add_once(out, o->party.empty() ? "surrounded" : "surrounded by " + parties.name(o->party));
    if (o->effect != Effect::pressure) continue;
    const std::string by = o->party.empty() ? "" : " by " + parties.name(o->party);
    if (state.place.kind == PlaceKind::province) add_once(out, "attacks in the province" + by);
    else if (o->claim->claim.kind == "clash") add_once(out, "fighting");
    else add_once(out, "under attack" + by);
  }
  return out;
}

ControlState state_of(const Observations& all, const Parties& parties, Day as_of) {
  Belief belief;
  std::string holder;
  std::optional<std::size_t> run_begin;  // first observation of the present holder's run
  for (std::size_t i = 0; i < all.size(); ++i) {
    belief.take(*all[i]);
    if (const auto now = belief.holder(); now != holder) {
      holder = now;
      run_begin = i;
    }
  }
  belief.advance(as_of);
  bool by_defence = false;
  if (belief.holder().empty() && !belief.disputed()) {
    const std::string side = defender(all, parties);
    if (!side.empty() && all.back()->place->kind != PlaceKind::province) {
      belief.infer_defender(side);
      by_defence = !belief.holder().empty();
    }
  }
  ControlState state;
  // Later readings of the same place may be fuller; the ids are the same.
  state.place = *all.back()->place;
  state.method = kMethod;
  state.holder_id = belief.holder();
  state.holder = parties.name(state.holder_id);
  state.last_evidence = all.back()->day;
  const bool province = state.place.kind == PlaceKind::province;
  const bool contested = province ? belief.disputed() : belief.contested();
  if (contested) {
    state.status = ControlStatus::contested;
    state.contested_since = belief.contested_since();
    state.probability = std::max(belief.pressure().first, belief.disputed() ? 1 - belief.probability(state.holder_id) : 0.0);
  } else if (!state.holder_id.empty()) {
    state.status = state.holder_id.find('|') == std::string::npos ? ControlStatus::held : ControlStatus::shared;
    state.probability = belief.probability(state.holder_id);
  }

  Observations run(all);
  if (!state.holder_id.empty() && state.holder_id == holder && run_begin) {
    const auto begin = run.begin() + static_cast<std::ptrdiff_t>(*run_begin);
    // What was before the present holder is history, unless the two still stand against each other.
    const bool disputed = belief.disputed();
    run.erase(std::remove_if(run.begin(), begin, [&](const Observation* o) { return !disputed || as_of - o->day > kFreshDays || o->party == holder; }), begin);
  }
  Observations support, against;
  std::optional<Day> last_support;
  bool all_inferred = true;
  for (const auto* o : run) {
    if (!state.holder_id.empty() && supports(*o, state.holder_id)) {
      support.push_back(o);
      if (o->effect != Effect::gain) continue;
      last_support = o->day;
      all_inferred &= o->inferred;
      if (!state.since && o->dated) state.since = o->day;
    } else if (state.holder_id.empty() || opposes(*o, state.holder_id)) {
      (state.holder_id.empty() ? support : against).push_back(o);
    }
  }
  if (by_defence) {
    state.basis = "inferred";
    state.since.reset();
    support = against;  // it is the attack itself that the inference rests on
  } else if (!state.holder_id.empty()) {
    state.basis = last_support && as_of - *last_support > kFreshDays ? "carried forward" : all_inferred ? "inferred" : "stated";
  }
  state.claim_ids = ids_by_strength(support, as_of);
  state.opposing_claim_ids = ids_by_strength(against, as_of);
  state.remarks = remarks_on(all, run, state, parties, as_of);
  return state;
}

// A crossing or town says nothing of the district around it, but whoever asks for the district wants to know.
void link_districts(std::vector<ControlState>& states) {
  std::map<std::string, ControlState*> by_id;
  for (auto& s : states) by_id[s.place.id] = &s;
  for (const auto& inner : states) {
    if (inner.place.district_id.empty() || inner.place.district_id == inner.place.id || inner.holder.empty()) continue;
    const auto district = by_id.find(inner.place.district_id);
    if (district == by_id.end()) continue;
    std::string kind = name_of(inner.place.kind);
    std::replace(kind.begin(), kind.end(), '_', ' ');
    district->second->remarks.push_back("the " + kind + " " + inner.place.name + " in it: " + inner.holder + ", " + name_of(inner.status));
  }
}

}  // namespace

std::vector<ControlState> control_of(const std::vector<Observation>& observations, const Parties& parties, Day as_of) {
  std::map<std::string, Observations> by_place;
  for (const auto& o : observations) by_place[o.place->id].push_back(&o);
  std::vector<ControlState> out;
  for (const auto& [id, all] : by_place) out.push_back(state_of(all, parties, as_of));
  std::sort(out.begin(), out.end(), [](const ControlState& a, const ControlState& b) {
    return std::tie(a.place.country, a.place.admin1, a.place.name, a.place.id) < std::tie(b.place.country, b.place.admin1, b.place.name, b.place.id);
  });
  link_districts(out);
  return out;
}

}  // namespace daybook
