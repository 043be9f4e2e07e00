#include "present/picture_json.h"

#include <cmath>

#include "present/wording.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

Json round3(double value) { return std::round(value * 1000) / 1000; }

Json names(const std::vector<ClaimActor>& actors) {
  Json out = Json::array();
  for (const auto& a : actors) out.push_back(a.name.empty() ? a.text : a.name);
  return out;
}

Json figure(double value) { return value == std::floor(value) && std::abs(value) < 9e15 ? Json(static_cast<std::int64_t>(value)) : Json(value); }

Json time_json(const std::optional<TimeReading>& time) {
  if (!time) return nullptr;
  return {{"edtf", or_null(time->edtf)}, {"from", or_null(time->from)}, {"to", or_null(time->to)}, {"precision", name_of(time->precision)}};
}

Json position_json(const Position& p) {
  Json numbers = Json::array();
  for (const auto& n : p.numbers) numbers.push_back(number_json(n));
  return {{"kind", p.kind}, {"by", actor_json(p.by)}, {"to", names(p.to)}, {"term", or_null(p.term)}, {"numbers", numbers},
          {"according_to", names(p.attribution)}, {"answer", or_null(p.answer)}, {"claims", p.claim_ids}};
}

Json round_json(const Round& r) {
  Json delegations = Json::array();
  for (const auto& d : r.delegations)
    delegations.push_back({{"party", or_null(d.party)}, {"head", or_null(d.head)}, {"members", names(d.members)}, {"refused", d.refused}, {"claims", d.claim_ids}});
  return {{"id", r.id}, {"begin", time_json(r.begin)}, {"end", time_json(r.end)}, {"place", or_null(r.place)}, {"phase", or_null(r.phase)},
          {"parties", r.parties}, {"delegations", delegations}, {"agenda", r.agenda}, {"outcomes", r.outcomes}, {"claims", r.claim_ids}};
}

}  // namespace

Json degrees(const std::optional<double>& value) { return value ? Json(std::round(*value * 1e5) / 1e5) : Json(nullptr); }
Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json or_null(const std::optional<Day>& day) { return day ? Json(to_iso(*day)) : Json(nullptr); }
Json or_null(const std::optional<double>& number) { return number ? figure(*number) : Json(nullptr); }

Json actor_json(const ClaimActor& a) {
  return {{"id", or_null(a.id)}, {"name", or_null(a.name)}, {"text", or_null(a.text)}, {"party", or_null(a.party_id)},
          {"sector", or_null(a.sector)}, {"country", or_null(a.country)}};
}

Json number_json(const ClaimNumber& n) {
  return {{"value", n.bound == Bound::vague ? Json(nullptr) : figure(n.value)}, {"high", or_null(n.high)}, {"bound", or_null(std::string(name_of(n.bound)))},
          {"of", or_null(n.of)}, {"unit", or_null(n.unit)}, {"text", n.text}};
}

Json track_json(const Track& t) {
  Json rounds = Json::array(), positions = Json::array();
  for (const auto& r : t.rounds) rounds.push_back(round_json(r));
  for (const auto& p : t.positions) positions.push_back(position_json(p));
  return {{"id", t.id}, {"name", t.name}, {"parties", t.parties}, {"mediators", t.mediators}, {"rounds", rounds}, {"positions", positions},
          {"next_meeting", or_null(t.next_meeting)}, {"next_claims", t.next_claim_ids}, {"claims", t.claim_ids}};
}

Sheet events_sheet(const std::vector<Event>& events) {
  Sheet sheet{{"id", "date", "kind", "actors", "targets", "place", "place_kind", "admin1", "country", "lat", "lon", "precision_m", "numbers", "origins",
               "reports", "says", "disputes", "claims"}, {}};
  for (const auto& e : events) {
    Json numbers = Json::array();
    for (const auto& n : e.numbers) numbers.push_back(in_words(n));
    const PlaceReading* p = e.place ? &e.place->reading : nullptr;
    sheet.rows.push_back({e.id, e.time ? or_null(e.time->edtf) : Json(nullptr), e.kind, names(e.actors), names(e.targets), p ? or_null(p->name) : nullptr,
                          p ? Json(name_of(p->kind)) : nullptr, p ? or_null(p->admin1) : nullptr, p ? or_null(p->country) : nullptr, p ? degrees(p->lat) : nullptr,
                          p ? degrees(p->lon) : nullptr, p && p->lat ? Json(p->precision_m) : nullptr, numbers, e.origins, e.reports, e.asserting, e.disputing,
                          e.claim_ids});
  }
  return sheet;
}

