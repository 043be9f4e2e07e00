// Actors of a user's own: what a file may say, what is wrong with it and where, and what it does to the built-in ones.
#include <doctest/doctest.h>

#include "resolve/actor/actor_file.h"
#include "resource/resource.h"

using namespace daybook;

static ActorTable built_in() { return read_actor_table(Resources(DAYBOOK_SOURCE_DIR "/data", "", "")); }

static const char* const kWatch = R"(about = "Groups of the Gulf coast."

[[actor]]
id = "act_harbour_watch"
name = "Harbour Watch"
kind = "group"
party = "self"
country = "YE"
sector = "PAR"
inter = 4
aliases = ["Harbour Watch militia"]
weak = ["HW"]
offices = [{ title = "leader", of = "act_harbour_watch", from = "2019-03", to = "2021" }]
)";

/// What reading the text complains of; "" if nothing.
static std::string complaint(const std::string& text) {
  ActorTable table = built_in();
  try {
    merge_actor_file(table, text, "my.toml");
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

static std::string actor(const std::string& fields) { return "[[actor]]\nid = \"act_harbour_watch\"\n" + fields + "\n"; }

TEST_CASE("a user's file adds actors") {
  ActorTable table = built_in();
  merge_actor_file(table, kWatch, "my.toml");
  const ActorRow* row = table.actor("act_harbour_watch");
  REQUIRE(row);
  CHECK(row->party == "act_harbour_watch");
  CHECK(row->inter == "4");
  CHECK(table.holder("leader", "act_harbour_watch", *parse_iso_day("2020-01-01")) == row);
  CHECK(table.holder("leader", "act_harbour_watch", *parse_iso_day("2022-01-01")) == nullptr);
  CHECK(table.former_holder("leader", "act_harbour_watch", *parse_iso_day("2022-01-01")) == row);
  CHECK(table.phrases().name("Harbour Watch Militia").size() == 1);
}

TEST_CASE("a user's file adds to actors that are known and replaces what it says of them") {
  ActorTable table = built_in();
  const std::string name = table.actor("act_taliban")->name;
  merge_actor_file(table, "[[actor]]\nid = \"act_taliban\"\nsector = \"GOV\"\naliases = [\"Emirate of the Hills\"]\n", "my.toml");
  CHECK(table.actor("act_taliban")->name == name);
  CHECK(table.actor("act_taliban")->sector == "GOV");
  CHECK(table.phrases().name("Emirate of the Hills").size() == 1);
  merge_actor_file(table, "[[actor]]\nid = \"act_af_navy\"\naliases = [\"River Flotilla of Kunduz\"]\n", "my.toml");  // a body without a row
  REQUIRE(table.actor("act_af_navy"));
  CHECK(table.actor("act_af_navy")->country == "AF");
}

TEST_CASE("faults of a file are told with their line") {
  struct Row { std::string text, said; };
  const std::string named = "name = \"Harbour Watch\"\nkind = \"group\"\n";
  const Row rows[] = {
      {kWatch, ""},
      {"[[actor\n", "my.toml, line 1"},
      {"actor = 3\n", "line 1: 'actor' is written with two brackets"},
      {"colour = \"red\"\n", "line 1: there is no field 'colour'"},
      {actor("name = \"Harbour Watch\""), "line 1: the actor 'act_harbour_watch' needs both 'name' and 'kind'"},
      {actor(named + "colour = \"red\""), "line 5: there is no field 'colour'"},
      {actor("name = \"Harbour Watch\"\nkind = \"boat\""), "line 4: there is no kind 'boat'"},
      {actor(named + "inter = 9"), "line 5: 'inter' is a number from 1 to 8"},
      {actor(named + "aliases = \"HW\""), "line 5: 'aliases' is a list of texts"},
      {actor(named + "aliases = [\"...\"]"), "line 5: a text of 'aliases' has no letter in it"},
      {actor(named + "offices = [{ title = \"leader\", of = \"YE\", from = \"last year\" }]"), "line 5: 'from' is a year, month or day"},
      {actor(named + "offices = [{ title = \"leader\", of = \"YE\", from = \"2020\", to = \"2019\" }]"), "ends before it begins"},
      {actor(named + "offices = [{ title = \"leader\" }]"), "line 5: an office needs 'title', 'of'"},
      {actor(named) + actor(named), "line 6: the id 'act_harbour_watch' stands there twice"},
      {"[[actor]]\nid = \"Harbour Watch\"\n", "line 1: an actor needs an 'id' of small letters"},
      {actor(""), "line 1: no table knows the actor 'act_harbour_watch'"},
      {actor(named + "party = \"act_nobody_at_all\""), "line 1: the party 'act_nobody_at_all' is no actor"},
      {actor(named + "country = \"XX\""), "line 1: there is no country 'XX'"},
      {actor(named + "sector = \"ARM\""), "line 1: there is no sector 'ARM'; the sectors are GOV"},
      {actor(named + "aliases = [\"Boko Haram\"]"), "line 1: 'Boko Haram' already means Boko Haram (act_boko_haram)"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    if (row.said.empty()) CHECK(complaint(row.text) == "");
    else CHECK(complaint(row.text).find(row.said) != std::string::npos);
  }
}

TEST_CASE("the built-in files have no faults beside each other") {
  const ActorTable table = built_in();
  const Resources resources(DAYBOOK_SOURCE_DIR "/data", "", "");
  for (const auto& file : resources.list("actors", ".toml"))
    for (const auto& fault : faults_of(table, parse_actor_file(resources.data(file), file, ErrorCode::bad_resource), file)) FAIL_CHECK(fault);
}
