// Reads data/actors and the countries of data/places into an ActorTable. What is not understood is an error that names
// the file and the row: a table that is silently half-read would give silently wrong actors.
#include <set>

#include "base/error.h"
#include "resolve/actor/actor_file.h"
#include "resolve/actor/actor_table.h"
#include "resource/resource.h"
#include "resource/table.h"

namespace daybook {
namespace {

[[noreturn]] void wrong(std::string_view file, const std::string& row, std::string_view what) {
  throw Error(ErrorCode::bad_resource, "data/" + std::string(file) + ", row '" + row + "': " + std::string(what) + ".", std::string(file));
}

/// Cells of one row by column name.
struct Row {
  const Table& table;
  const std::vector<std::string>& cells;
  const std::string& operator[](std::string_view column) const { return cells[table.column(column)]; }
  std::vector<std::string> list(std::string_view column) const { return split_list((*this)[column]); }
};

template <class Use>
void each_row(const Resources& resources, const std::string& file, Use use) {
  const Table table = Table::read(resources.data(file), file);
  for (const auto& cells : table.rows()) use(Row{table, cells});
}

ActorNounClass noun_class(std::string_view file, const std::string& lemma, std::string_view name) {
  static const std::map<std::string_view, ActorNounClass> classes{
      {"title", ActorNounClass::title}, {"role", ActorNounClass::role}, {"fighters", ActorNounClass::fighters}, {"group", ActorNounClass::group},
      {"delegation", ActorNounClass::delegation}, {"parties", ActorNounClass::parties}, {"organ", ActorNounClass::organ}, {"people", ActorNounClass::people},
      {"source", ActorNounClass::source}, {"document", ActorNounClass::document}, {"attributive", ActorNounClass::attributive},
      {"name_word", ActorNounClass::name_word}, {"modifier", ActorNounClass::modifier}};
  const auto found = classes.find(name);
  if (found == classes.end()) wrong(file, lemma, "unknown class '" + std::string(name) + "'");
  return found->second;
}

/// "2014-09-29/2021-08-15 president AF" -> a tenure.
Tenure tenure_of(std::string_view file, const std::string& id, const std::string& text) {
  const auto slash = text.find('/'), blank = text.find(' '), last = text.rfind(' ');
  if (slash == std::string::npos || blank == std::string::npos || slash > blank || last == blank)
    wrong(file, id, "a tenure is written 'FROM/TO title OF', not '" + text + "'");
  return {text.substr(0, slash), text.substr(slash + 1, blank - slash - 1), text.substr(blank + 1, last - blank - 1), text.substr(last + 1)};
}

void read_actors(const Resources& resources, const std::string& file, ActorTable& table) {
  each_row(resources, file, [&](const Row& row) {
    ActorRow actor;
    actor.id = row["id"];
    actor.name = row["name"];
    if (!actor.id.starts_with("act_") || actor.name.empty()) wrong(file, actor.id, "needs an id 'act_...' and a name");
    const auto kind = actor_kind(row["kind"]);
    if (!kind) wrong(file, actor.id, "unknown kind '" + row["kind"] + "'");
    actor.kind = *kind;
    actor.party = row["party"] == "self" ? actor.id : row["party"];
    actor.country = row["country"];
    actor.sector = row["sector"];
    actor.inter = row["inter"];
    actor.aliases = row.list("aliases");
    actor.weak = row.list("weak");
    actor.supports = row.list("supports");
    for (const auto& text : row.list("tenures")) actor.tenures.push_back(tenure_of(file, actor.id, text));
    table.add_actor(std::move(actor));
  });
}

}  // namespace

ActorTable read_actor_table(const Resources& resources) {
  ActorTable table;
  for (const bool title : {false, true})
    each_row(resources, "actors/common_name_parts.tsv", [&](const Row& row) {
      if ((row["use"] == "title") == title) table.add_common_part(row["part"], title);
    });

  each_row(resources, "actors/sectors.tsv", [&](const Row& row) { table.add_sector({row["sector"], row["inter"], row["abroad"]}); });
  each_row(resources, "actors/titles.tsv", [&](const Row& row) { table.add_title(row["title"], row["office"]); });

  for (const auto& file : resources.list("actors", ".toml"))  // sorted; the theatres are folders
    for (ActorEntry& entry : parse_actor_file(resources.data(file), "data/" + file, ErrorCode::bad_resource)) table.add_actor(std::move(entry.row));
  for (const auto& file : resources.list("actors", ".tsv"))
    if (file.find('/', sizeof("actors/") - 1) != std::string::npos) read_actors(resources, file, table);

  std::map<std::string, std::pair<bool, std::vector<std::string>>> extra;  // what states.tsv adds to a country
  each_row(resources, "actors/states.tsv", [&](const Row& row) { extra[row["iso2"]] = {row["article"] == "the", row.list("aliases")}; });
  each_row(resources, "places/countries.tsv", [&](const Row& row) {
    const auto adjectives = row.list("adjectives");
    auto names = row.list("aliases");
    CountryRow country{row["iso2"], row["name"], adjectives.empty() ? "" : adjectives.front(), false};
    if (const auto more = extra.find(country.iso2); more != extra.end()) {
      country.article = more->second.first;
      names.insert(names.end(), more->second.second.begin(), more->second.second.end());
    }
    // Offices that stand for the government ("Kremlin") do so where the country is spoken of; our own rows come first.
    auto offices = row.list("government");
    if (!offices.empty()) {
      ActorRow government;
      government.id = act_id(country.iso2, "gov");
      government.name = offices.front();
      government.kind = ActorKind::state;
      government.party = government.id;
      government.country = country.iso2;
      government.sector = "GOV";
      government.inter = "1";
      government.weak.assign(offices.begin() + 1, offices.end());
      table.add_actor(std::move(government));
    }
    table.add_country(std::move(country), names, adjectives, row.list("people"), row.list("capital"));
  });

  each_row(resources, "actors/bodies.tsv", [&](const Row& row) {
    const auto kind = actor_kind(row["kind"]);
    if (!kind) wrong("actors/bodies.tsv", row["key"], "unknown kind");
    table.add_body({row["key"], row["name"], row["short"], *kind, row["sector"], row["inter"], row["bare"] == "yes"}, row.list("phrases"));
  });
  each_row(resources, "actors/nouns.tsv", [&](const Row& row) {
    const ActorNounClass kind = noun_class("actors/nouns.tsv", row["lemma"], row["class"]);
    table.add_noun({row["lemma"], kind, row["sector"], false, row["inter"]}, split_list(row["lemma"]));
    if (!row["plural"].empty()) table.add_noun({row["lemma"], kind, row["sector"], true, row["inter"]}, row.list("plural"));
  });
  each_row(resources, "actors/verbs.tsv", [&](const Row& row) {
    if (row["use"] == "talk") table.add_talk_lemma(row["lemma"]);
    else if (row["use"] == "speech") table.add_speech_lemma(row["lemma"]);
    else if (row["use"] == "neutral") table.add_neutral_word(row["lemma"]);
    else wrong("actors/verbs.tsv", row["lemma"], "unknown use '" + row["use"] + "'");
  });

  each_row(resources, "actors/negotiations.tsv", [&](const Row& row) { table.add_negotiation({row["phrase"], row.list("members")}); });
  return table;
}

}  // namespace daybook
