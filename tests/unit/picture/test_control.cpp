#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "../support/claims.h"
#include "picture/picture.h"

using namespace daybook;
using namespace daybook::test;

namespace {

ClaimActor gov() { return Make::government(); }
ClaimActor ministry() {
  ClaimActor a = Make::government("interior_ministry");
  a.kind = ActorKind::organisation;
  return a;
}

PictureOptions on(int year, unsigned month, unsigned day) {
  PictureOptions o;
  o.as_of = Day::of(year, month, day);
  o.party_names = {{"act_af_gov", "Government of Afghanistan"}};
  return o;
}

std::vector<ControlState> control(const std::vector<LedgerClaim>& claims, const PictureOptions& options = on(2021, 7, 18)) {
  return derive_picture(claims, {}, options).control;
}

const ControlState& state(const std::vector<ControlState>& states, const std::string& place) {
  const auto found = std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.place.name == place; });
  REQUIRE(found != states.end());
  return *found;
}

bool remarked(const ControlState& s, const std::string& remark) { return std::find(s.remarks.begin(), s.remarks.end(), remark) != s.remarks.end(); }

/// A summer week: one crossing taken and fought for, one taken, a district won back, sieges and attacks.
std::vector<LedgerClaim> week() {
  const auto crossing = PlaceKind::border_crossing;
  return {
      Make("capture").by("red").at("east_gate", crossing).on(2021, 7, 14).in("doc_a").from("Agency"),
      Make("capture", "was captured").by("red").at("east_gate", crossing).on(2021, 7, 14).in("doc_b").from("Front"),
      Make("attack", "launched an operation").by(gov()).at("east_gate", crossing).on(2021, 7, 16).is(Modality::reported).in("doc_b").from("Front"),
      Make("hold", "is still under control").by("red").at("east_gate", crossing).in("doc_b").from("Front"),
      Make("capture").by("red").at("west_gate", crossing).on(2021, 7, 8).in("doc_a").from("Agency"),
      Make("capture", "the hill district").sentence("The hill district was liberated from red.").to("red").at("hill_district").on(2021, 7, 17).says(ministry()).in("doc_b").from("Front"),
      Make("surround").by("red").at("north_gate", crossing).in("doc_a").from("Agency"),
      Make("attack").by("red").at("old_city", PlaceKind::city).on(2021, 7, 17).in("doc_b").from("Front"),
      Make("clash").by(gov()).by("red").at("old_city", PlaceKind::city).in("doc_b").from("Front"),
      Make("attack").by("red").at("new_city", PlaceKind::city).in("doc_b").from("Front"),
      Make("attack").by("red").at("province", PlaceKind::province).in("doc_a").from("Agency"),
      Make("capture", "took almost all districts on the border of land").by("red").at("land", PlaceKind::country).in("doc_a"),
      Make("hold", "control more than 160 of 407 districts").by("red").number(160, "district", Bound::more_than, 407).in("doc_a"),
  };
}

}  // namespace

TEST_CASE("a week of fighting") {
  const auto states = control(week());
  const auto& east = state(states, "east_gate");
  CHECK(east.holder == "red");
  CHECK(east.status == ControlStatus::contested);
  CHECK(east.since == Day::of(2021, 7, 14));
  CHECK(east.contested_since == Day::of(2021, 7, 16));
  CHECK(east.claim_ids.size() == 3);
  CHECK(east.opposing_claim_ids.size() == 1);
  CHECK(remarked(east, "under attack by Government of Afghanistan"));
  const auto& west = state(states, "west_gate");
  CHECK(west.holder == "red");
  CHECK(west.status == ControlStatus::held);
  CHECK(west.since == Day::of(2021, 7, 8));
  CHECK(west.basis == "stated");
  const auto& hill = state(states, "hill_district");
  CHECK(hill.holder == "Government of Afghanistan");
  CHECK(hill.status == ControlStatus::held);
  CHECK(hill.basis == "inferred");
  CHECK(remarked(hill, "retaken from red"));
  CHECK(remarked(hill, "on the word of interior_ministry alone"));
  const auto& north = state(states, "north_gate");
  CHECK(north.holder == "");
  CHECK(north.status == ControlStatus::unknown);
  CHECK(remarked(north, "surrounded by red"));
  const auto& old_city = state(states, "old_city");
  CHECK(old_city.holder == "Government of Afghanistan");
  CHECK(old_city.basis == "inferred");
  CHECK(old_city.status == ControlStatus::contested);
  CHECK(remarked(old_city, "under attack by red"));
  CHECK(state(states, "new_city").holder == "");
  CHECK(remarked(state(states, "new_city"), "under attack by red"));
  CHECK(state(states, "province").status == ControlStatus::unknown);
  CHECK(remarked(state(states, "province"), "attacks in the province by red"));
  CHECK(std::none_of(states.begin(), states.end(), [](const auto& s) { return s.place.name == "land"; }));
}

