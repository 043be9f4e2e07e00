// Claims made by hand, one line each:  Make("capture").by("taliban").at("spin_boldak").on(2021, 7, 14).in("doc_a")
#pragma once

#include <string>

#include "base/day.h"
#include "base/hash.h"
#include "model/picture.h"

namespace daybook::test {

struct Make {
  LedgerClaim c;

  explicit Make(std::string kind, std::string words = {}) {
    c.claim.kind = std::move(kind);
    c.claim.rule = "test";
    c.claim.confidence = 0.8;
    c.quote_text = words.empty() ? c.claim.kind + " told" : words;
    c.sentence_text = c.quote_text + ".";
    in("doc_a").published(2021, 7, 18);
  }
  static ClaimActor actor(const std::string& name, ActorKind kind = ActorKind::group) {
    ClaimActor a;
    a.id = "act_" + name;
    a.name = name;
    a.party_id = kind == ActorKind::person ? "" : a.id;
    a.kind = kind;
    a.text = name;
    return a;
  }
  static ClaimActor government(const std::string& name = "government") {
    ClaimActor a = actor(name, ActorKind::state);
    a.party_id = "act_af_gov";
    a.sector = "GOV";
    a.country = "AF";
    return a;
  }
  static ClaimActor person(const std::string& name, const std::string& party) {
    ClaimActor a = actor(name, ActorKind::person);
    a.party_id = "act_" + party;
    return a;
  }
  Make& by(const std::string& name) { return by(actor(name)); }
  Make& by(ClaimActor a) { c.claim.actors.push_back(std::move(a)); return *this; }
  Make& to(const std::string& name) { return to(actor(name)); }
  Make& to(ClaimActor a) { c.claim.targets.push_back(std::move(a)); return *this; }
  Make& at(const std::string& name, PlaceKind kind = PlaceKind::district, const std::string& district = {}) {
    ClaimPlace p;
    p.reading.id = "plc_" + name;
    p.reading.name = name;
    p.reading.kind = kind;
    p.reading.country = "AF";
    p.reading.admin1_id = "plc_province";
    p.reading.district_id = district.empty() ? "" : "plc_" + district;
    p.reading.lat = 31;
    p.reading.lon = 66;
    p.text = name;
    c.claim.places.push_back(p);
    return *this;
  }
  Make& on(int year, unsigned month, unsigned day) { return during(Day::of(year, month, day), Day::of(year, month, day)); }
  Make& during(Day from, Day to) {
    ClaimTime t;
    t.reading = {from == to ? to_iso(from) : to_iso(from) + "/" + to_iso(to), from, to, from == to ? TimePrecision::day : TimePrecision::interval, "test"};
    c.claim.time = t;
    return *this;
  }
  Make& is(Modality m) { c.claim.modality = m; return *this; }
  Make& phase(const std::string& p) { c.claim.phase = p; return *this; }
  Make& says(ClaimActor a) { c.claim.attribution.push_back(std::move(a)); return *this; }
  Make& number(double value, const std::string& unit, Bound bound = Bound::exact, std::optional<double> of = {}) {
    c.claim.numbers.push_back({value, {}, of, bound, unit, "", {}, ""});
    return *this;
  }
  Make& term(const std::string& words) { c.claim.term = words; return *this; }
  Make& topic(const std::string& t) { c.claim.topics.push_back(t); return *this; }
  Make& effect(const std::string& e) { c.claim.effect = e; return *this; }
  Make& headline() { c.claim.segment = SegmentKind::headline; return *this; }
  Make& sentence(const std::string& words) { c.sentence_text = words; return *this; }
  Make& in(const std::string& document) { c.claim.document_id = document; return *this; }
  Make& from(const std::string& publisher, const std::string& wire = {}) { c.publisher = publisher; c.wire_credits = wire.empty() ? std::vector<std::string>{} : std::vector{wire}; return *this; }
  Make& crediting(std::vector<std::string> agencies) { c.wire_credits = std::move(agencies); return *this; }
  Make& published(int year, unsigned month, unsigned day) { c.published = Day::of(year, month, day); return *this; }
  Make& undated() { c.published.reset(); return *this; }
  Make& offset(std::uint32_t begin) { c.claim.quote = {begin, begin + 10}; return *this; }

  operator LedgerClaim() const {
    LedgerClaim out = c;
    const auto& t = c.claim;
    out.claim.id = make_id("clm_", {t.document_id, t.kind, c.quote_text, std::to_string(t.quote.begin), t.places.empty() ? "" : t.places[0].reading.id,
                                    t.actors.empty() ? "" : t.actors[0].id, t.time ? t.time->reading.edtf : ""});
    return out;
  }
};

}  // namespace daybook::test
