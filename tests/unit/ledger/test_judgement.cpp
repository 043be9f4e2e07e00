#include <doctest/doctest.h>

#include "fixture.h"

using namespace daybook;
using namespace daybook::test;

namespace {

Report about(int number, const std::string& actor, const std::string& name) {
  Report out = report(number);
  for (Claim& claim : out.claims) claim.actors = {{actor, name, "", "", "", ActorKind::person, claim.quote, name}};
  return out;
}

std::vector<std::string> names(const LedgerView& view, std::optional<Day> known_at = std::nullopt) {
  std::vector<std::string> out;
  for (const LedgerClaim& c : view.claims(false, known_at))
    if (std::find(out.begin(), out.end(), c.claim.actors.at(0).name) == out.end()) out.push_back(c.claim.actors[0].name);
  return out;
}

LedgerJudgement same(const char* actor, const char* as) { return {"", actor, "same", as, "", "K. Vogel", ""}; }
LedgerJudgement withdrawn(const std::string& id) { return {"", id, "withdrawn", "", "another person", "K. Vogel", ""}; }

void write(const std::filesystem::path& file, const char* when, auto&& what) {
  LedgerWriter writer(file, when, "test");
  what(writer);
  writer.finish();
}

}  // namespace

TEST_CASE("two ids that somebody judged one are one, until it is withdrawn, and again when the withdrawal is") {
  const Folder folder;
  const auto file = folder / "l.gpkg";
  write(file, "2021-07-01T00:00:00Z", [](LedgerWriter& w) { w.add(about(1, "act_a", "Ana Ilic")), w.add(about(2, "act_b", "A. Ilich")); });
  CHECK(names(LedgerView(file)).size() == 2);

  std::string first, second;
  write(file, "2021-07-02T00:00:00Z", [&](LedgerWriter& w) { first = w.judge(same("act_b", "act_a")); });
  CHECK(names(LedgerView(file)) == std::vector<std::string>{"Ana Ilic"});
  CHECK(names(LedgerView(file), Day::of(2021, 7, 1)).size() == 2);  // nobody had judged yet

  write(file, "2021-07-03T00:00:00Z", [&](LedgerWriter& w) { second = w.judge(withdrawn(first)); });
  CHECK(names(LedgerView(file)).size() == 2);
  CHECK_FALSE(LedgerView(file).judgements().at(0).holds);
  CHECK(LedgerView(file).judgements().at(1).reason == "another person");

  write(file, "2021-07-04T00:00:00Z", [&](LedgerWriter& w) { w.judge(withdrawn(second)); });
  CHECK(names(LedgerView(file)) == std::vector<std::string>{"Ana Ilic"});
  CHECK(LedgerView(file).check_integrity().starts_with("ok"));
}

TEST_CASE("judgements reach over several steps and in a circle") {
  std::vector<LedgerJudgement> all{same("act_a", "act_b"), same("act_b", "act_c"), same("act_c", "act_a")};
  settle(all);
  const Identities who(all);
  CHECK(who.kept("act_a") == "act_c");
  CHECK(who.kept("act_b") == "act_c");
  CHECK(who.kept("act_c") == "act_c");
  CHECK(who.kept("act_d") == "act_d");
}
