#include "resolve/actor/actor_table.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string filled(std::string text, const CountryRow& country) {
  const auto put = [&](std::string_view mark, const std::string& value) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), value);
  };
  put("{the}", (country.article ? "the " : "") + country.name);
  put("{Adj}", country.adjective.empty() ? country.name : country.adjective);
  return text;
}

/// "Kata'ib", "Sana'a" without the mark inside the word, as many write them; a possessive keeps its own.
std::string without_marks(const std::string& alias) {
  std::string out;
  for (std::size_t i = 0; i < alias.size(); ++i) {
    const bool inside = alias[i] == '\'' && i > 0 && i + 1 < alias.size() && alias[i - 1] != ' ' && alias[i + 1] != ' ';
    const bool possessive = inside && alias[i + 1] == 's' && (i + 2 == alias.size() || alias[i + 2] == ' ');
    if (!inside || possessive) out += alias[i];
  }
  return out;
}

/// A day, month or year of a table against a day: "2014-08" has begun on 2014-08-01 and has not ended on 2014-08-31.
bool begun(const Tenure& tenure, const std::string& day) { return tenure.from <= day.substr(0, tenure.from.size()); }
bool ended(const Tenure& tenure, const std::string& day) { return !tenure.to.empty() && tenure.to < day.substr(0, tenure.to.size()); }

}  // namespace

Writing writing_of(std::string_view alias) {
  const auto units = units_of(alias);
  std::size_t letters = 0;
  bool upper = true, any_upper = false;
  for (const PhraseUnit& unit : units) {
    letters += unit.key.size();
    upper = upper && unit.all_upper;
    any_upper = any_upper || unit.first_upper;
  }
  if (upper && letters <= 8) return Writing::acronym;
  return any_upper ? Writing::name : Writing::any;
}

std::string act_id(std::string_view iso2, std::string_view body) {
  std::string id = "act_" + lower(iso2);
  if (!body.empty()) id += "_" + std::string(body);
  return id;
}

/// Adds the row, or its lists to the row of its id, and says where it stands.
std::uint32_t ActorTable::merge_actor(ActorRow& row) {
  const auto known = actor_ids_.find(row.id);
  if (known != actor_ids_.end()) {
    ActorRow& old = actors_[known->second];
    old.aliases.insert(old.aliases.end(), row.aliases.begin(), row.aliases.end());
    old.weak.insert(old.weak.end(), row.weak.begin(), row.weak.end());
    old.supports.insert(old.supports.end(), row.supports.begin(), row.supports.end());
    old.tenures.insert(old.tenures.end(), row.tenures.begin(), row.tenures.end());
    return known->second;
  }
  const auto index = static_cast<std::uint32_t>(actors_.size());
  actor_ids_.emplace(row.id, index);
  // A name listed as weak is no strong alias of its own.
  if (std::find(row.weak.begin(), row.weak.end(), row.name) == row.weak.end()) row.aliases.insert(row.aliases.begin(), row.name);
  actors_.push_back(row);
  return index;
}

void ActorTable::add_actor(ActorRow row) {
  const std::uint32_t index = merge_actor(row);
  const ActorRow& kept = actors_[index];
  for (const auto& alias : row.aliases) {
    const PhraseTarget target{PhraseKind::actor, index, writing_of(alias), false};
    phrases_.add(alias, target);
    if (const std::string plain = without_marks(alias); plain != alias) phrases_.add(plain, target);
    for (const PhraseUnit& unit : units_of(alias)) {
      auto& list = parts_[unit.key];
      if (kept.kind == ActorKind::person && (list.empty() || list.back() != index)) list.push_back(index);
    }
  }
  for (const auto& alias : row.weak) phrases_.add(alias, {PhraseKind::actor, index, writing_of(alias), true});
  for (const auto& tenure : row.tenures) holdings_[office_of(tenure.title) + ' ' + tenure.of].push_back({index, tenure});
}

