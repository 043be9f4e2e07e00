#include "picture/rounds.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "picture/words.h"

namespace daybook {
namespace {

constexpr int kGap = 10;       // days without a meeting that end a round
constexpr int kVague = 31;     // a longer interval does not date a meeting
constexpr std::uint32_t kSameStory = 2;  // sentences after a date that still tell of its time
constexpr int kSameOpening = 2;  // openings reported so close together are one

using Claims = std::vector<const LedgerClaim*>;

bool is_meeting(const Claim& c) { return c.kind == "talk" || c.kind == "attend" || c.kind == "mediate" || c.kind == "state" || c.kind == "agree"; }
bool told_as_fact(const Claim& c) { return c.modality == Modality::asserted || c.modality == Modality::reported; }
bool opens(const Claim& c) { return c.phase == "begin" || c.phase == "resume"; }
bool closes(const Claim& c) { return c.phase == "end" || c.phase == "suspend" || c.phase == "fail" || c.phase == "adjourn"; }

struct Draft {
  Day first, last;
  std::optional<TimeReading> begin, end;
  bool opened = false, dated = false;
  Claims claims;
};

struct Dated {
  const LedgerClaim* claim;
  Day from, to;
  bool vague() const { return to - from > kVague; }
};

std::optional<Dated> dated(const LedgerClaim* c) {
  if (!c->claim.time) return std::nullopt;
  const auto& r = c->claim.time->reading;
  if (!r.from && !r.to) return std::nullopt;
  return Dated{c, r.from.value_or(r.to.value_or(Day{})), r.to.value_or(r.from.value_or(Day{}))};
}

/// The round a closing, a vague date or an undated report belongs to: the last one begun by then.
Draft* last_before(std::vector<Draft>& rounds, Day day) {
  Draft* found = nullptr;
  for (auto& r : rounds)
    if (r.first <= day) found = &r;
  return found;
}

void take_dated(std::vector<Draft>& rounds, const Dated& d) {
  const Claim& c = d.claim->claim;
  if (closes(c)) {
    if (Draft* round = last_before(rounds, d.to)) {
      round->claims.push_back(d.claim);
      if (!round->end || !round->end->from || *round->end->from <= d.from) round->end = c.time->reading;
      if (d.to - round->last <= kGap) round->last = std::max(round->last, d.to);
      return;
    }
  }
  Draft* now = rounds.empty() ? nullptr : &rounds.back();
  const bool fresh = !now || d.from - now->last > kGap || (opens(c) && now->opened && d.from - now->first > kSameOpening) ||
                     (now->end && now->end->to && d.from > *now->end->to + 1);
  if (fresh) {
    rounds.push_back({d.from, d.to, c.time->reading, {}, opens(c), true, {}});
    now = &rounds.back();
  } else if (opens(c) && !now->opened) {
    now->begin = c.time->reading;
    now->opened = true;
  }
  now->last = std::max(now->last, d.to);
  now->claims.push_back(d.claim);
}

void take_vague(std::vector<Draft>& rounds, const Dated& d) {
  // "started last year": the first round that began in that time, else a round of its own.
  for (auto& r : rounds)
    if (d.from <= r.first && r.first <= d.to) return r.claims.push_back(d.claim);
  Draft* before = closes(d.claim->claim) ? last_before(rounds, d.to) : nullptr;
  if (before) return before->claims.push_back(d.claim);
  const auto at = std::find_if(rounds.begin(), rounds.end(), [&](const Draft& r) { return r.first > d.from; });
  rounds.insert(at, {d.from, d.to, d.claim->claim.time->reading, {}, opens(d.claim->claim), true, {d.claim}});
}

/// "A new round has begun": on the day it is told, or a little before.
TimeReading told_that_day(Day told, const char* why) { return {to_iso(told) + "?", told, told, TimePrecision::day, why}; }

void take_undated(std::vector<Draft>& rounds, const LedgerClaim* c, Day told) {
  Draft* before = last_before(rounds, told);
  const bool opening = opens(c->claim) && told_as_fact(c->claim);
  if (before && (told - before->last <= kGap || closes(c->claim) || (!c->claim.phase.empty() && !opening) || c->claim.kind != "talk")) {
    // News that the round has begun, written in its days: it begins then, as far as anybody says.
    if (opening && !before->begin) before->begin = told_that_day(told, "the day its opening is told of"), before->opened = true;
    // So with its end: "ended", "on the second and last day".
    const bool ending = closes(c->claim) || has_word(c->quote_text, "last day|final day|closing day");
    if (ending && told_as_fact(c->claim) && !before->end && told >= before->first && told - before->last <= kGap)
      before->end = told_that_day(told, "the day its end is told of");
    return before->claims.push_back(c);
  }
  if (c->claim.kind != "talk" || !told_as_fact(c->claim) || closes(c->claim)) {
    if (before) before->claims.push_back(c);
    return;
  }
  const auto at = std::find_if(rounds.begin(), rounds.end(), [&](const Draft& r) { return r.first > told; });
  rounds.insert(at, {told, told, opening ? std::optional(told_that_day(told, "the day its opening is told of")) : std::nullopt, {}, opening, false, {c}});
}

bool heads(const LedgerClaim& c) {
  if (c.claim.kind == "lead") return true;
  const std::string word = trigger_word(c);
  return c.claim.kind == "attend" && (word.starts_with("head") || word.starts_with("lead") || word == "led" || word.starts_with("chair"));
}

bool refuses(const LedgerClaim& c) {
  if (c.claim.kind == "attend") return c.claim.modality == Modality::negated || c.claim.modality == Modality::denied;
  return c.claim.kind == "reject" && has_word(c.quote_text, "join|attend|participate|come|travel|go|delegation|delegations|take part");
}

/// Going somewhere or leading something is no part in talks unless the sentence speaks of them.
bool of_talks(const LedgerClaim& c) {
  return has_word(c.sentence_text, "delegation|delegations|delegate|delegates|team|negotiator|negotiators|negotiating|negotiation|negotiations|talks|round|summit|conference|envoy|envoys|mission|came to|arrived in");
}

Delegation& delegation_of(Round& round, const std::string& party, const Parties& parties) {
  for (auto& d : round.delegations)
    if (d.party_id == party) return d;
  round.delegations.push_back({party, parties.name(party), {}, {}, {}, {}, {}});
  return round.delegations.back();
}

/// The side of the track that most of the people named together belong to; "" if none of them does.
std::string side_of(const std::vector<ClaimActor>& people, const std::vector<std::string>& sides) {
  std::string best;
  std::ptrdiff_t most = 0;
  for (const auto& side : sides) {
    const auto count = std::count_if(people.begin(), people.end(), [&](const ClaimActor& a) { return a.party_id == side; });
    if (count > most) best = side, most = count;
  }
  return best;
}

void add_people(Round& round, const LedgerClaim& c, const Parties& parties, const std::vector<std::string>& sides) {
  const bool head = heads(c), refused = refuses(c);
  if (c.claim.kind != "attend" && c.claim.kind != "lead" && !refused) return;
  if (!refused && !of_talks(c)) return;
  const std::string common = side_of(c.claim.actors, sides);
  for (const auto& person : c.claim.actors) {
    if (person.kind != ActorKind::person) continue;
    std::string party = person.party_id;
    if (std::find(sides.begin(), sides.end(), party) == sides.end() && !common.empty()) party = common;
    if (party.empty())
      for (const auto& p : Parties::of(c.claim.targets))
        if (std::find(round.parties.begin(), round.parties.end(), parties.name(p)) != round.parties.end()) party = p;
    Delegation& d = delegation_of(round, party, parties);
    if (std::find(d.claim_ids.begin(), d.claim_ids.end(), c.claim.id) == d.claim_ids.end()) d.claim_ids.push_back(c.claim.id);
    if (refused) {
      if (std::find(d.refused.begin(), d.refused.end(), shown(person)) == d.refused.end()) d.refused.push_back(shown(person));
      continue;
    }
    if (head && d.head.empty()) d.head_id = person.id, d.head = shown(person);
    if (std::none_of(d.members.begin(), d.members.end(), [&](const ClaimActor& m) { return m.id.empty() ? shown(m) == shown(person) : m.id == person.id; }))
      d.members.push_back(person);
  }
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

Round finish(Draft draft, const Parties& parties, const ToldDays& told, const std::string& track_id, const std::vector<std::string>& sides) {
  const auto when = [&](const LedgerClaim* c) {
    if (const auto d = dated(c)) return d->to;
    const auto found = told.find(c->claim.document_id);
    return found == told.end() ? Day{} : found->second;
  };
  std::stable_sort(draft.claims.begin(), draft.claims.end(), [&](const auto* a, const auto* b) { return when(a) < when(b); });
  Round round;
  round.begin = draft.begin;
  round.end = draft.end;
  // Places: where most meetings of the round are said to be.
  std::map<std::string, int> places;
  for (const auto* c : draft.claims) {
    for (const auto* slot : {&c->claim.actors, &c->claim.targets})
      for (const auto& p : Parties::of(*slot))
        if (c->claim.kind == "talk" || c->claim.kind == "agree") add_once(round.parties, parties.name(p));
    if (!c->claim.places.empty() && is_meeting(c->claim)) ++places[shown(c->claim.places.front())];
  }
  for (const auto& [place, count] : places)
    if (round.place.empty() || count > places[round.place]) round.place = place;
  std::sort(round.parties.begin(), round.parties.end());
  for (const auto* c : draft.claims) {
    round.claim_ids.push_back(c->claim.id);
    if (!c->claim.phase.empty() && told_as_fact(c->claim) && c->claim.kind == "talk") round.phase = c->claim.phase;
    add_people(round, *c, parties, sides);
    if (c->claim.kind == "talk" && c->claim.modality == Modality::planned)
      for (const auto& topic : c->claim.topics) add_once(round.agenda, topic);
    // What nobody is said to have agreed ("as part of the agreement of last year") is background, no outcome of this round.
    if ((c->claim.kind == "agree" || c->claim.kind == "state") && !c->claim.actors.empty() && told_as_fact(c->claim)) add_once(round.outcomes, c->quote_text);
  }
  std::sort(round.delegations.begin(), round.delegations.end(), [](const Delegation& a, const Delegation& b) { return a.party_id < b.party_id; });
  round.id = make_id("rnd_", {track_id, round.begin ? round.begin->edtf : draft.claims.front()->claim.id});
  return round;
}

/// "The president flew to Mazar-i-Sharif": a visit to where nobody is said to meet, in a sentence that does not speak of talks, is no part of them.
bool visits(const LedgerClaim& c, const std::set<std::string>& meeting_places) {
  return c.claim.kind == "attend" && !c.claim.places.empty() && !meeting_places.contains(shown(c.claim.places.front())) && !of_talks(c);
}

/// "They began on 12 September. Thus the talks ended in failure": what follows an old date without one of its own is of
/// that time, not of the day of writing. Openings are not: "a new round has begun" is news.
Day history_day(const LedgerClaim& c, const std::vector<Dated>& exact, Day told) {
  if (opens(c.claim) || !told_as_fact(c.claim) || c.claim.kind != "talk" || c.claim.phase.empty()) return told;
  const Dated* nearest = nullptr;
  for (const auto& d : exact) {
    const Claim& other = d.claim->claim;
    if (other.document_id != c.claim.document_id || other.sentence > c.claim.sentence || c.claim.sentence - other.sentence > kSameStory) continue;
    if (!nearest || other.sentence >= nearest->claim->claim.sentence) nearest = &d;
  }
  return nearest && told - nearest->to > kVague ? nearest->to : told;
}

}  // namespace

std::vector<Round> rounds_of(const Claims& claims, const Parties& parties, const ToldDays& told, const std::string& track_id,
                             const std::vector<std::string>& sides) {
  std::set<std::string> meeting_places;
  for (const auto* c : claims)
    if (is_meeting(c->claim) && c->claim.kind != "attend")
      for (const auto& place : c->claim.places) meeting_places.insert(shown(place));
  std::vector<Dated> exact, vague;
  Claims undated;
  for (const auto* c : claims) {
    if (visits(*c, meeting_places)) continue;
    const auto d = told_as_fact(c->claim) && is_meeting(c->claim) ? dated(c) : std::nullopt;
    if (!d) undated.push_back(c);
    else (d->vague() ? vague : exact).push_back(*d);
  }
  const auto by_day = [](const Dated& a, const Dated& b) {
    return std::tuple(a.from, closes(a.claim->claim), a.to, a.claim->claim.id) < std::tuple(b.from, closes(b.claim->claim), b.to, b.claim->claim.id);
  };
  std::sort(exact.begin(), exact.end(), by_day);
  std::sort(vague.begin(), vague.end(), by_day);
  std::vector<Draft> rounds;
  for (const auto& d : exact) take_dated(rounds, d);
  for (const auto& d : vague) take_vague(rounds, d);
  const auto when = [&](const LedgerClaim* c) {
    const auto found = told.find(c->claim.document_id);
    return found == told.end() ? std::optional<Day>() : found->second;
  };
  // Meetings first: they may open a round that the rest belongs to.
  std::stable_sort(undated.begin(), undated.end(), [&](const auto* a, const auto* b) {
    return std::tuple(when(a), a->claim.kind != "talk", a->claim.document_id, a->claim.quote.begin, a->claim.id) <
           std::tuple(when(b), b->claim.kind != "talk", b->claim.document_id, b->claim.quote.begin, b->claim.id);
  });
  for (const auto* c : undated)
    if (const auto day = when(c)) take_undated(rounds, c, history_day(*c, exact, *day));
  std::vector<Round> out;
  for (auto& r : rounds) out.push_back(finish(std::move(r), parties, told, track_id, sides));
  return out;
}

}  // namespace daybook
