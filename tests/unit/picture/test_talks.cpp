#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "../support/claims.h"
#include "picture/picture.h"

using namespace daybook;
using namespace daybook::test;

namespace {

ClaimActor gov() { return Make::government(); }
ClaimActor delegate(const std::string& name) { return Make::person(name, "af_gov"); }

PictureOptions options() {
  PictureOptions o;
  o.as_of = Day::of(2021, 7, 18);
  o.party_names = {{"act_af_gov", "Government of Afghanistan"}};
  return o;
}

/// The trigger at the beginning of the words.
LedgerClaim triggered(Make make, std::uint32_t size) {
  make.c.claim.quote = {make.c.claim.quote.begin, make.c.claim.quote.begin + static_cast<std::uint32_t>(make.c.quote_text.size())};
  make.c.claim.trigger = {make.c.claim.quote.begin, make.c.claim.quote.begin + size};
  return make;
}

std::vector<LedgerClaim> summer() {
  std::vector<LedgerClaim> out{
      Make("talk", "an earlier round").by(gov()).by("red").on(2020, 9, 12).phase("begin").at("harbour", PlaceKind::city).in("doc_a"),
      Make("talk", "left to their fate").by(gov()).by("red").during(Day::of(2021, 2, 1), Day::of(2021, 2, 28)).phase("suspend").in("doc_a"),
      Make("talk", "a new round").by(gov()).by("red").on(2021, 7, 17).phase("begin").at("harbour", PlaceKind::city).in("doc_a"),
      Make("agree", "agreed to speed up").by(gov()).by("red").in("doc_a"),
      Make("talk", "would meet again").is(Modality::planned).in("doc_a"),
      Make("agree", "signed with the far power").by("far_power").by("red").on(2020, 2, 29).in("doc_a"),
      triggered(Make("attend", "headed the government delegation").by(delegate("abdul")).in("doc_a"), 6),
      triggered(Make("attend", "headed the other delegation").by(Make::person("brother", "red")).in("doc_a").offset(50), 6),
      Make("talk", "a round in the harbour").phase("begin").at("harbour", PlaceKind::city).in("doc_b"),
      Make("talk", "should discuss").is(Modality::planned).topic("ceasefire").topic("prisoners").in("doc_b"),
      Make("attend", "came to the harbour").by(delegate("abdul")).by(Make::person("karim", "smaller_party")).by(delegate("fatima")).is(Modality::reported).in("doc_b"),
      Make("reject", "refused to join the delegation").by(delegate("hamid")).in("doc_b"),
      Make("mediate", "hosted by the emirate").by("emirate").in("doc_b"),
  };
  auto with_sentence = [](Make m, std::uint32_t sentence) {
    m.c.claim.sentence = sentence;
    return m;
  };
  out.push_back(with_sentence(Make("offer", "offered a truce").by("red").term("a three-month ceasefire").topic("ceasefire").says(gov()).in("doc_b"), 7));
  out.push_back(with_sentence(Make("demand", "asked for the release").by("red").number(7000, "prisoner").topic("prisoners").says(delegate("nader")).in("doc_b"), 9));
  out.push_back(with_sentence(Make("deny", "was not aware").by(Make::person("spokesman", "red")).in("doc_b"), 10));
  return out;
}

const Track& track(const Picture& p, const std::string& name) {
  const auto found = std::find_if(p.tracks.begin(), p.tracks.end(), [&](const auto& t) { return t.name == name; });
  REQUIRE(found != p.tracks.end());
  return *found;
}

}  // namespace