void ActorTable::replace_actor(ActorRow row) {
  const auto known = actor_ids_.find(row.id);
  if (known == actor_ids_.end() && row.name.empty()) {  // a body of a state that has no row yet: "act_af_navy"
    const auto body = by_id(row.id, 0, "");
    if (!body) return;
    row.name = body->name, row.kind = body->kind;
    if (row.party.empty()) row.party = body->party_id;
    if (row.country.empty()) row.country = body->country;
    if (row.sector.empty()) row.sector = body->sector;
  }
  if (known != actor_ids_.end()) {
    ActorRow& old = actors_[known->second];
    const auto put = [](std::string& was, const std::string& is) {
      if (!is.empty()) was = is;
    };
    if (!row.name.empty()) row.aliases.insert(row.aliases.begin(), row.name), old.kind = row.kind;
    put(old.name, row.name), put(old.party, row.party), put(old.country, row.country), put(old.sector, row.sector), put(old.inter, row.inter);
  }
  add_actor(std::move(row));
}

void ActorTable::add_country(CountryRow row, const std::vector<std::string>& names, const std::vector<std::string>& adjectives,
                             const std::vector<std::string>& people, const std::vector<std::string>& capitals) {
  const auto index = static_cast<std::uint32_t>(countries_.size());
  country_ids_.emplace(row.iso2, index);
  const auto add = [&](PhraseKind kind, const std::string& phrase) {
    if (!phrase.empty()) phrases_.add(phrase, {kind, index, writing_of(phrase), false});
  };
  add(PhraseKind::country, row.name);
  for (const auto& name : names) add(PhraseKind::country, name);
  for (const auto& adjective : adjectives) add(PhraseKind::adjective, adjective);
  for (const auto& word : people) add(PhraseKind::people, word);
  for (const auto& capital : capitals) add(PhraseKind::capital, capital);
  countries_.push_back(std::move(row));
}

void ActorTable::add_body(BodyRow row, const std::vector<std::string>& phrases) {
  const auto index = static_cast<std::uint32_t>(bodies_.size());
  body_ids_.emplace(row.key, index);
  for (const auto& phrase : phrases) phrases_.add(phrase, {PhraseKind::body, index, Writing::any, false});
  bodies_.push_back(std::move(row));
}

void ActorTable::add_noun(NounRow row, const std::vector<std::string>& forms) {
  const auto index = static_cast<std::uint32_t>(nouns_.size());
  for (const auto& form : forms) {
    if (row.noun_class == ActorNounClass::name_word) name_words_.emplace(fold_key(form), index);
    else if (row.noun_class == ActorNounClass::modifier) modifiers_.emplace(fold_key(form), index);
    else phrases_.add(form, {PhraseKind::noun, index, Writing::any, false});
  }
  nouns_.push_back(std::move(row));
}

void ActorTable::add_common_part(std::string_view part, bool title) {
  (title ? titles_ : common_parts_).insert(fold_key(part));
}

const NounRow* ActorTable::kind_word(ActorNounClass noun_class, const std::string& folded) const {
  const auto& words = noun_class == ActorNounClass::name_word ? name_words_ : modifiers_;
  const auto found = words.find(folded);
  return found == words.end() ? nullptr : &nouns_[found->second];
}

const ActorRow* ActorTable::actor(std::string_view id) const {
  const auto found = actor_ids_.find(id);
  return found == actor_ids_.end() ? nullptr : &actors_[found->second];
}

const CountryRow* ActorTable::country(std::string_view iso2) const {
  const auto found = country_ids_.find(iso2);
  return found == country_ids_.end() ? nullptr : &countries_[found->second];
}

const BodyRow* ActorTable::body(std::string_view key) const {
  const auto found = body_ids_.find(key);
  return found == body_ids_.end() ? nullptr : &bodies_[found->second];
}

const std::vector<std::uint32_t>* ActorTable::with_part(const std::string& folded) const {
  const auto found = parts_.find(folded);
  return found == parts_.end() ? nullptr : &found->second;
}

