#include "resolve/actor/actor_file.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/toml_text.h"
#include "base/utf8.h"

namespace daybook {
namespace {

const char* const kFields = "id, name, kind, party, country, sector, inter, aliases, weak, supports, offices, source";

class ActorFileReader : TomlFields {
 public:
  using TomlFields::TomlFields;

  std::vector<ActorEntry> read(std::string_view text) const {
    const toml::table root = parse_toml(text, name_, code_);
    std::vector<ActorEntry> out;
    for (const auto& [key, node] : root) {
      if (key.str() == "about" || key.str() == "source") {
        text_of(node, key.str());
      } else if (key.str() == "actor") {
        for (const auto& entry : *tables(node, "actor")) out.push_back(actor(*entry.as_table()));
      } else {
        unknown(key, "about, source and the list [[actor]]");
      }
    }
    std::set<std::string> ids;
    for (const ActorEntry& entry : out)
      if (!ids.insert(entry.row.id).second) fail(entry.line, "the id '" + entry.row.id + "' stands there twice.");
    return out;
  }

 private:
  std::vector<std::string> texts_of(const toml::node& node, std::string_view field) const {
    const auto* list = node.as_array();
    if (!list) fail(node.source(), "'" + std::string(field) + "' is a list of texts like [\"Harbour Watch\", \"HW\"].");
    std::vector<std::string> out;
    for (const auto& entry : *list) {
      out.push_back(text_of(entry, field));
      if (units_of(out.back()).empty()) fail(entry.source(), "a text of '" + std::string(field) + "' has no letter in it.");
    }
    return out;
  }

  /// "2014", "2014-09" or "2014-09-29".
  std::string day_of(const toml::node& node, std::string_view field) const {
    const std::string text = text_of(node, field);
    const std::string whole = text + std::string(text.size() == 4 ? "-01-01" : text.size() == 7 ? "-01" : "");
    if (!parse_iso_day(whole)) fail(node.source(), "'" + std::string(field) + "' is a year, month or day like \"2014\", \"2014-09\" or \"2014-09-29\", not '" + text + "'.");
    return text;
  }

  Tenure office(const toml::table& table) const {
    Tenure out;
    for (const auto& [key, node] : table) {
      if (key.str() == "title") out.title = text_of(node, key.str());
      else if (key.str() == "of") out.of = text_of(node, key.str());
      else if (key.str() == "from") out.from = day_of(node, key.str());
      else if (key.str() == "to") out.to = day_of(node, key.str());
      else fail(key.source(), "an office has no field '" + std::string(key.str()) + "'; there are title, of, from, to.");
    }
    if (out.title.empty() || out.of.empty() || out.from.empty()) fail(table.source(), "an office needs 'title', 'of' (a country or an id) and 'from'.");
    if (!out.to.empty() && out.to.substr(0, out.from.size()) < out.from.substr(0, out.to.size())) fail(table.source(), "the office of '" + out.title + "' ends before it begins.");
    return out;
  }

  ActorEntry actor(const toml::table& table) const {
    ActorEntry out;
    out.line = table.source().begin.line;
    ActorRow& row = out.row;
    for (const auto& [key, node] : table) {
      const auto field = key.str();
      if (field == "id") row.id = text_of(node, field);
      else if (field == "name") row.name = text_of(node, field);
      else if (field == "kind") row.kind = kind_of(node);
      else if (field == "party") row.party = text_of(node, field);
      else if (field == "country") row.country = text_of(node, field);
      else if (field == "sector") row.sector = text_of(node, field);
      else if (field == "inter") row.inter = inter_of(node);
      else if (field == "aliases") row.aliases = texts_of(node, field);
      else if (field == "weak") row.weak = texts_of(node, field);
      else if (field == "supports") row.supports = texts_of(node, field);
      else if (field == "offices") row.tenures = offices_of(node);
      else if (field == "source") text_of(node, field);
      else unknown(key, kFields);
    }
    const bool plain = std::all_of(row.id.begin(), row.id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    if (!row.id.starts_with("act_") || row.id.size() < 6 || !plain) fail(out.line, "an actor needs an 'id' of small letters that begins with act_, like \"act_harbour_watch\".");
    if (row.name.empty() != !table.contains("kind")) fail(out.line, "the actor '" + row.id + "' needs both 'name' and 'kind', or neither where the id is known.");
    if (row.party == "self") row.party = row.id;
    return out;
  }

  ActorKind kind_of(const toml::node& node) const {
    const std::string given = text_of(node, "kind");
    const auto kind = actor_kind(given);
    if (!kind) fail(node.source(), "there is no kind '" + given + "'; the kinds are person, group, forces, state, organisation, media, people, role, document.");
    return *kind;
  }

  std::string inter_of(const toml::node& node) const {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > 8) fail(node.source(), "'inter' is a number from 1 to 8, a class of ACLED.");
    return std::to_string(*value);
  }

