#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "../support/claims.h"
#include "event/compare.h"
#include "event/events.h"

using namespace daybook;
using namespace daybook::test;

namespace {
const std::string kLong = "Fighters entered the northern market town before dawn and raised their flag over the police post";
}

TEST_CASE("which two claims are one event") {
  const auto base = [] { return Make("capture").by("red").at("town").on(2021, 7, 14).in("doc_b"); };
  const struct Row { const char* what; LedgerClaim other; bool same; } rows[] = {
      {"the same again", Make("capture").by("red").at("town").on(2021, 7, 14), true},
      {"told as a loss by the other side", Make("lose").by("blue").at("town").on(2021, 7, 14), true},
      {"a day apart", Make("capture").by("red").at("town").on(2021, 7, 15), true},
      {"no date, published in the week", Make("capture").by("red").at("town"), true},
      {"no date, published a month later", Make("capture").by("red").at("town").published(2021, 8, 20), false},
      {"no actor", Make("capture").at("town").on(2021, 7, 14), true},
      {"three days apart", Make("capture").by("red").at("town").on(2021, 7, 17), false},
      {"another place", Make("capture").by("red").at("village").on(2021, 7, 14), false},
      {"the crossing in the district", Make("capture").by("red").at("gate", PlaceKind::border_crossing, "town").on(2021, 7, 14), true},
      {"the other side took it", Make("capture").by("blue").at("town").on(2021, 7, 14), false},
      {"the taker lost it", Make("lose").by("red").at("town").on(2021, 7, 14), false},
      {"another kind", Make("release").by("red").at("town").on(2021, 7, 14), false},
      {"a whole year", Make("capture").by("red").at("town").during(Day::of(2021, 1, 1), Day::of(2021, 12, 31)), false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK((build_events({base(), row.other}).size() == 1) == row.same);
  }
}

TEST_CASE("plans, demands and states found no event; a denial disputes one") {
  for (const auto m : {Modality::planned, Modality::possible, Modality::conditional, Modality::demanded, Modality::offered, Modality::promised, Modality::denied, Modality::negated})
    CHECK(build_events({Make("capture").by("red").at("town").on(2021, 7, 14).is(m)}).empty());
  CHECK(build_events({Make("hold").by("red").at("town").on(2021, 7, 14)}).empty());
  const auto events = build_events({Make("capture").by("red").at("town").on(2021, 7, 14).from("Wire"),
                                    Make("capture").by("red").at("town").on(2021, 7, 14).is(Modality::denied).in("doc_b").says(Make::government("ministry"))});
  REQUIRE(events.size() == 1);
  CHECK(events[0].claim_ids.size() == 1);
  CHECK(events[0].disputing_claim_ids.size() == 1);
  CHECK(events[0].asserting == std::vector<std::string>{"Wire"});
  CHECK(events[0].disputing == std::vector<std::string>{"ministry"});
}

TEST_CASE("claims without place and date stay in their document") {
  CHECK(build_events({Make("attack").by("red").in("doc_a"), Make("attack").by("red").in("doc_b")}).size() == 2);
  CHECK(build_events({Make("agree").by("red").by("blue").on(2020, 2, 29).in("doc_a"), Make("agree").by("blue").by("red").on(2020, 2, 29).in("doc_b")}).size() == 1);
  CHECK(build_events({Make("agree").by("red").by("blue").on(2020, 2, 29).in("doc_a"), Make("agree").by("blue").by("green").on(2020, 2, 29).in("doc_b")}).size() == 2);
}

TEST_CASE("figures of each source stay apart, and every claim says why it joined") {
  const auto events = build_events({Make("kill").at("town").on(2021, 7, 14).number(12, "soldier").in("doc_a"),
                                    Make("kill").at("town").on(2021, 7, 14).number(30, "soldier").in("doc_b")});
  REQUIRE(events.size() == 1);
  CHECK(events[0].numbers.size() == 2);
  REQUIRE(events[0].joined.size() == 2);
  CHECK(events[0].joined[0].why == "founds the event");
  CHECK(events[0].joined[1].why.find("same place") != std::string::npos);
}

TEST_CASE("origins: copies, credits, repeats and shared sources") {
  const struct Row { const char* what; LedgerClaim a, b; bool one_origin; } rows[] = {
      {"a reprint", Make("capture").sentence(kLong).from("Wire").in("doc_a"), Make("capture").sentence(kLong).from("Daily").in("doc_b"), true},
      {"a reprint with a tail", Make("capture").sentence(kLong).from("Wire").in("doc_a"),
       Make("capture").sentence(kLong + ", the agency said on Wednesday in a short report").from("Daily").in("doc_b"), true},
      {"own words", Make("capture").sentence(kLong).from("Wire").in("doc_a"),
       Make("capture").sentence("The town fell early on Wednesday, two residents reached by telephone said").from("Daily").in("doc_b"), false},
      {"both credit one agency", Make("capture").sentence("It fell at dawn").from("Daily", "Wire").in("doc_a"), Make("capture").sentence("The town was lost").from("Post", "Wire").in("doc_b"), true},
      {"one credits two agencies, the other one of them", Make("capture").sentence("It fell at dawn").crediting({"Wire", "Cable"}).in("doc_a"), Make("capture").sentence("The town was lost").crediting({"Cable"}).in("doc_b"), true},
      {"each credits another agency", Make("capture").sentence("It fell at dawn").crediting({"Wire"}).in("doc_a"), Make("capture").sentence("The town was lost").crediting({"Cable"}).in("doc_b"), false},
      {"the agency itself", Make("capture").sentence("It fell at dawn").from("Wire").in("doc_a"), Make("capture").sentence("The town was lost").from("Post", "wire").in("doc_b"), true},
      {"one paper twice", Make("capture").sentence("It fell at dawn").from("Daily").in("doc_a"), Make("capture").sentence("The town was lost").from("Daily").in("doc_b"), true},
      {"a short stock phrase", Make("capture").sentence("The town has fallen.").from("Daily").in("doc_a"),
       Make("capture").sentence("The town has fallen.").from("Post").in("doc_b"), false},
      {"one medium quotes the other", Make("capture").sentence("It fell").from("Wire").in("doc_a"),
       Make("capture").sentence("The town was lost, it said").from("Post").says(Make::actor("Wire", ActorKind::media)).in("doc_b"), true},
      {"no publisher known", Make("capture").sentence("It fell").in("doc_a"), Make("capture").sentence("It was lost").in("doc_b"), false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    std::vector<LedgerClaim> claims{row.a, row.b};
    find_origins(claims);
    CHECK((claims[0].origin_id == claims[1].origin_id) == row.one_origin);
    std::vector<LedgerClaim> turned{row.b, row.a};
    find_origins(turned);
    CHECK(turned[1].origin_id == claims[0].origin_id);
  }
  std::vector<LedgerClaim> cite{Make("capture").at("town").on(2021, 7, 14).sentence("It fell").from("Daily").says(Make::government("ministry")).in("doc_a"),
                                Make("capture").at("town").on(2021, 7, 14).sentence("It was lost").from("Post").says(Make::government("ministry")).in("doc_b")};
  find_origins(cite);
  const auto events = build_events(cite);
  REQUIRE(events.size() == 1);
  CHECK(events[0].origins == 2);
  CHECK(events[0].sources == 1);
  CHECK(events[0].reports == 2);
}

TEST_CASE("a round-up does not make one origin of the reports it copies") {
  const std::string other = "Talks resumed in the capital after a week of silence between the two delegations and their hosts";
  std::vector<LedgerClaim> claims{Make("capture").sentence(kLong).from("Wire").in("doc_a"), Make("talk").sentence(other).from("Daily").in("doc_b"),
                                  Make("capture").sentence(kLong).from("Roundup").in("doc_c").published(2021, 7, 19),
                                  Make("talk").sentence(other).from("Roundup").in("doc_c").published(2021, 7, 19)};
  find_origins(claims);
  CHECK(claims[0].origin_id == claims[2].origin_id);
  CHECK(claims[1].origin_id == claims[3].origin_id);
  CHECK(claims[0].origin_id != claims[1].origin_id);
}

TEST_CASE("the order of the input does not matter") {
  std::vector<LedgerClaim> claims;
  for (int i = 0; i < 40; ++i)
    claims.push_back(Make(i % 3 ? "clash" : "attack", "words " + std::to_string(i)).by(i % 2 ? "red" : "blue").at(i % 5 ? "town" : "village").on(2021, 7, 10 + i % 7).in("doc_" + std::to_string(i % 9)).offset(i * 20));
  const auto first = build_events(claims);
  std::mt19937 random(3);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(claims.begin(), claims.end(), random);
    const auto again = build_events(claims);
    REQUIRE(again.size() == first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      CHECK(again[i].id == first[i].id);
      CHECK(again[i].claim_ids == first[i].claim_ids);
    }
  }
}
