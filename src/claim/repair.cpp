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

/// "Fighting continued around X" and "Kunduz falls" with a noun or name in front of a verb that was not seen as one.
Sentence verb_of_headline(Sentence out) {
  auto& t = out.tokens;
  if (t.size() >= 3 && (t[0].form == "Fighting" || t[0].form == "Shelling") && t[0].upos == Upos::verb && t[1].upos == Upos::verb && t[1].head == 0 && t[0].head < 0) {
    for (std::size_t i = 2; i < t.size(); ++i)
      if (t[i].head == 0) t[i].head = 1;
    t[0].upos = Upos::noun, t[0].xpos = "NN", t[0].lemma = t[0].form == "Fighting" ? "fighting" : "shelling", t[0].head = 1, t[0].deprel = "nsubj";
    t[1].head = -1, t[1].deprel = "root", t[1].xpos = "VBD";
    return out;
  }
  for (std::size_t v = 1; v + 1 < t.size(); ++v) {
    const std::string& f = t[v].form;
    // Third persons that are hardly ever plural nouns behind a name.
    if (t[v].upos != Upos::noun || t[v].head >= 0 || (f != "falls" && f != "surrenders" && f != "captures" && f != "withdraws")) continue;
    const auto self = static_cast<std::int32_t>(v);
    if (t[v - 1].head != self && t[v - 1].upos != Upos::propn) continue;
    t[v].upos = Upos::verb, t[v].xpos = "VBZ", t[v].lemma = f.substr(0, f.size() - 1);
    if (t[v - 1].upos != Upos::noun) t[v - 1].upos = Upos::propn;
    t[v - 1].head = self, t[v - 1].deprel = "nsubj";
    for (std::size_t i = 0; i + 1 < v; ++i)
      if (t[i].head == self) t[i].head = self - 1, t[i].deprel = t[i].upos == Upos::det ? "det" : "compound";
    for (std::size_t i = v + 1; i < t.size(); ++i)
      if (t[i].head == self && t[i].deprel == "nmod") t[i].deprel = "obl";
    return out;
  }
  return out;
}

/// "The Taliban hold 17 of 19 districts", "rebels capture crossings": a verb of holding or taking between who does it and
/// a noun phrase, read as a noun.
Sentence verb_behind_force(Sentence out) {
  auto& t = out.tokens;
  for (std::size_t v = 1; v + 1 < t.size(); ++v) {
    if (t[v].upos != Upos::noun) continue;
    std::string stem = t[v].form;
    stem[0] = static_cast<char>(stem[0] >= 'A' && stem[0] <= 'Z' ? stem[0] - 'A' + 'a' : stem[0]);
    if (stem.size() > 2 && stem.back() == 's') stem.pop_back();
    if (stem != "hold" && stem != "control" && stem != "capture" && stem != "enter" && stem != "seize") continue;
    const Token& before = t[v - 1];
    if (!is_noun(before) || before.form[0] < 'A' || before.form[0] > 'Z') continue;
    std::size_t begin = v - 1;
    while (begin > 0 && (t[begin - 1].upos == Upos::det || t[begin - 1].upos == Upos::propn)) --begin;
    if (begin > 0 && t[begin - 1].upos != Upos::punct && t[begin - 1].upos != Upos::sconj && t[begin - 1].upos != Upos::cconj && t[begin - 1].upos != Upos::verb && t[begin - 1].form != "As") continue;
    const Token& next = t[v + 1];
    const bool counted = next.upos == Upos::num || next.form == "more" || next.form == "nearly" || next.form == "almost" || next.form == "about" || next.form == "over";
    if (next.form == "over" && !(v + 2 < t.size() && t[v + 2].upos == Upos::num)) continue;
    bool finite = false;
    for (const Token& other : t) finite = finite || is_finite(other);
    if (!counted && (finite || (!is_noun(next) && next.upos != Upos::adj && next.upos != Upos::adv))) continue;
    const Sentence as_parsed = out;
    const auto self = static_cast<std::int32_t>(v), subject = self - 1;
    std::int32_t object = -1;
    const std::int32_t head = t[v].head;
    if (head > self && is_noun(t[static_cast<std::size_t>(head)])) {
      object = head;
      t[v].deprel = t[static_cast<std::size_t>(head)].deprel;
      t[v].head = t[static_cast<std::size_t>(head)].head;
    } else {
      for (std::size_t i = v + 1; i < t.size() && object < 0; ++i)
        if (t[i].head == self && is_noun(t[i])) object = static_cast<std::int32_t>(i);
      // "control more than 160 of 407 districts": what is counted, however the figures before it were hung.
      for (std::size_t i = v + 1; counted && i < t.size() && i < v + 10 && object < 0; ++i)
        if (is_noun(t[i])) {
          object = static_cast<std::int32_t>(i);
          for (std::size_t k = v + 1; k < i; ++k)
            if (t[k].head <= self || t[k].head > object) t[k].head = object;
          if (t[v].deprel.starts_with("nmod") || t[v].deprel.starts_with("compound")) t[v].deprel = "parataxis";
        }
    }
    if (object < 0 || object == t[v].head) return as_parsed;
    for (std::size_t i = 0; i < t.size(); ++i) {
      const auto w = static_cast<std::int32_t>(i);
      if (w == subject || w == self || w == object) continue;
      if (w < subject && w >= static_cast<std::int32_t>(begin) && (t[i].head == self || t[i].head == object)) t[i].head = subject;
    }
    t[v].upos = Upos::verb, t[v].xpos = "VBP", t[v].lemma = stem;
    t[static_cast<std::size_t>(subject)].head = self, t[static_cast<std::size_t>(subject)].deprel = "nsubj";
    t[static_cast<std::size_t>(object)].head = self, t[static_cast<std::size_t>(object)].deprel = "obj";
    return is_tree(out) ? out : as_parsed;
  }
  return out;
}

/// "The city itself has not fallen": the pronoun only stresses the noun, which is the subject.
Sentence stressed_subject(Sentence out) {
  auto& t = out.tokens;
  for (std::size_t i = 1; i < t.size(); ++i) {
    if ((t[i].form != "itself" && t[i].form != "himself" && t[i].form != "themselves") || base_relation(t[i].deprel) != "nsubj" || t[i].head <= static_cast<std::int32_t>(i)) continue;
    const auto noun = static_cast<std::int32_t>(i) - 1, verb = t[i].head;
    if (t[i - 1].upos != Upos::noun && t[i - 1].upos != Upos::propn) continue;
    if (t[static_cast<std::size_t>(verb)].head != noun) continue;
    t[static_cast<std::size_t>(verb)].head = t[i - 1].head, t[static_cast<std::size_t>(verb)].deprel = t[i - 1].deprel;
    t[i - 1].head = verb, t[i - 1].deprel = t[i].deprel;
    t[i].head = noun, t[i].deprel = "advmod";
  }
  return out;
}

}  // namespace

bool is_tree(const Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    std::size_t steps = 0;
    for (auto at = static_cast<std::int32_t>(i); at >= 0; at = sentence.tokens[static_cast<std::size_t>(at)].head)
      if (++steps > sentence.tokens.size()) return false;
  }
  return true;
}

Sentence with_predicate(const Sentence& given) {
  const Sentence sentence = verb_of_headline(verb_behind_force(stressed_subject(verb_read_as_preposition(given))));
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
