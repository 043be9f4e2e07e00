#include "claim/claim_lexicon.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/error.h"
#include "resource/table.h"

namespace daybook {
namespace {

Table table(const Resources& resources, const std::string& name) {
  const std::string file = "claims/" + name;
  return Table::read(resources.data(file), file);
}

/// Owns the table while its rows are walked.
struct Rows {
  Rows(const Resources& resources, const std::string& name) : rows(table(resources, name).rows()) {}
  std::vector<std::vector<std::string>> rows;
  auto begin() const { return rows.begin(); }
  auto end() const { return rows.end(); }
};

[[noreturn]] void refuse(const std::string& file, const std::string& what, const std::string& piece) {
  throw Error(ErrorCode::bad_resource, "data/claims/" + file + ": " + what, piece);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::string& word : split_list(text, ' '))
    if (!word.empty()) out.push_back(std::move(word));
  return out;
}

/// "obj@place|obj=a|b|!obj": a bare piece after "=" goes on with the list of words.
Condition condition_from(const std::string& text) {
  Condition out;
  for (const std::string& piece : split_list(text)) {
    const auto equals = piece.find('=');
    const auto at = piece.find('@');
    if (equals == std::string::npos && at == std::string::npos && piece[0] != '!' && !out.empty() && !out.back().words.empty()) {
      out.back().words.push_back(piece);
      continue;
    }
    ArgumentTest test;
    std::string rest = piece;
    if (rest[0] == '!') test.negated = true, rest.erase(0, 1);
    if (const auto is = rest.find('='); is != std::string::npos) {
      test.argument = rest.substr(0, is);
      if (!test.argument.empty() && test.argument.back() == '!') test.words_negated = true, test.argument.pop_back();
      test.words.push_back(rest.substr(is + 1));
    } else if (const auto cls = rest.find('@'); cls != std::string::npos) {
      test.argument = rest.substr(0, cls);
      test.of_class = rest.substr(cls + 1);
    } else {
      test.argument = rest;
    }
    out.push_back(std::move(test));
  }
  return out;
}

void read_kinds(const Resources& resources, ClaimLexicon& lexicon) {
  const Table rows = table(resources, "kinds.tsv");
  auto col = [&](std::string_view name) { return rows.column(name); };
  for (const auto& row : rows.rows()) {
    ClaimKind kind;
    kind.name = row[col("kind")];
    kind.family = row[col("family")];
    kind.plover = split_list(row[col("plover")]);
    kind.plover_mode = split_list(row[col("plover_mode")]);
    kind.cameo = split_list(row[col("cameo")]);
    kind.acled_event = split_list(row[col("acled_event")]);
    kind.acled_sub_event = split_list(row[col("acled_sub_event")]);
    kind.phases = split_list(row[col("phases")]);
    kind.verb = {split_list(row[col("verb_actor")], ','), split_list(row[col("verb_target")], ','), split_list(row[col("verb_place")], ',')};
    kind.noun = {split_list(row[col("noun_actor")], ','), split_list(row[col("noun_target")], ','), split_list(row[col("noun_place")], ',')};
    for (const std::string& flag : words_of(row[col("flags")])) {
      if (flag == "each_place") kind.each_place = true;
      else if (flag == "needs_place") kind.needs_place = true;
      else if (flag == "symmetric") kind.symmetric = true;
      else if (flag == "counts") kind.counts = true;
      else if (flag == "speech") kind.speech = true;
      else if (flag == "state") kind.state = true;
      else refuse("kinds.tsv", "unknown flag of " + kind.name, flag);
    }
    lexicon.kinds.push_back(std::move(kind));
  }
}

std::optional<Fillers> fillers_from(const std::string& cell) {
  if (cell.empty()) return std::nullopt;
  if (cell == "none") return Fillers{};
  return split_list(cell, ',');
}

void read_triggers(const Resources& resources, ClaimLexicon& lexicon) {
  const Table rows = table(resources, "triggers.tsv");
  auto col = [&](std::string_view name) { return rows.column(name); };
  for (const auto& row : rows.rows()) {
    Trigger trigger;
    const std::string& kind = row[col("kind")];
    const ClaimKind* known = lexicon.kind(kind);
    if (!known) refuse("triggers.tsv", "no such kind", kind);
    trigger.kind = static_cast<std::uint32_t>(known - lexicon.kinds.data());
    trigger.phase = row[col("phase")];
    if (!trigger.phase.empty() && std::find(known->phases.begin(), known->phases.end(), trigger.phase) == known->phases.end())
      refuse("triggers.tsv", kind + " has no such phase", trigger.phase);
    const std::string& pos = row[col("pos")];
    if (pos == "v") trigger.pos = TriggerPos::verb;
    else if (pos == "n") trigger.pos = TriggerPos::noun;
    else if (pos == "a") trigger.pos = TriggerPos::adjective;
    else refuse("triggers.tsv", "pos must be v, n or a", pos);
    for (const std::string& piece : words_of(row[col("when")])) trigger.when.push_back(condition_from(piece));
    trigger.actor = fillers_from(row[col("actor")]);
    trigger.target = fillers_from(row[col("target")]);
    trigger.place = fillers_from(row[col("place")]);
    const std::string& strength = row[col("strength")];
    if (std::from_chars(strength.data(), strength.data() + strength.size(), trigger.strength).ec != std::errc{})
      refuse("triggers.tsv", "strength is no number", strength);
    const auto index = static_cast<std::uint32_t>(lexicon.triggers.size());
    for (const std::string& lemma : split_list(row[col("lemmas")]))
      lexicon.by_lemma[static_cast<std::size_t>(trigger.pos)][lemma].push_back(index);
    lexicon.triggers.push_back(std::move(trigger));
  }
}

Modality modality_from(const std::string& file, const std::string& word) {
  const auto value = modality(word);
  if (!value) refuse(file, "no such modality", word);
  return *value;
}

void read_words(const Resources& resources, ClaimLexicon& lexicon) {
  for (const auto& row : Rows(resources, "classes.tsv"))
    for (std::string& lemma : split_list(row[1])) lexicon.classes[row[0]].insert(std::move(lemma));
  for (const auto& row : Rows(resources, "light_verbs.tsv"))
    for (const std::string& type : split_list(row[1])) {
      if (type == "act") lexicon.light_act.insert(row[0]);
      else if (type == "happen") lexicon.light_happen.insert(row[0]);
      else refuse("light_verbs.tsv", "type must be act or happen", type);
    }
  for (const auto& row : Rows(resources, "governors.tsv")) {
    GovernorScope scope;
    if (row[2] == "any") scope = GovernorScope::any;
    else if (row[2] == "clause") scope = GovernorScope::clause;
    else if (row[2] == "infinitive") scope = GovernorScope::infinitive;
    else if (row[2] == "passive") scope = GovernorScope::passive;
    else if (row[2] == "price") scope = GovernorScope::price;
    else refuse("governors.tsv", "no such scope", row[2]);
    lexicon.governors[row[0]] = {modality_from("governors.tsv", row[1]), scope};
  }
  for (const auto& row : Rows(resources, "hedges.tsv")) lexicon.hedges[row[0]] = modality_from("hedges.tsv", row[1]);
  for (const auto& row : Rows(resources, "cues.tsv")) {
    if (row[1] == "verb") lexicon.cue_verbs.insert(row[0]);
    else if (row[1] == "noun") lexicon.cue_nouns.insert(row[0]);
    else if (row[1] != "preposition") refuse("cues.tsv", "form must be verb, noun or preposition", row[1]);
  }
  for (const auto& row : Rows(resources, "cue_classes.tsv"))
    for (std::string& lemma : split_list(row[1])) lexicon.cue_classes[std::move(lemma)].push_back(row[0]);
  for (const auto& row : Rows(resources, "irregular.tsv")) lexicon.irregular[row[0]] = row[1];
  for (const auto& row : Rows(resources, "topics.tsv")) lexicon.topics.emplace_back(row[0], split_list(row[1]));
  for (const auto& row : Rows(resources, "instruments.tsv")) {
    if (row.size() < 3) refuse("instruments.tsv", "a row has no column acled_sub_event", row[0]);
    lexicon.instruments.emplace_back(row[0], split_list(row[1]));
    if (!row[2].empty()) lexicon.acled_of_instrument.emplace(row[0], row[2]);
  }
  for (const auto& row : Rows(resources, "effects.tsv")) {
    for (const std::string& word : split_list(row[1])) lexicon.effect_of.emplace(word, lexicon.effects.size());
    lexicon.effects.push_back(row[0]);
  }
  if (lexicon.effects.empty() || lexicon.effects.back() != "none") refuse("effects.tsv", "the last row is not 'none'", "");
}

}  // namespace