TEST_CASE("as of an earlier day, what came later is not known") {
  const auto before = control(week(), on(2021, 7, 15));
  CHECK(state(before, "east_gate").status == ControlStatus::held);
  CHECK_FALSE(state(before, "east_gate").contested_since);
  CHECK(std::none_of(before.begin(), before.end(), [](const auto& s) { return s.place.name == "hill_district"; }));
  CHECK(control(week(), on(2021, 7, 1)).empty());
}

TEST_CASE("a fight that nobody reports any more is over; what is long unheard of is carried forward, then unknown") {
  const auto later = state(control(week(), on(2021, 8, 20)), "east_gate");
  CHECK(later.status == ControlStatus::held);
  CHECK(later.basis == "carried forward");
  const auto years = state(control(week(), on(2024, 1, 1)), "east_gate");
  CHECK(years.status == ControlStatus::unknown);
  CHECK(years.holder == "");
}

TEST_CASE("what takes a place, and what does not") {
  const auto base = [](const char* kind, const char* words = "") { return Make(kind, words).at("town", PlaceKind::town).on(2021, 7, 10); };
  const struct Row { const char* what; LedgerClaim claim; const char* holder; } rows[] = {
      {"captured by", base("capture").by("red"), "red"},
      {"held by", base("hold").by("red"), "red"},
      {"lost to", base("lose").by(gov()).to("red"), "red"},
      {"surrendered to", base("surrender").by(gov()).to("red"), "red"},
      {"liberated from", base("capture").to("red"), "Government of Afghanistan"},
      {"captured from the government by nobody named", base("capture").to(gov()), ""},
      {"captured by nobody named", base("capture"), ""},
      {"lost by the government to nobody named", base("lose").by(gov()), ""},
      {"planned", base("capture").by("red").is(Modality::planned), ""},
      {"feared", base("capture").by("red").is(Modality::possible), ""},
      {"denied", base("capture").by("red").is(Modality::denied), ""},
      {"does not hold", base("hold").by("red").is(Modality::negated), ""},
      {"has not lost", base("lose").by("red").is(Modality::negated), "red"},
      {"villages in it", base("capture", "captured three villages in town").by("red"), ""},
      {"its district, by name", base("capture", "captured the centre of town").by("red"), "red"},
      {"a count of districts", base("capture", "captured 9 districts").by("red").number(9, "district"), ""},
      {"a killing", base("kill").by("red"), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto states = control({row.claim});
    CHECK((states.empty() ? std::string() : states[0].holder) == row.holder);
  }
}

TEST_CASE("copies weigh once, independent origins add up, a boast weighs less than an admission") {
  const auto capture = [](const char* document, const char* origin) {
    LedgerClaim c = Make("capture", document).by("red").at("town", PlaceKind::town).on(2021, 7, 17).in(document);
    c.origin_id = origin;
    return c;
  };
  const auto p = [](const std::vector<LedgerClaim>& claims) { return control(claims).at(0).probability; };
  const double one = p({capture("doc_a", "x")});
  CHECK(p({capture("doc_a", "x"), capture("doc_b", "x"), capture("doc_c", "x")}) == doctest::Approx(one));
  CHECK(p({capture("doc_a", "x"), capture("doc_b", "y")}) > one + 0.05);
  const auto said_by = [](ClaimActor speaker) { return LedgerClaim(Make("capture").by("red").to(gov()).at("town", PlaceKind::town).on(2021, 7, 17).says(speaker)); };
  const double boast = p({said_by(Make::actor("red"))}), plain = p({said_by(Make::actor("", ActorKind::people))}), admission = p({said_by(gov())});
  CHECK(boast < plain);
  CHECK(plain < admission);
}

TEST_CASE("both sides claim the place") {
  const auto states = control({Make("capture").by("red").at("town", PlaceKind::town).on(2021, 7, 15).says(Make::actor("red")).in("doc_a"),
                               Make("hold").by(gov()).at("town", PlaceKind::town).on(2021, 7, 16).says(gov()).in("doc_b")});
  CHECK(states[0].status == ControlStatus::contested);
  CHECK(states[0].claim_ids.size() == 1);
  CHECK(states[0].opposing_claim_ids.size() == 1);
}

TEST_CASE("lost, retaken, lost again") {
  std::vector<LedgerClaim> claims{Make("capture").by("red").at("town", PlaceKind::town).on(2021, 6, 1), Make("capture").by(gov()).to("red").at("town", PlaceKind::town).on(2021, 6, 20),
                                  Make("capture", "again").by("red").at("town", PlaceKind::town).on(2021, 7, 10)};
  CHECK(state(control(claims, on(2021, 6, 10)), "town").holder == "red");
  CHECK(state(control(claims, on(2021, 6, 25)), "town").holder == "Government of Afghanistan");
  const auto last = state(control(claims, on(2021, 7, 12)), "town");
  CHECK(last.holder == "red");
  CHECK(last.since == Day::of(2021, 7, 10));
}

TEST_CASE("joint control is shared") {
  CHECK(control({Make("hold").by("red").by("green").at("town", PlaceKind::town)})[0].status == ControlStatus::shared);
}

TEST_CASE("a crossing is not its district, but the district says so") {
  const auto states = control({Make("capture").by("red").at("gate", PlaceKind::border_crossing, "valley").on(2021, 7, 14), Make("clash").at("valley").on(2021, 7, 14)});
  CHECK(state(states, "valley").holder == "");
  CHECK(remarked(state(states, "valley"), "the border crossing gate in it: red, held"));
}

TEST_CASE("a district named with its province changes hands alone; two districts in one sentence both do") {
  const auto at = [](const char* place, PlaceKind kind, std::uint32_t trigger) {
    Make m("capture", place);
    m.by("red").at(place, kind).on(2021, 7, 14);
    m.c.claim.trigger = {trigger, trigger + 8};
    return m;
  };
  const auto inner = at("hill", PlaceKind::district, 40), outer = at("province", PlaceKind::province, 40);
  CHECK(control({inner, outer}).size() == 1);
  CHECK(control({inner, at("province", PlaceKind::province, 90)}).size() == 2);  // said of the province elsewhere
  CHECK(control({inner, at("dale", PlaceKind::district, 40)}).size() == 2);
}

TEST_CASE("the side that fights where another attacks is the defender") {
  const auto attack = Make("attack").by("red").at("town", PlaceKind::town).on(2021, 7, 17);
  const auto fight = [](ClaimActor side) { return LedgerClaim(Make("clash").by(side).at("town", PlaceKind::town).on(2021, 7, 17)); };
  CHECK(control({attack, fight(gov())})[0].holder == "Government of Afghanistan");
  CHECK(control({attack, fight(Make::actor("red"))})[0].holder == "");
  CHECK(control({fight(gov())})[0].holder == "");
}

TEST_CASE("a document without any date of its own is dated by the latest day it tells of") {
  const auto states = control({Make("hold").by("red").at("town", PlaceKind::town).undated().in("doc_x"), Make("attack").by("red").at("village").on(2021, 7, 12).undated().in("doc_x")});
  CHECK(state(states, "town").last_evidence == Day::of(2021, 7, 12));
  CHECK_FALSE(state(states, "town").since);
  CHECK(control({Make("hold").by("red").at("town", PlaceKind::town).undated().in("doc_y")}).empty());
}

TEST_CASE("comments are no evidence, and the order of the input does not matter") {
  auto claims = week();
  LedgerClaim comment = Make("capture", "comment").by("red").at("capital", PlaceKind::city).on(2021, 7, 17);
  comment.claim.segment = SegmentKind::comment;
  claims.push_back(comment);
  const auto first = control(claims);
  CHECK(std::none_of(first.begin(), first.end(), [](const auto& s) { return s.place.name == "capital"; }));
  std::mt19937 random(5);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(claims.begin(), claims.end(), random);
    const auto again = control(claims);
    REQUIRE(again.size() == first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      CHECK(again[i].place.id == first[i].place.id);
      CHECK(again[i].holder == first[i].holder);
      CHECK(again[i].probability == first[i].probability);
      CHECK(again[i].claim_ids == first[i].claim_ids);
      CHECK(again[i].opposing_claim_ids == first[i].opposing_claim_ids);
      CHECK(again[i].remarks == first[i].remarks);
    }
  }
}

