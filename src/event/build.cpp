// Claims to events: block, compare, join, describe.
#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "event/compare.h"
#include "event/events.h"
#include "event/families.h"

namespace daybook {
namespace {

using Claims = std::vector<const LedgerClaim*>;

bool founds(const LedgerClaim& c) {
  return traits_of(c.claim.kind).role != KindRole::state &&
         (c.claim.modality == Modality::asserted || c.claim.modality == Modality::reported);
}
bool disputes(const LedgerClaim& c) {
  return traits_of(c.claim.kind).role != KindRole::state &&
         (c.claim.modality == Modality::denied || c.claim.modality == Modality::negated);
}

std::string parties_key(const LedgerClaim& c) {
  std::set<std::string> parties;
  for (const auto* side : {&c.claim.actors, &c.claim.targets})
    for (const auto& a : *side)
      if (const auto p = party_of(a); !p.empty()) parties.insert(p);
  std::string key;
  for (const auto& p : parties) key += p + " ";
  return key;
}

// Only claims of one block are compared. Without a place, a claim meets others only if it is dated and names at least two
// parties ("the US and the Taliban signed on 29 February"); otherwise only its own document.
std::string block_of(const LedgerClaim& c) {
  const std::string family(traits_of(c.claim.kind).family);
  if (const auto place = place_block(c); !place.empty()) return family + " at " + place;
  const std::string parties = parties_key(c);
  if (c.claim.time && std::count(parties.begin(), parties.end(), ' ') >= 2) return family + " between " + parties;
  return family + " in " + c.claim.document_id;
}

auto stable_key(const LedgerClaim* c) { return std::tuple(!c->published, c->published.value_or(Day{}), c->claim.document_id, c->claim.quote.begin, c->claim.id); }
bool older(const LedgerClaim* a, const LedgerClaim* b) { return stable_key(a) < stable_key(b); }

int interval_days(const LedgerClaim& c) {
  if (!c.claim.time || !c.claim.time->reading.from || !c.claim.time->reading.to) return 1 << 20;
  return *c.claim.time->reading.to - *c.claim.time->reading.from;
}

bool better(const LedgerClaim* a, const LedgerClaim* b) {
  const auto key = [](const LedgerClaim* c) {
    return std::tuple(interval_days(*c), c->claim.places.empty(), c->claim.segment == SegmentKind::headline, c->claim.modality != Modality::asserted, -c->claim.confidence);
  };
  const auto ka = key(a), kb = key(b);
  return ka != kb ? ka < kb : older(a, b);
}

struct Pair {
  double score;
  std::size_t a, b;
  std::string why;
};

/// Everything `compare` looks at. Claims that agree in it (reprints, mostly) are compared once.
std::string features_of(const LedgerClaim& c) {
  std::string out = c.claim.kind + '\n' + c.claim.phase + '\n' + c.quote_text + '\n';
  const auto day = day_of(c);
  out += day ? to_iso(*day) : c.claim.document_id;
  if (c.claim.time) out += ' ' + c.claim.time->reading.edtf + (c.claim.time->reading.to ? to_iso(*c.claim.time->reading.to) : "");
  for (const auto& p : c.claim.places) out += "\nat " + p.reading.id;
  for (const auto& a : c.claim.actors) out += "\nby " + a.id + ' ' + a.party_id;
  for (const auto& a : c.claim.targets) out += "\nto " + a.id + ' ' + a.party_id;
  for (const auto& n : c.claim.numbers) out += "\n= " + std::to_string(n.value) + n.unit;
  return out;
}

std::vector<std::vector<std::size_t>> cluster_distinct(const Claims& claims);

std::vector<std::vector<std::size_t>> cluster(const Claims& claims) {
  Claims distinct;
  std::vector<std::vector<std::size_t>> alike;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto same = compare(*claims[i], *claims[i]);
    // What would not join even its equal ("attacks", nobody, nowhere) stays alone.
    const bool joins = !same.veto && same.score >= kSameEvent;
    const auto [at, fresh] = known.try_emplace(features_of(*claims[i]) + (joins ? "" : "\n" + std::to_string(i)), distinct.size());
    if (fresh) {
      distinct.push_back(claims[i]);
      alike.emplace_back();
    }
    alike[at->second].push_back(i);
  }
  std::vector<std::vector<std::size_t>> out;
  for (const auto& group : cluster_distinct(distinct)) {
    out.emplace_back();
    for (const auto d : group) out.back().insert(out.back().end(), alike[d].begin(), alike[d].end());
  }
  return out;
}

/// Agglomerative: best pair first; two groups join unless any two of their members exclude each other.
std::vector<std::vector<std::size_t>> cluster_distinct(const Claims& claims) {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < claims.size(); ++a)
    for (std::size_t b = a + 1; b < claims.size(); ++b) {
      auto c = compare(*claims[a], *claims[b]);
      if (!c.veto && c.score >= kSameEvent) pairs.push_back({c.score, a, b, std::move(c.why)});
    }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.score > y.score; });
  std::vector<std::size_t> group(claims.size());
  std::vector<std::vector<std::size_t>> members(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) members[group[i] = i] = {i};
  for (const auto& pair : pairs) {
    const std::size_t into = std::min(group[pair.a], group[pair.b]), from = std::max(group[pair.a], group[pair.b]);
    if (into == from) continue;
    const bool excluded = std::any_of(members[into].begin(), members[into].end(), [&](std::size_t x) {
      return std::any_of(members[from].begin(), members[from].end(), [&](std::size_t y) { return compare(*claims[x], *claims[y]).veto; });
    });
    if (excluded) continue;
    for (const auto m : members[from]) group[m] = into;
    members[into].insert(members[into].end(), members[from].begin(), members[from].end());
    members[from].clear();
  }
  std::erase_if(members, [](const auto& m) { return m.empty(); });
  return members;
}

