#include "event/compare.h"

#include <algorithm>
#include <set>

#include "event/families.h"
#include "event/words.h"

namespace daybook {
namespace {

// Points of each feature. They add up to 1 where everything is known and equal.
constexpr double kSameKind = 0.30, kSameFamily = 0.15;
constexpr double kSamePlace = 0.30, kSameDistrict = 0.20;
constexpr double kSameDay = 0.25, kOverlap = 0.15, kNextDay = 0.10;
constexpr double kSharedParty = 0.15, kOtherParty = -0.25;
constexpr double kSharedTarget = 0.10, kOtherTarget = -0.15;
constexpr double kSameNumber = 0.05, kOtherPhase = -0.20, kWording = 0.15;

constexpr int kFuzzyDays = 31;   // a wider interval ("in 2020") is too vague to be joined with a day
constexpr int kUndatedDays = 7;  // an undated claim is news of the week before its publication

using Ids = std::set<std::string>;

Ids parties_of(const std::vector<ClaimActor>& actors) {
  Ids out;
  for (const auto& a : actors)
    if (const auto p = party_of(a); !p.empty()) out.insert(p);
  return out;
}

Ids named_people(const std::vector<ClaimActor>& actors) {
  Ids out;
  for (const auto& a : actors)
    if (a.kind == ActorKind::person && !a.id.empty()) out.insert(a.id);
  return out;
}

bool disjoint(const Ids& a, const Ids& b) {
  return !a.empty() && !b.empty() && std::none_of(a.begin(), a.end(), [&](const auto& id) { return b.contains(id); });
}
bool overlap(const Ids& a, const Ids& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& id) { return b.contains(id); });
}

struct Sheet {
  Comparison result;
  void add(double points, const char* why) {
    if (points == 0) return;
    result.score += points;
    result.why += (result.why.empty() ? "" : ", ") + std::string(why);
  }
  void veto(const char* why) {
    result.veto = true;
    result.why = why;
  }
};

struct When {
  Day from, to;
  int days() const { return to - from + 1; }
};

std::optional<When> when(const LedgerClaim& c) {
  if (!c.claim.time) return std::nullopt;
  const auto& r = c.claim.time->reading;
  if (!r.from && !r.to) return std::nullopt;
  return When{r.from.value_or(r.to.value_or(Day{})), r.to.value_or(r.from.value_or(Day{}))};
}

void add_time(Sheet& t, const LedgerClaim& a, const LedgerClaim& b) {
  const auto wa = when(a), wb = when(b);
  if (wa && wb) {
    if (wa->from - wb->to > 1 || wb->from - wa->to > 1) return t.veto("days apart");
    if (std::max(wa->days(), wb->days()) > kFuzzyDays && std::min(wa->days(), wb->days()) < std::max(wa->days(), wb->days()))
      return t.veto("one is dated too vaguely");
    const bool touch = wa->from <= wb->to && wb->from <= wa->to;
    if (touch && wa->days() == 1 && wb->days() == 1) t.add(kSameDay, "same day");
    else if (touch) t.add(kOverlap, "same time");
    else t.add(kNextDay, "a day apart");
    return;
  }
  // At least one without a date: it must be news of the days before its publication.
  const auto da = day_of(a), db = day_of(b);
  if (!da || !db) {
    if (a.claim.document_id != b.claim.document_id) t.veto("no date to go by");
    return;
  }
  const int gap = std::abs(*da - *db);
  if (gap > kUndatedDays) t.veto("published days apart");
}

void add_place(Sheet& t, const LedgerClaim& a, const LedgerClaim& b) {
  if (a.claim.places.empty() || b.claim.places.empty()) return;
  bool same = false, district = false;
  for (const auto& pa : a.claim.places)
    for (const auto& pb : b.claim.places) {
      const auto &ra = pa.reading, &rb = pb.reading;
      if (ra.id.empty() || rb.id.empty()) continue;
      same |= ra.id == rb.id;
      district |= (!ra.district_id.empty() && ra.district_id == rb.district_id) || ra.district_id == rb.id || rb.district_id == ra.id;
    }
  if (same) t.add(kSamePlace, "same place");
  else if (district) t.add(kSameDistrict, "same district");
  else t.veto("other places");
}

