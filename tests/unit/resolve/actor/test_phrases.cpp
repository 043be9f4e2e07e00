// One phrase, the actor it names: phrases.tsv read with the plain tagger, and the tables' own lint.
#include <doctest/doctest.h>

#include <set>

#include "plain.h"
#include "resolve/actor/actor_resolver.h"
#include "resolve/actor/actor_table.h"
#include "resource/resource.h"
#include "resource/table.h"

using namespace daybook;

static const ActorTable& table() {
  static const ActorTable actors = read_actor_table(Resources(DAYBOOK_SOURCE_DIR "/data", "", ""));
  return actors;
}

TEST_CASE("phrases name the actor, country and sector of the table") {
  const Table rows = Table::read(read_resource(DAYBOOK_SOURCE_DIR "/tests/unit/resolve/actor/phrases.tsv"), "phrases.tsv");
  const ActorResolver resolver(table());
  int wrong = 0;
  for (const auto& row : rows.rows()) {
    const auto& phrase = row[rows.column("phrase")];
    const auto& context = row[rows.column("context")];
    const std::string text = (context.empty() ? "" : context + " . ") + phrase;
    const auto input = test::plain(text);
    const auto from = input.analysis.sentences.back().span.begin;
    std::string got = "-", country, sector;
    std::uint32_t longest = 0;
    for (const auto& mention : resolver.resolve(input.document, input.analysis, {})) {
      if (mention.span.begin < from || mention.readings.empty() || mention.span.size() <= longest) continue;
      longest = mention.span.size();
      got.clear();
      for (const auto& reading : mention.readings) {
        got += (got.empty() ? "" : " + ") + reading.name;
        if (mention.form != MentionForm::list) break;
      }
      country = mention.readings[0].country, sector = mention.readings[0].sector;
    }
    INFO(text);
    CHECK(got == row[rows.column("actor")]);
    if (got != row[rows.column("actor")]) { ++wrong; continue; }
    CHECK(country == row[rows.column("country")]);
    CHECK(sector == row[rows.column("sector")]);
  }
  MESSAGE(rows.rows().size() << " phrases, " << wrong << " wrong");
}

TEST_CASE("the tables of data/actors hang together") {
  const std::set<std::string> sectors{"", "GOV", "MIL", "REB", "OPP", "PAR", "CVL", "COP", "MED", "IGO", "NGO", "JUD", "LEG", "SPY", "PTY", "REL", "CRM", "REF", "UNK"};
  std::set<std::string> ids;
  for (const auto& row : table().actors()) {
    INFO(row.id);
    CHECK(ids.insert(row.id).second);
    CHECK(sectors.contains(row.sector));
    if (!row.party.empty()) CHECK(table().by_id(row.party, 0, "").has_value());
    if (!row.country.empty()) CHECK(table().country(row.country) != nullptr);
    for (const auto& iso : row.supports) CHECK(table().country(iso) != nullptr);
    if (!row.inter.empty()) CHECK((row.inter >= "1" && row.inter <= "8"));
    for (const auto& tenure : row.tenures) CHECK((table().country(tenure.of) || table().by_id(tenure.of, 0, "")));
  }
  for (const auto& row : table().negotiations())
    for (const auto& id : row.members) CHECK(table().by_id(id, 0, "").has_value());
  for (const auto& body : table().bodies()) CHECK((body.name.find("{the}") != std::string::npos || body.name.find("{Adj}") != std::string::npos));
  CHECK(table().actors().size() > 1000);
}

TEST_CASE("a strong alias means one actor only") {
  // Two rows with one strong alias would be told apart by table order: a mistake in the data.
  std::map<std::string, std::string> owner;
  int clashes = 0;
  for (const auto& row : table().actors())
    for (const auto& alias : row.aliases) {
      const auto [known, added] = owner.emplace(alias, row.id);
      if (!added && known->second != row.id) {
        ++clashes;
        MESSAGE(alias << ": " << known->second << " and " << row.id);
      }
    }
  CHECK(clashes == 0);
}