std::string speaker(const LedgerClaim& c) {
  if (!c.claim.attribution.empty()) {
    const auto& a = c.claim.attribution.front();
    return a.name.empty() ? a.text : a.name;
  }
  if (!c.publisher.empty()) return c.publisher;
  return c.url.empty() ? c.file : c.url;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

void add_actors(std::vector<ClaimActor>& into, const std::vector<ClaimActor>& from) {
  for (const auto& actor : from) {
    if (actor.id.empty()) continue;
    if (std::none_of(into.begin(), into.end(), [&](const ClaimActor& a) { return a.id == actor.id; })) into.push_back(actor);
  }
}

std::string kind_of(const Claims& by_worth) {
  std::map<std::string_view, int> votes;
  for (const auto* c : by_worth) ++votes[c->claim.kind];
  const LedgerClaim* best = by_worth.front();
  for (const auto* c : by_worth)
    if (votes[c->claim.kind] > votes[best->claim.kind]) best = c;
  return best->claim.kind;
}

// Why a claim joined is sought among the oldest members; in an event of hundreds of reprints the rest say the same.
constexpr std::size_t kReasons = 20;

Event describe(Claims claims) {
  std::sort(claims.begin(), claims.end(), older);
  const LedgerClaim* founder = claims.front();
  Event event;
  event.id = make_id("evt_", {founder->claim.id});
  // Each claim joined because of the earlier member it is most like.
  for (std::size_t i = 0; i < claims.size(); ++i) {
    JoinReason reason{claims[i]->claim.id, 1, "founds the event"};
    if (i > 0) reason = {claims[i]->claim.id, 0, "like one that joined"};
    for (std::size_t k = 0; k < std::min(i, kReasons); ++k)
      if (auto c = compare(*claims[k], *claims[i]); !c.veto && c.score > reason.score) reason = {claims[i]->claim.id, c.score, c.why};
    event.joined.push_back(std::move(reason));
  }
  std::sort(claims.begin(), claims.end(), better);
  event.kind = kind_of(claims);
  event.family = traits_of(event.kind).family;
  std::set<std::string> origins, sources, documents;
  for (const auto* c : claims) {
    event.claim_ids.push_back(c->claim.id);
    add_actors(event.actors, c->claim.actors);
    add_actors(event.targets, c->claim.targets);
    if (!event.place && !c->claim.places.empty()) event.place = c->claim.places.front();
    if (!event.time && c->claim.time) event.time = c->claim.time->reading;
    event.numbers.insert(event.numbers.end(), c->claim.numbers.begin(), c->claim.numbers.end());
    add_once(event.asserting, speaker(*c));
    origins.insert(c->origin_id.empty() ? c->claim.document_id : c->origin_id);
    sources.insert(!c->source_id.empty() ? c->source_id : c->origin_id.empty() ? c->claim.document_id : c->origin_id);
    documents.insert(c->claim.document_id);
  }
  event.origins = static_cast<int>(origins.size());
  event.sources = static_cast<int>(std::min(sources.size(), origins.size()));
  event.reports = static_cast<int>(documents.size());
  return event;
}

auto event_key(const Event& e) {
  return std::tuple(!e.time || !e.time->from, e.time && e.time->from ? *e.time->from : Day{}, e.place ? e.place->reading.name : std::string(), e.kind, e.id);
}

}  // namespace

std::vector<Event> build_events(const std::vector<LedgerClaim>& claims) {
  std::map<std::string, Claims> blocks;
  Claims denials;
  for (const auto& c : claims) {
    if (founds(c)) blocks[block_of(c)].push_back(&c);
    else if (disputes(c)) denials.push_back(&c);
  }
  std::vector<Event> events;
  std::map<std::string, std::vector<std::pair<std::size_t, Claims>>> by_block;  // index of the event, its claims
  for (auto& [block, members] : blocks) {
    std::sort(members.begin(), members.end(), older);
    for (const auto& group : cluster(members)) {
      Claims in;
      for (const auto i : group) in.push_back(members[i]);
      by_block[block].push_back({events.size(), in});
      events.push_back(describe(in));
    }
  }
  std::sort(denials.begin(), denials.end(), older);
  for (const auto* denial : denials) {
    // What is denied is what would have been the event: compare as if it were asserted.
    double best = 0;
    std::optional<std::size_t> event;
    if (const auto found = by_block.find(block_of(*denial)); found != by_block.end())
      for (const auto& [index, in] : found->second)
        for (const auto* c : in)
          if (const auto likeness = compare(*c, *denial); !likeness.veto && likeness.score >= kSameEvent && likeness.score > best) {
            best = likeness.score;
            event = index;
          }
    if (!event) continue;
    events[*event].disputing_claim_ids.push_back(denial->claim.id);
    add_once(events[*event].disputing, speaker(*denial));
  }
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return event_key(a) < event_key(b); });
  return events;
}

}  // namespace daybook