namespace {

ClaimActor rebels(const std::string& name = "red") {
  ClaimActor a = Make::actor(name);
  a.sector = "REB";
  a.country = "AF";
  return a;
}
/// A phrase for armed people that names nobody.
ClaimActor unnamed(const std::string& words, const std::string& sector, ActorKind kind = ActorKind::group) {
  ClaimActor a = Make::actor(words, kind);
  a.id = "act_x" + words;
  a.party_id = "";
  a.sector = sector;
  return a;
}
/// The first word of the quote that begins so is the trigger.
LedgerClaim by_verb(Make make, const std::string& verb) {
  const auto at = static_cast<std::uint32_t>(make.c.quote_text.find(verb));
  const auto begin = make.c.claim.quote.begin;
  make.c.claim.quote = {begin, begin + static_cast<std::uint32_t>(make.c.quote_text.size())};
  make.c.claim.trigger = {begin + at, begin + at + static_cast<std::uint32_t>(verb.size())};
  return make;
}
std::string holder_of(std::vector<LedgerClaim> claims, const std::string& place = "town") {
  for (const auto& s : control(claims))
    if (s.place.name == place) return s.holder;
  return "-";
}
/// Elsewhere the red rebels fight the government: a war of two sides.
LedgerClaim war() { return Make("capture", "elsewhere").by(rebels()).to(gov()).at("elsewhere").on(2021, 7, 1).in("doc_war"); }
LedgerClaim third_side() { return Make("capture", "elsewhere").by(rebels("blue")).to(gov()).at("far_away").on(2021, 7, 1).in("doc_third"); }

}  // namespace

