// Names that a document brings along: groups, what they are, short forms, and persons that the text describes.
#include <doctest/doctest.h>

#include "plain.h"
#include "resolve/actor/actor_resolver.h"
#include "resolve/actor/actor_table.h"
#include "resource/resource.h"

using namespace daybook;

static const ActorTable& table() {
  static const ActorTable actors = read_actor_table(Resources(DAYBOOK_SOURCE_DIR "/data", "", ""));
  return actors;
}

/// "name country sector" of the last mention with this text; "-" if there is none.
static std::string meant(const std::string& text, const std::string& phrase) {
  const auto input = test::plain(text);
  std::string got = "-";
  for (const auto& mention : ActorResolver(table()).resolve(input.document, input.analysis, {}))
    if (text_of(input.document.text, mention.span) == phrase && !mention.readings.empty())
      got = mention.readings[0].name + ' ' + mention.readings[0].country + ' ' + mention.readings[0].sector;
  return got;
}

TEST_CASE("a group no table holds is created with what the text says of it") {
  struct Row { const char *text, *phrase, *said; };
  const Row rows[] = {
      {"the Tidal Wolves , a rebel group in Yemen , attacked_ the port", "the Tidal Wolves", "Tidal Wolves YE REB"},
      {"the Tidal Wolves , a militia in Yemen , attacked_ the port", "the Tidal Wolves", "Tidal Wolves YE PAR"},
      {"the Tidal Wolves , a drug gang in Yemen , attacked_ the port", "the Tidal Wolves", "Tidal Wolves YE CRM"},
      {"the Lantern Relief Committee counted_ 40 dead in Yemen", "the Lantern Relief Committee", "Lantern Relief Committee YE NGO"},
      // the short form means it from there on
      {"the Tidal Wolves Brigade ( TWB ) attacked_ Yemen . the TWB left_", "the TWB", "Tidal Wolves Brigade YE REB"},
      {"the National Liberation Army ( NLAC ) attacked_ Colombia . the NLAC left_", "the NLAC", "National Liberation Army CO REB"},
      {"the Tidal Wolves , a militia in Yemen , attacked_ the port . the militia left_", "the militia", "Tidal Wolves YE PAR"},
      // capitals alone are no group, nor is a place or a known actor
      {"the Tidal Wolves attacked_ the port", "the Tidal Wolves", "-"},
      {"the Taliban , a movement in Afghanistan , attacked_ the port", "The Taliban", "-"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(meant(row.text, row.phrase) == row.said);
  }
}

TEST_CASE("a person no table holds is what the text says of them") {
  struct Row { const char *text, *phrase, *said; };
  const Row rows[] = {
      {"{Amal Bin Sarwan} , a nurse in Yemen , fled_", "Amal Bin Sarwan", "Amal Bin Sarwan YE CVL"},
      {"{Amal Bin Sarwan} , a glassblower in Yemen , fled_", "Amal Bin Sarwan", "Amal Bin Sarwan YE CVL"},
      {"{Amal Bin Sarwan} , a journalist in Yemen , fled_", "Amal Bin Sarwan", "Amal Bin Sarwan YE MED"},
      {"{Amal Bin Sarwan} , a commander of the Houthis , fled_", "Amal Bin Sarwan", "Amal Bin Sarwan YE REB"},
      {"{Amal Bin Sarwan} of the Yemeni army fled_", "Amal Bin Sarwan", "Amal Bin Sarwan YE MIL"},
      {"{Amal Bin Sarwan} fled_ Yemen", "Amal Bin Sarwan", "Amal Bin Sarwan YE "},
      {"{Amal Bin Sarwan} , a nurse in Yemen , fled_ . She wept_", "She", "Amal Bin Sarwan YE CVL"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(meant(row.text, row.phrase) == row.said);
  }
}