  std::vector<Tenure> offices_of(const toml::node& node) const {
    const auto* list = node.as_array();
    std::vector<Tenure> out;
    if (!list || !(list->empty() || list->is_array_of_tables())) fail(node.source(), "'offices' is a list like [{ title = \"leader\", of = \"YE\", from = \"2019\" }].");
    for (const auto& entry : *list) out.push_back(office(*entry.as_table()));
    return out;
  }
};

/// Ids that the entries bring themselves may be pointed at too.
bool known_id(const ActorTable& table, const std::set<std::string>& own, const std::string& id) { return own.contains(id) || table.by_id(id, 0, ""); }

}  // namespace

std::vector<ActorEntry> parse_actor_file(std::string_view text, const std::string& name, ErrorCode code) { return ActorFileReader(name, code).read(text); }

std::vector<std::string> faults_of(const ActorTable& table, const std::vector<ActorEntry>& entries, const std::string& name) {
  std::vector<std::string> out;
  std::set<std::string> own;
  for (const ActorEntry& entry : entries) own.insert(entry.row.id);
  std::map<std::string, std::string> spelled;  // folded alias of the file -> id
  for (const ActorEntry& entry : entries) {
    const ActorRow& row = entry.row;
    const auto fault = [&](const std::string& what) { out.push_back(name + ", line " + std::to_string(entry.line) + ": " + what); };
    if (row.name.empty() && !table.by_id(row.id, 0, "")) fault("no table knows the actor '" + row.id + "', so it needs 'name' and 'kind'.");
    if (!row.party.empty() && !known_id(table, own, row.party)) fault("the party '" + row.party + "' is no actor.");
    if (!row.country.empty() && !table.country(row.country)) fault("there is no country '" + row.country + "'; countries are written as in ISO 3166: AF, SY.");
    for (const auto& iso : row.supports)
      if (!table.country(iso)) fault("there is no country '" + iso + "' in 'supports'.");
    const auto& sectors = table.sectors();
    if (!row.sector.empty() && std::none_of(sectors.begin(), sectors.end(), [&](const SectorRow& s) { return s.code == row.sector; })) {
      std::string all;
      for (const SectorRow& sector : sectors) all += (all.empty() ? "" : ", ") + sector.code;
      fault("there is no sector '" + row.sector + "'; the sectors are " + all + ".");
    }
    for (const Tenure& tenure : row.tenures)
      if (!table.country(tenure.of) && !known_id(table, own, tenure.of)) fault("the office of '" + tenure.title + "' is of '" + tenure.of + "', which is no country and no actor.");
    std::vector<std::string> strong = row.aliases;
    if (!row.name.empty() && std::find(row.weak.begin(), row.weak.end(), row.name) == row.weak.end()) strong.push_back(row.name);
    for (const std::string& alias : strong) {
      for (const PhraseTarget& target : table.phrases().name(alias))
        if (target.kind == PhraseKind::actor && !target.weak && target.writing == writing_of(alias) && table.actors()[target.row].id != row.id)
          fault("'" + alias + "' already means " + table.actors()[target.row].name + " (" + table.actors()[target.row].id + "); put it under 'weak' or give more of the name.");
      const auto [at, fresh] = spelled.emplace(fold_key(alias), row.id);
      if (!fresh && at->second != row.id) fault("'" + alias + "' also stands under " + at->second + "; one of the two may have it, or both under 'weak'.");
    }
  }
  return out;
}

void merge_actor_file(ActorTable& table, std::string_view text, const std::string& name) {
  auto entries = parse_actor_file(text, name, ErrorCode::usage);
  const auto faults = faults_of(table, entries, name);
  if (!faults.empty()) throw Error(ErrorCode::usage, faults.front(), name);
  for (ActorEntry& entry : entries) table.replace_actor(std::move(entry.row));
}

}  // namespace daybook