const ClaimKind* ClaimLexicon::kind(std::string_view name) const {
  for (const ClaimKind& kind : kinds)
    if (kind.name == name) return &kind;
  return nullptr;
}

bool ClaimLexicon::in_class(std::string_view name, const std::string& lemma) const {
  const auto found = classes.find(std::string(name));
  return found != classes.end() && found->second.contains(lemma);
}

const std::vector<std::string>& ClaimLexicon::cue_classes_of(const std::string& lemma) const {
  static const std::vector<std::string> kNone;
  const auto found = cue_classes.find(lemma);
  return found == cue_classes.end() ? kNone : found->second;
}

ClaimLexicon read_claim_lexicon(const Resources& resources) {
  ClaimLexicon lexicon;
  read_kinds(resources, lexicon);
  read_triggers(resources, lexicon);
  read_words(resources, lexicon);
  for (std::uint32_t kind = 0; kind < lexicon.kinds.size(); ++kind)
    for (const TriggerPos pos : {TriggerPos::verb, TriggerPos::noun, TriggerPos::adjective}) {
      Trigger plain;
      plain.kind = kind, plain.pos = pos;
      lexicon.plain_triggers.push_back(std::move(plain));
    }
  if (const auto head = resources.model("en") / "claims.head"; std::filesystem::exists(head)) {
    std::vector<std::string> names;
    for (const ClaimKind& kind : lexicon.kinds) names.push_back(kind.name);
    const std::string bytes = read_resource(head);
    HeadFile file(bytes);
    lexicon.network = ClaimNetwork(file, names);
    lexicon.parts = PartHead(file, lexicon.network.width(), names);
    if (!file.done()) HeadFile::refuse("it is longer than its sizes say");
  }
  lexicon.decision = Decision::read(resources.data("claims/decision.tsv"), "claims/decision.tsv");
  lexicon.slots = SlotWeights::read(resources.data("claims/slots.tsv"), "claims/slots.tsv");
  lexicon.quotes = SlotWeights::read(resources.data("claims/quotes.tsv"), "claims/quotes.tsv");
  return lexicon;
}

}  // namespace daybook