TEST_CASE("who nobody names holds nothing; in a war of two sides the words can mean one of them only") {
  const auto taken_by = [](ClaimActor who) { return LedgerClaim(Make("capture").by(who).at("town", PlaceKind::town).on(2021, 7, 10)); };
  const struct Row { ClaimActor who; const char* in_war; } rows[] = {
      {unnamed("fighters", "REB"), "red"},
      {unnamed("commandos", "MIL", ActorKind::forces), "Government of Afghanistan"},
      {unnamed("brave police", "COP", ActorKind::forces), "-"},
      {unnamed("foreign troops", "MIL", ActorKind::forces), "-"},
      {unnamed("men", "", ActorKind::group), "-"},
      {unnamed("Liwa Hakim", "", ActorKind::group), "Liwa Hakim"},  // a name of its own
  };
  for (const auto& row : rows) {
    CAPTURE(row.who.name);
    CHECK(holder_of({taken_by(row.who), war()}) == row.in_war);
  }
  CHECK(holder_of({taken_by(unnamed("fighters", "REB"))}) == "-");
  CHECK(holder_of({taken_by(unnamed("fighters", "REB")), war(), third_side()}) == "-");
}

TEST_CASE("what fell, was retaken, lost or left, by whom nobody says") {
  const auto told = [](const char* kind, const char* words, const char* verb) { return by_verb(Make(kind, words).at("town", PlaceKind::town).on(2021, 7, 10), verb); };
  CHECK(holder_of({told("capture", "town fell", "fell"), war()}) == "red");
  CHECK(holder_of({told("capture", "town fell", "fell"), war(), third_side()}) == "-");
  CHECK(holder_of({told("capture", "town was retaken", "retaken"), war()}) == "Government of Afghanistan");
  CHECK(holder_of({told("capture", "town was liberated", "liberated"), war()}) == "-");  // both sides liberate
  CHECK(holder_of({told("capture", "rumours that town fell", "fell"), war()}) == "-");
  CHECK(holder_of({told("lose", "town was lost", "lost"), war()}) == "red");
  CHECK(holder_of({LedgerClaim(Make("withdraw").by(gov()).at("town", PlaceKind::town).on(2021, 7, 10)), war()}) == "red");
  CHECK(holder_of({LedgerClaim(Make("withdraw").by(rebels()).at("town", PlaceKind::town).on(2021, 7, 10)), war()}) == "");
  ClaimActor far = Make::actor("far_army", ActorKind::forces);
  far.sector = "MIL", far.country = "US";
  CHECK(holder_of({LedgerClaim(Make("withdraw").by(far).at("town", PlaceKind::town).on(2021, 7, 10)), war()}) == "Government of Afghanistan");
}

