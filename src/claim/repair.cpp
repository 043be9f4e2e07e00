#include "claim/repair.h"

#include <algorithm>
#include <optional>
#include <string>

namespace daybook {
namespace {

bool is_noun(const Token& t) { return t.upos == Upos::noun || t.upos == Upos::propn || t.upos == Upos::pron; }

bool is_finite(const Token& t) {
  // "Kyiv accused ...": a name in front taken for a copula
  if (t.upos == Upos::aux) return t.deprel != "cop" || t.span.size() <= 4;
  return t.upos == Upos::verb && (t.xpos == "VBD" || t.xpos == "VBZ" || t.xpos == "VBP" || t.xpos == "MD");
}

/// Verbs that became prepositions: "including", "according to".
bool is_preposition_by_now(const std::string& form) {
  for (const char* word : {"including", "according", "following", "regarding", "concerning", "given", "based", "depending", "compared", "excluding", "considering", "during", "involving", "owing", "barring"})
    if (form == word) return true;
  return false;
}

/// "killing 12 people" and "forces seized the town" with the verb taken for a preposition: it gets its noun as object.
Sentence verb_read_as_preposition(Sentence out) {
  const auto n = out.tokens.size();
  for (std::size_t v = 1; v < n; ++v) {
    Token& verb = out.tokens[v];
    if (verb.upos != Upos::verb || verb.deprel != "case" || verb.head <= static_cast<std::int32_t>(v) || is_preposition_by_now(verb.form)) continue;
    const std::int32_t object = verb.head;
    const std::int32_t above = out.tokens[static_cast<std::size_t>(object)].head;
    if (above < 0 || above >= static_cast<std::int32_t>(v)) continue;
    const auto self = static_cast<std::int32_t>(v);
    const bool subject = is_noun(out.tokens[static_cast<std::size_t>(above)]) && above + 1 == self && verb.xpos != "VBG";
    out.tokens[static_cast<std::size_t>(object)].head = self;
    out.tokens[static_cast<std::size_t>(object)].deprel = "obj";
    if (subject) {
      verb.head = out.tokens[static_cast<std::size_t>(above)].head;
      verb.deprel = out.tokens[static_cast<std::size_t>(above)].deprel;
      verb.xpos = "VBD";
      out.tokens[static_cast<std::size_t>(above)].head = self;
      out.tokens[static_cast<std::size_t>(above)].deprel = "nsubj";
      for (std::size_t i = v + 1; i < n; ++i)
        if (out.tokens[i].head == above) out.tokens[i].head = self;
    } else {
      verb.head = above;
      verb.deprel = "advcl";
    }
    for (std::size_t i = 0; i < n; ++i) {
      Token& t = out.tokens[i];
      if (static_cast<std::int32_t>(i) == self || t.head != object) continue;
      const std::string relation(base_relation(t.deprel));
      if (i < v && t.upos == Upos::punct) t.head = self;
      else if (i > v && relation == "conj" && t.upos == Upos::verb) t.head = self;
    }
  }
  return out;
}

/// "The Houthis control the port": no English noun phrase goes on with an article. The noun is the verb.
std::optional<Sentence> verb_read_as_noun(const Sentence& sentence) {
  const auto n = sentence.tokens.size();
  for (std::size_t r = 1; r + 2 < n; ++r) {
    const Token& noun = sentence.tokens[r];
    if (noun.head >= 0) continue;
    const Token& next = sentence.tokens[r + 1];
    const bool phrase_begins = (next.upos == Upos::det && next.form != "that") || next.form == "more" || next.form == "almost" || next.form == "nearly";
    const Token& before = sentence.tokens[r - 1];
    const bool subject = before.head == static_cast<std::int32_t>(r) && (is_noun(before) || before.upos == Upos::det) && before.form[0] >= 'A' && before.form[0] <= 'Z' && before.form != "The";
    if (noun.upos != Upos::noun || !phrase_begins || !subject) return std::nullopt;
    for (const Token& t : sentence.tokens)
      if (t.head == static_cast<std::int32_t>(r) && (t.deprel == "cop" || base_relation(t.deprel) == "nsubj" || t.deprel == "aux")) return std::nullopt;
    Sentence out = sentence;
    out.tokens[r].upos = Upos::verb;
    out.tokens[r].xpos = "VBP";
    out.tokens[r - 1].deprel = "nsubj";
    out.tokens[r - 1].upos = Upos::propn;
    bool object = false;
    for (std::size_t i = 0; i < n; ++i) {
      Token& t = out.tokens[i];
      if (t.head != static_cast<std::int32_t>(r) || i == r - 1) continue;
      const std::string relation(base_relation(t.deprel));
      if (i < r && (relation == "det" || relation == "compound" || relation == "amod")) t.head = static_cast<std::int32_t>(r - 1);
      else if (i > r && !object && (is_noun(t) || t.upos == Upos::num) && relation != "punct") t.deprel = "obj", object = true;
      else if (relation == "nmod") t.deprel = "obl";
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace

Sentence with_predicate(const Sentence& given) {
  const Sentence sentence = verb_read_as_preposition(given);
  if (auto verb = verb_read_as_noun(sentence)) return *verb;
  const auto n = sentence.tokens.size();
  if (n < 3 || n > 60) return sentence;
  for (const Token& t : sentence.tokens)
    if (is_finite(t)) return sentence;
  // The first participle behind a noun that is not introduced by a comma or a preposition.
  std::size_t verb = n;
  for (std::size_t i = 1; i + 1 < n && verb == n; ++i) {
    const Token& t = sentence.tokens[i];
    if (t.upos != Upos::verb || t.xpos != "VBN" || !is_noun(sentence.tokens[i - 1])) continue;
    const std::string relation(base_relation(t.deprel));
    if (relation != "acl" && relation != "amod" && relation != "root") continue;
    const Token& next = sentence.tokens[i + 1];
    if (next.form == "by") return sentence;  // "the town captured by rebels" is a noun phrase after all
    verb = i;
  }
  if (verb == n) return sentence;
  Sentence out = sentence;
  auto& tokens = out.tokens;
  const auto v = static_cast<std::int32_t>(verb);
  const std::int32_t old_head = tokens[verb].head;
  std::int32_t root = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (tokens[i].head < 0) root = static_cast<std::int32_t>(i);
  // Subject: the phrase in front of the verb; its head is the old root if that stands there, else the last noun.
  std::int32_t subject = root < v && is_noun(tokens[static_cast<std::size_t>(root)]) ? root : v - 1;
  // Object: the noun the participle was hung on as a modifier, or one that hangs beside it on the old root.
  std::int32_t object = -1;
  if (old_head > v) object = old_head;
  for (std::size_t i = verb + 1; i < n && object < 0; ++i)
    if (is_noun(tokens[i]) && tokens[i].head == root && base_relation(tokens[i].deprel) == "appos") object = static_cast<std::int32_t>(i);
  tokens[verb].head = -1;
  tokens[verb].deprel = "root";
  tokens[verb].xpos = "VBD";
  auto hang = [&](std::int32_t word, std::int32_t head, const char* relation) {
    tokens[static_cast<std::size_t>(word)].head = head;
    tokens[static_cast<std::size_t>(word)].deprel = relation;
  };
  if (root != v && root != subject && root != object) hang(root, v, "obl");
  hang(subject, v, "nsubj");
  if (object >= 0) hang(object, v, "obj");
  for (std::size_t i = 0; i < n; ++i) {
    const auto w = static_cast<std::int32_t>(i);
    if (w == v || w == subject || w == object) continue;
    // What stood in front of the verb belongs to the subject; what hung on the subject behind the verb to the verb.
    if (w < v && (tokens[i].head == object || tokens[i].head > v)) hang(w, subject, i + 1 < n && tokens[i].upos == Upos::det ? "det" : "compound");
    else if (w > v && tokens[i].head == subject) tokens[i].head = v;
  }
  if (object < 0)  // "besieged Sarajevo" with a name taken for an adverb
    for (std::size_t i = verb + 1; i < n && i <= verb + 2; ++i)
      if (tokens[i].head == v && tokens[i].upos == Upos::adv && tokens[i].form[0] >= 'A' && tokens[i].form[0] <= 'Z') {
        tokens[i].deprel = "obj";
        tokens[i].upos = Upos::propn;
        break;
      }
  return out;
}

}  // namespace daybook