TEST_CASE("a negotiation in two rounds") {
  const auto picture = derive_picture(summer(), {}, options());
  CHECK(picture.tracks.size() == 2);
  const Track& t = track(picture, "Government of Afghanistan – red");
  CHECK(t.mediators == std::vector<std::string>{"emirate"});
  REQUIRE(t.rounds.size() == 2);
  CHECK(t.rounds[0].begin->edtf == "2020-09-12");
  CHECK(t.rounds[0].phase == "suspend");
  REQUIRE(t.rounds[0].end);
  CHECK(t.rounds[0].end->from == Day::of(2021, 2, 1));
  const Round& now = t.rounds[1];
  CHECK(now.begin->edtf == "2021-07-17");
  CHECK(now.place == "harbour");
  CHECK(now.agenda == std::vector<std::string>{"ceasefire", "prisoners"});
  CHECK(now.outcomes == std::vector<std::string>{"agreed to speed up"});
  REQUIRE(now.delegations.size() == 2);
  CHECK(now.delegations[0].head == "abdul");
  CHECK(now.delegations[0].members.size() == 3);
  CHECK(now.delegations[0].refused == std::vector<std::string>{"hamid"});
  CHECK(now.delegations[1].head == "brother");
  CHECK(t.next_meeting == "no date given");
  CHECK(t.next_claim_ids.size() == 1);
}

TEST_CASE("positions carry who says so, and who denies it") {
  const Picture picture = derive_picture(summer(), {}, options());
  const Track& t = track(picture, "Government of Afghanistan – red");
  const auto position = [&](const std::string& kind) {
    const auto found = std::find_if(t.positions.begin(), t.positions.end(), [&](const auto& p) { return p.kind == kind; });
    REQUIRE(found != t.positions.end());
    return *found;
  };
  CHECK(position("offer").term == "a three-month ceasefire");
  CHECK(position("offer").by.name == "red");
  CHECK(position("offer").attribution.at(0).name == "government");
  CHECK(position("offer").answer == "denied by spokesman");
  CHECK(position("demand").numbers.at(0).value == 7000);
}

TEST_CASE("the signed agreement of others is a track of its own") {
  const Picture picture = derive_picture(summer(), {}, options());
  const Track& t = track(picture, "far_power – red");
  REQUIRE(t.rounds.size() == 1);
  CHECK(t.rounds[0].begin->edtf == "2020-02-29");
}

TEST_CASE("the next meeting has its date where one is given") {
  auto claims = summer();
  claims.push_back(Make("talk", "will sit down").by(gov()).by("red").is(Modality::planned).on(2021, 8, 5).in("doc_c").published(2021, 7, 18));
  CHECK(track(derive_picture(claims, {}, options()), "Government of Afghanistan – red").next_meeting == "2021-08-05");
}

TEST_CASE("attacks make no track") {
  CHECK(derive_picture({Make("attack").by("red").to(gov()), Make("demand").by("red").to(gov())}, {}, options()).tracks.empty());
}

TEST_CASE("tallies keep each source's figure") {
  const auto picture = derive_picture({Make("hold").by("red").number(160, "district", Bound::more_than, 407).says(Make::actor("local authorities", ActorKind::role)).in("doc_a"),
                                       Make("hold", "other").by("red").number(204, "district").from("Monitor").on(2021, 7, 10).in("doc_b"),
                                       Make("release").by(gov()).number(5000, "prisoner", Bound::almost).in("doc_b"),
                                       Make("hold", "plan").by("red").number(300, "district").is(Modality::possible), Make("attack").number(3, "rocket")},
                                      {}, options());
  REQUIRE(picture.tallies.size() == 2);
  CHECK(picture.tallies[0].subject == "districts held by red");
  REQUIRE(picture.tallies[0].points.size() == 2);
  CHECK(picture.tallies[0].points[0].number.value == 204);
  CHECK(picture.tallies[0].points[0].source == "Monitor");
  CHECK(picture.tallies[0].points[1].source == "local authorities");
  CHECK(picture.tallies[0].points[1].number.of == 407.0);
  CHECK(picture.tallies[1].subject == "prisoners released by Government of Afghanistan");
}

TEST_CASE("talks do not depend on the order of the input") {
  auto claims = summer();
  const auto first = derive_picture(claims, {}, options());
  std::mt19937 random(11);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(claims.begin(), claims.end(), random);
    const auto again = derive_picture(claims, {}, options());
    REQUIRE(again.tracks.size() == first.tracks.size());
    for (std::size_t t = 0; t < first.tracks.size(); ++t) {
      CHECK(again.tracks[t].claim_ids == first.tracks[t].claim_ids);
      REQUIRE(again.tracks[t].rounds.size() == first.tracks[t].rounds.size());
      for (std::size_t r = 0; r < first.tracks[t].rounds.size(); ++r) CHECK(again.tracks[t].rounds[r].claim_ids == first.tracks[t].rounds[r].claim_ids);
    }
  }
}