TEST_CASE("who attacks or surrounds a place does not hold it") {
  CHECK(holder_of({LedgerClaim(Make("surround").by(rebels()).at("town", PlaceKind::town).on(2021, 7, 16)), war()}) == "Government of Afghanistan");
  CHECK(holder_of({LedgerClaim(Make("surround").by(rebels()).at("town", PlaceKind::town).on(2021, 7, 16).in("doc_third")), war(), third_side()}) == "");
  CHECK(holder_of({LedgerClaim(Make("attack").by(gov()).at("town", PlaceKind::town).on(2021, 7, 16)), war()}) == "");
}

TEST_CASE("an operation to retake presses, a plan does not") {
  const auto held = Make("capture", "taken").by("red").at("town", PlaceKind::town).on(2021, 7, 14);
  const auto retake = [](const char* words) { return LedgerClaim(Make("capture", "to retake it").sentence(words).by(gov()).at("town", PlaceKind::town).on(2021, 7, 16).is(Modality::planned)); };
  const auto pressed = control({held, retake("The army launched an operation to retake it.")})[0];
  CHECK(pressed.status == ControlStatus::contested);
  CHECK(pressed.contested_since == Day::of(2021, 7, 16));
  CHECK(control({held, retake("The army plans to retake it.")})[0].status == ControlStatus::held);
}

TEST_CASE("districts of a list are the places, districts of a province are parts; where is not what") {
  const auto took = [](const char* words, const char* place, PlaceKind kind, const char* verb) { return by_verb(Make("capture", words).by("red").at(place, kind).on(2021, 7, 10), verb); };
  CHECK(holder_of({took("captured the districts of hill and dale", "hill", PlaceKind::district, "captured")}, "hill") == "red");
  CHECK(holder_of({took("captured the villages of hill", "hill", PlaceKind::district, "captured")}, "hill") == "");
  CHECK(holder_of({took("in town they captured two crossings", "town", PlaceKind::city, "captured")}) == "-");
  CHECK(holder_of({took("in town they captured it", "town", PlaceKind::city, "captured")}) == "red");
}

TEST_CASE("the capital where talks are held is no theatre") {
  auto abroad = [](const char* kind) {
    Make m(kind, "the advance amid talks");
    m.by(rebels()).at("capital", PlaceKind::city);
    m.c.claim.places[0].reading.country = "QA";
    return LedgerClaim(m);
  };
  CHECK(holder_of({abroad("advance"), Make("attack").by(rebels()).at("town"), Make("clash").at("town")}, "capital") == "-");
  // Where the fighting of the document is there, it stays.
  CHECK(holder_of({abroad("advance")}, "capital") == "");
}

TEST_CASE("a bare name may be the district or the crossing in it") {
  const auto gate = Make("clash", "fighting at the gate").at("valley", PlaceKind::district).on(2021, 7, 10);
  Make crossing("capture", "took valley");
  crossing.by("red").at("valley", PlaceKind::border_crossing, "valley").on(2021, 7, 14);
  crossing.c.claim.places[0].reading.id = "plc_valley_gate";
  const auto both = control({gate, crossing});
  REQUIRE(both.size() == 2);
  CHECK(both[0].holder == "red");
  CHECK(both[1].holder == "red");
  Make plain = crossing;
  plain.sentence("They took the valley border crossing.");
  const auto one = control({gate, plain});
  CHECK(std::count_if(one.begin(), one.end(), [](const auto& s) { return s.holder == "red"; }) == 1);
}

TEST_CASE("what follows an old date without one of its own is history") {
  auto at = [](Make m, std::uint32_t sentence) {
    m.c.claim.sentence = sentence;
    return m;
  };
  const LedgerClaim old = at(Make("capture", "then").by("red").at("town", PlaceKind::town).on(1997, 5, 1), 3);
  CHECK(holder_of({old, at(Make("hold", "held it for four days").by("red").at("town", PlaceKind::town), 4)}) == "");
  CHECK(holder_of({old, at(Make("hold", "hold it now").by("red").at("town", PlaceKind::town), 9)}) == "red");
}