Sheet control_sheet(const std::vector<ControlState>& states) {
  Sheet sheet{{"place", "kind", "admin1", "country", "pcode", "holder", "state", "probability", "basis", "since", "contested_since", "last_evidence", "remarks",
               "lat", "lon", "precision_m", "id", "method", "claims", "opposing"}, {}};
  for (const auto& s : states)
    sheet.rows.push_back({s.place.name, name_of(s.place.kind), or_null(s.place.admin1), or_null(s.place.country), or_null(s.place.pcode), or_null(s.holder),
                          name_of(s.status), round3(s.probability), or_null(s.basis), or_null(s.since), or_null(s.contested_since), or_null(s.last_evidence), s.remarks,
                          degrees(s.place.lat), degrees(s.place.lon), s.place.lat ? Json(s.place.precision_m) : nullptr,
                          s.place.id, s.method, s.claim_ids, s.opposing_claim_ids});
  return sheet;
}

Sheet tallies_sheet(const std::vector<Tally>& tallies) {
  Sheet sheet{{"subject", "date", "figure", "value", "high", "bound", "of", "unit", "source", "claim", "id"}, {}};
  for (const auto& t : tallies)
    for (const auto& p : t.points)
      sheet.rows.push_back({t.subject, or_null(p.day), in_words(p.number), p.number.bound == Bound::vague ? Json(nullptr) : figure(p.number.value), or_null(p.number.high),
                            or_null(std::string(name_of(p.number.bound))), or_null(p.number.of), or_null(p.number.unit), or_null(p.source), p.claim_id, t.id});
  return sheet;
}

Sheet talks_sheet(const std::vector<Track>& tracks) {
  Sheet sheet{{"track", "begin", "end", "place", "phase", "parties", "heads", "agenda", "next_meeting", "id"}, {}};
  for (const auto& t : tracks)
    for (const auto& r : t.rounds) {
      Json heads = Json::array();
      for (const auto& d : r.delegations)
        if (!d.head.empty()) heads.push_back(d.head);
      sheet.rows.push_back({t.name, r.begin ? or_null(r.begin->edtf) : Json(nullptr), r.end ? or_null(r.end->edtf) : Json(nullptr), or_null(r.place), or_null(r.phase),
                            r.parties, heads, r.agenda, &r == &t.rounds.back() ? or_null(t.next_meeting) : Json(nullptr), r.id});
    }
  return sheet;
}

Sheet people_sheet(const std::vector<LedgerClaim>& claims) {
  struct Person {
    std::string name, party, country;
    std::vector<std::string> spellings;
    int acts = 0, speaks = 0, affected = 0;
    std::optional<Day> first, last;
    std::vector<std::string> claims;
  };
  std::map<std::string, Person> people;
  const auto note = [&](const ClaimActor& a, const LedgerClaim& c, int Person::*role) {
    if (a.kind != ActorKind::person || a.id.empty()) return;
    auto& p = people[a.id];
    p.name = a.name;
    if (p.party.empty()) p.party = a.party_id;
    if (p.country.empty()) p.country = a.country;
    if (!a.text.empty() && std::find(p.spellings.begin(), p.spellings.end(), a.text) == p.spellings.end() && a.text.size() > 3) p.spellings.push_back(a.text);
    ++(p.*role);
    if (c.published && (!p.first || *c.published < *p.first)) p.first = c.published;
    if (c.published && (!p.last || *c.published > *p.last)) p.last = c.published;
    if (p.claims.empty() || p.claims.back() != c.claim.id) p.claims.push_back(c.claim.id);
  };
  for (const auto& c : claims) {
    for (const auto& a : c.claim.actors) note(a, c, &Person::acts);
    for (const auto& a : c.claim.targets) note(a, c, &Person::affected);
    for (const auto& a : c.claim.attribution) note(a, c, &Person::speaks);
  }
  Sheet sheet{{"name", "party", "country", "acts", "speaks", "affected", "first", "last", "spellings", "id", "claims"}, {}};
  for (auto& [id, p] : people) {
    std::sort(p.spellings.begin(), p.spellings.end());
    sheet.rows.push_back({p.name, or_null(p.party), or_null(p.country), p.acts, p.speaks, p.affected, or_null(p.first), or_null(p.last), p.spellings, id, p.claims});
  }
  std::stable_sort(sheet.rows.begin(), sheet.rows.end(), [](const auto& a, const auto& b) { return a.back().size() > b.back().size(); });
  return sheet;
}

}  // namespace daybook