void add_parties(Sheet& t, const LedgerClaim& a, const LedgerClaim& b) {
  const Claim &ca = a.claim, &cb = b.claim;
  Ids pa = parties_of(ca.actors), pb = parties_of(cb.actors);
  const bool takeover = traits_of(ca.kind).family == "takeover";
  if (takeover) {
    // Who ends up with the place decides: two captures by two parties are two events, the same day or not.
    if (ca.kind == cb.kind && disjoint(pa, pb)) return t.veto("taken by others");
    if (ca.kind != cb.kind && ca.kind != "surrender" && cb.kind != "surrender" && overlap(pa, pb)) return t.veto("one took, the other lost");
  } else if (ca.symmetric || cb.symmetric || ca.kind == "clash" || cb.kind == "clash") {
    for (const auto* side : {&ca.targets}) pa.merge(parties_of(*side));
    for (const auto* side : {&cb.targets}) pb.merge(parties_of(*side));
  }
  if (overlap(pa, pb)) t.add(kSharedParty, "shared party");
  else if (disjoint(pa, pb) && ca.kind == cb.kind) t.add(kOtherParty, "other parties");
  const Ids people_a = named_people(ca.targets), people_b = named_people(cb.targets);
  if (ca.kind == cb.kind && disjoint(people_a, people_b)) return t.veto("other people");
  const Ids ta = parties_of(ca.targets), tb = parties_of(cb.targets);
  if (overlap(people_a, people_b)) t.add(kSharedParty, "same person");
  else if (overlap(ta, tb)) t.add(kSharedTarget, "same target");
  else if (disjoint(ta, tb) && ca.kind == cb.kind) t.add(kOtherTarget, "other targets");
}

void add_wording(Sheet& t, const LedgerClaim& a, const LedgerClaim& b) {
  const auto wa = shingles_of(word_hashes(a.quote_text), 1), wb = shingles_of(word_hashes(b.quote_text), 1);
  if (wa.empty() || wb.empty()) return;
  const double shared = static_cast<double>(shared_count(wa, wb));
  const double part = shared / (static_cast<double>(wa.size() + wb.size()) - shared);
  if (part >= 0.3) t.add(kWording * part, "like wording");
}

}  // namespace

std::string party_of(const ClaimActor& actor) { return actor.party_id.empty() ? actor.id : actor.party_id; }

std::optional<Day> day_of(const LedgerClaim& claim) {
  if (const auto w = when(claim)) return w->from;
  return claim.published;
}

std::string place_block(const LedgerClaim& claim) {
  if (claim.claim.places.empty()) return {};
  const auto& r = claim.claim.places.front().reading;
  return r.district_id.empty() ? r.id : r.district_id;
}

Comparison compare(const LedgerClaim& a, const LedgerClaim& b) {
  Sheet t;
  const auto ta = traits_of(a.claim.kind), tb = traits_of(b.claim.kind);
  if (ta.family != tb.family) {
    t.veto("other kinds");
    return t.result;
  }
  t.add(a.claim.kind == b.claim.kind ? kSameKind : kSameFamily, a.claim.kind == b.claim.kind ? "same kind" : "same family");
  if (!t.result.veto) add_time(t, a, b);
  if (!t.result.veto) add_place(t, a, b);
  if (!t.result.veto) add_parties(t, a, b);
  if (t.result.veto) return t.result;
  if (!a.claim.phase.empty() && !b.claim.phase.empty() && a.claim.phase != b.claim.phase) t.add(kOtherPhase, "other phase");
  if (!a.claim.numbers.empty() && !b.claim.numbers.empty() && a.claim.numbers[0].value == b.claim.numbers[0].value &&
      a.claim.numbers[0].unit == b.claim.numbers[0].unit)
    t.add(kSameNumber, "same figure");
  if (t.result.score < kSameEvent) add_wording(t, a, b);  // costly, so only where it can decide
  t.result.score = std::max(t.result.score, 0.0);
  return t.result;
}

}  // namespace daybook