ActorReading ActorTable::reading(const ActorRow& row, double score, std::string reason) const {
  return {row.id, row.name, row.kind, row.party, row.country, row.sector, score, std::move(reason)};
}

ActorReading ActorTable::state(const CountryRow& country, double score, std::string reason) const {
  return {act_id(country.iso2, ""), country.name, ActorKind::state, act_id(country.iso2, "gov"), country.iso2, "GOV", score,
          std::move(reason)};
}

ActorReading ActorTable::body_of(const BodyRow& body, const CountryRow& country, double score, std::string reason) const {
  const std::string id = act_id(country.iso2, body.key);
  if (const ActorRow* own = actor(id)) return reading(*own, score, std::move(reason));
  return {id, filled(body.name, country), body.kind, act_id(country.iso2, "gov"), country.iso2, body.sector, score, std::move(reason)};
}

std::optional<ActorReading> ActorTable::by_id(std::string_view id, double score, std::string reason) const {
  if (const ActorRow* row = actor(id)) return reading(*row, score, std::move(reason));
  constexpr std::size_t kIso = 4;  // "act_"
  if (id.size() < kIso + 2 || (id.size() > kIso + 2 && id[kIso + 2] != '_')) return std::nullopt;
  std::string iso(id.substr(kIso, 2));
  for (char& c : iso)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const CountryRow* of = country(iso);
  if (!of) return std::nullopt;
  if (id.size() == kIso + 2) return state(*of, score, std::move(reason));
  const BodyRow* which = body(id.substr(kIso + 3));
  if (!which) return std::nullopt;
  return body_of(*which, *of, score, std::move(reason));
}

ActorReading ActorTable::party_of(const ActorReading& actor) const {
  if (actor.id == actor.party_id) return actor;
  auto party = by_id(actor.party_id, actor.score, actor.reason);
  return party ? *party : actor;
}

std::string ActorTable::office_of(std::string_view title) const {
  const auto found = offices_of_titles_.find(title);
  return found == offices_of_titles_.end() ? std::string(title) : found->second;
}

const std::vector<ActorTable::Holding>* ActorTable::holdings(std::string_view title, std::string_view of) const {
  const auto found = holdings_.find(office_of(title) + ' ' + std::string(of));
  return found == holdings_.end() ? nullptr : &found->second;
}

const ActorRow* ActorTable::holder(std::string_view title, std::string_view of, Day day) const {
  const auto* all = holdings(title, of);
  if (!all) return nullptr;
  const std::string iso = to_iso(day);
  const Holding* best = nullptr;
  for (const Holding& holding : *all)
    if (begun(holding.tenure, iso) && !ended(holding.tenure, iso) && (!best || holding.tenure.from > best->tenure.from)) best = &holding;
  return best ? &actors_[best->row] : nullptr;
}

const ActorRow* ActorTable::former_holder(std::string_view title, std::string_view of, Day day) const {
  const auto* all = holdings(title, of);
  if (!all) return nullptr;
  const std::string iso = to_iso(day);
  const ActorRow* now = holder(title, of, day);
  const Holding* best = nullptr;
  for (const Holding& holding : *all)
    if (ended(holding.tenure, iso) && &actors_[holding.row] != now && (!best || holding.tenure.to > best->tenure.to)) best = &holding;
  return best ? &actors_[best->row] : nullptr;
}

bool ActorTable::held(const ActorRow& row, std::string_view title, Day day) const {
  const std::string iso = to_iso(day), office = office_of(title);
  return std::any_of(row.tenures.begin(), row.tenures.end(), [&](const Tenure& tenure) { return office_of(tenure.title) == office && begun(tenure, iso); });
}

std::string ActorTable::inter_of(const ActorReading& reading, std::string_view theatre) const {
  if (const ActorRow* row = actor(reading.id); row && !row->inter.empty()) return row->inter;
  for (const SectorRow& sector : sectors_)
    if (sector.code == reading.sector) return theatre.empty() || reading.country.empty() || reading.country == theatre ? sector.inter : sector.abroad;
  return {};
}

}  // namespace daybook