namespace {
ClaimActor politician(const std::string& name, const std::string& party, const std::string& sector) {
  ClaimActor a = Make::person(name, party);
  a.sector = sector, a.country = "AF";
  return a;
}
}  // namespace

TEST_CASE("politicians of small parties sit on their government's side; rebels do not") {
  const auto summer_claims = summer();
  const auto meeting = [&](const std::string& sector) {
    auto claims = summer_claims;
    claims.push_back(Make("talk", "met him").by(gov()).by(politician("noor", "small", sector)).on(2021, 7, 5).in("doc_c"));
    return derive_picture(claims, {}, options()).tracks.size();
  };
  CHECK(meeting("PTY") == derive_picture(summer_claims, {}, options()).tracks.size());
  CHECK(meeting("REB") == derive_picture(summer_claims, {}, options()).tracks.size() + 1);
}

TEST_CASE("tracks come by size, and no party mediates its own talks") {
  auto claims = summer();
  claims.push_back(Make("mediate", "hosting the round").by(gov()).in("doc_b"));
  const auto picture = derive_picture(claims, {}, options());
  for (std::size_t i = 1; i < picture.tracks.size(); ++i) CHECK(picture.tracks[i - 1].claim_ids.size() >= picture.tracks[i].claim_ids.size());
  const auto& mediators = picture.tracks[0].mediators;
  CHECK(std::find(mediators.begin(), mediators.end(), "government") == mediators.end());
  CHECK(std::find(mediators.begin(), mediators.end(), "emirate") != mediators.end());
}

TEST_CASE("a round is told of while it lasts: its opening and its last day date it; old failures stay old") {
  auto at = [](Make m, std::uint32_t sentence) {
    m.c.claim.sentence = sentence;
    return m;
  };
  const auto base = std::vector<LedgerClaim>{
      at(Make("talk", "the first round").by(gov()).by("red").on(2020, 9, 12).phase("begin").in("doc_b").published(2021, 7, 18), 3),
      at(Make("talk", "the talks ended in failure").by(gov()).by("red").phase("fail").in("doc_b").published(2021, 7, 18), 4),
      at(Make("talk", "a new round has begun").by(gov()).by("red").phase("begin").in("doc_a").published(2021, 7, 17), 1),
  };
  const auto rounds_of = [&](const std::string& words) {
    auto claims = base;
    claims.push_back(at(Make("state", words).by(gov()).in("doc_b").published(2021, 7, 18), 1));
    return derive_picture(claims, {}, options()).tracks.at(0).rounds;
  };
  const auto rounds = rounds_of("a statement on the second and last day of the round");
  REQUIRE(rounds.size() == 2);
  CHECK(rounds[0].phase == "fail");
  CHECK(rounds[1].phase == "begin");
  CHECK(rounds[1].begin->edtf == "2021-07-17?");
  REQUIRE(rounds[1].end);
  CHECK(rounds[1].end->edtf == "2021-07-18?");
  CHECK_FALSE(rounds_of("a statement on the round").at(1).end);
}

TEST_CASE("a visit to where nobody meets is no part of a round; one where they meet, or of a delegation, is") {
  const auto rounds_with = [](Make visit) {
    const std::vector<LedgerClaim> claims{
        Make("talk", "a round of talks").by(gov()).by("red").on(2021, 6, 1).at("harbour", PlaceKind::city).in("doc_a"),
        visit.by(gov()).on(2021, 7, 5).in("doc_a"),
    };
    return derive_picture(claims, {}, options()).tracks.at(0).rounds.size();
  };
  CHECK(rounds_with(Make("attend", "flew to the garrison").at("garrison", PlaceKind::city)) == 1);
  CHECK(rounds_with(Make("attend", "flew to the harbour").at("harbour", PlaceKind::city)) == 2);
  CHECK(rounds_with(Make("attend", "sent a delegation to the garrison").at("garrison", PlaceKind::city)) == 2);
}
