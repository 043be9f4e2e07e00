#include "claim/predicate.h"

#include <algorithm>
#include <array>

namespace daybook {
namespace {

bool is_relative_pronoun(const Tree& tree, Word w) {
  const std::string& f = tree.form[w];
  return f == "who" || f == "which" || f == "that" || f == "whom" || f == "whose";
}

bool has_mark(const Tree& tree, Word w, std::string_view mark) {
  for (const Word c : tree.children[w])
    if (tree.relation(c) == "mark" && tree.form[c] == mark) return true;
  return false;
}

/// The noun a relative clause hangs on, also for verbs coordinated with or controlled by the one that hangs.
std::optional<Word> antecedent(const Tree& tree, Word verb) {
  for (int steps = 0; steps < 4; ++steps) {
    if (tree.has_relation(verb, "acl:relcl")) return tree.head(verb);
    const auto relation = tree.relation(verb);
    const auto head = tree.head(verb);
    if (!head || (relation != "conj" && relation != "xcomp" && relation != "ccomp")) return std::nullopt;
    verb = *head;
  }
  return std::nullopt;
}

/// "18 others" that the parser took for an adverbial: a bare noun behind the verb that is no time.
std::optional<Word> bare_object(const Tree& tree, Word verb) {
  if (const auto o = tree.child(verb, "obj")) return o;
  for (const Word c : tree.children[verb])
    if (c > verb && (tree.has_relation(c, "obl:unmarked") || tree.has_relation(c, "obl:npmod") || tree.relation(c) == "obl") && tree.preposition(c).empty() &&
        tree.token(c).upos != Upos::adv) {
      static constexpr std::array<std::string_view, 24> kTimes{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "day", "week", "month",
          "year", "today", "yesterday", "tomorrow", "night", "morning", "evening", "january", "february", "hour", "time", "times", "afternoon", "weekend"};
      if (std::find(kTimes.begin(), kTimes.end(), tree.lemma[c]) != kTimes.end()) continue;
      // a bare numeral counts victims ("wounding as many as 235"), unless it belongs to a date
      const bool counts = tree.form[c - 1] == "as" || tree.form[c - 1] == "than" || tree.form[c - 1] == "least" || c == verb + 1;
      if (tree.token(c).upos != Upos::num || counts) return c;
    }
  return std::nullopt;
}

std::optional<Word> passive_agent(const Tree& tree, Word verb) {
  for (const Word c : tree.children[verb])
    if ((tree.relation(c) == "obl" || tree.relation(c) == "nmod") && (tree.has_relation(c, "obl:agent") || tree.preposition(c) == "by"))
      return c;
  return std::nullopt;
}

void add_prepositions(const Tree& tree, Word of, bool shared, std::vector<Argument>& out) {
  for (const Word c : tree.children[of]) {
    const auto relation = tree.relation(c);
    if (relation != "obl" && relation != "nmod") continue;
    const std::string prep = tree.preposition(c);
    if (!prep.empty()) out.push_back({prep, c, shared});
  }
}

void add_adverbs(const Tree& tree, Word of, std::vector<Argument>& out) {
  static constexpr std::array<std::string_view, 9> kDirections{"forward", "back", "out", "down", "up", "over", "off", "away", "again"};
  for (const Word c : tree.children[of]) {
    if (tree.has_relation(c, "compound:prt")) {
      out.push_back({"prt", c, false});
    } else if (tree.relation(c) == "advmod") {
      const bool direction = std::find(kDirections.begin(), kDirections.end(), tree.form[c]) != kDirections.end();
      out.push_back({direction ? "prt" : tree.form[c], c, false});
    }
  }
}

void add_nested(const Tree& tree, std::vector<Argument>& out) {
  const std::size_t own = out.size();
  for (std::size_t i = 0; i < own; ++i) {
    const std::string name = out[i].name;
    const Word head = out[i].head;
    if (name == "surface" || name == "light" || name.starts_with("nested") || name.starts_with("subj:")) continue;
    if (!tree.nominal(head)) continue;
    if (name == "subj") {  // "talks between X and Y collapsed"
      for (const Word c : tree.children[head])
        if (tree.has_relation(c, "nmod:poss")) out.push_back({"subj:poss", c, false});
        else if (tree.relation(c) == "nmod" && (tree.preposition(c) == "between" || tree.preposition(c) == "with")) out.push_back({"subj:" + tree.preposition(c), c, false});
      continue;
    }
    for (const Word c : tree.children[head]) {
      const auto relation = tree.relation(c);
      if (tree.has_relation(c, "nmod:poss")) {
        out.push_back({"nested:poss", c, false});
      } else if (relation == "nmod" || relation == "obl") {
        const std::string prep = tree.preposition(c);
        if (!prep.empty()) out.push_back({"nested:" + prep, c, false});
      } else if (relation == "compound" || relation == "amod") {
        out.push_back({"nested:mod", c, false});
      }
    }
  }
}

void add_verb_arguments(const Tree& tree, Word verb, Predicate& p) {
  const CoreArguments core = core_arguments(tree, verb);
  p.passive = core.passive;
  if (core.subject) p.arguments.push_back({"subj", *core.subject, core.subject_shared});
  if (core.object) p.arguments.push_back({"obj", *core.object, core.object_shared});
  if (core.surface && !(core.passive ? core.object_shared : core.subject_shared)) p.subject = core.surface;
  for (const Word c : tree.children[verb]) {
    const auto relation = tree.relation(c);
    if (relation == "iobj") p.arguments.push_back({"iobj", c, false});
    else if (relation == "xcomp") p.arguments.push_back({"xcomp", c, false});
    else if (relation == "ccomp") {
      p.arguments.push_back({"ccomp", c, false});
      if (const auto s = tree.child(c, "nsubj")) p.arguments.push_back({"ccomp:subj", *s, false});
    }
    else if (relation == "aux") p.arguments.push_back({"aux", c, false});
    else if (relation == "advcl") {
      if (has_mark(tree, c, "if")) p.arguments.push_back({"if", c, false});
      if (has_mark(tree, c, "after")) p.arguments.push_back({"after", c, false});
      if (has_mark(tree, c, "when")) p.arguments.push_back({"when", c, false});
      // "in capturing X", "of attacking Y": a preposition before a clause
      for (const Word m : tree.children[c])
        if (tree.relation(m) == "mark" && tree.token(m).upos == Upos::adp) p.arguments.push_back({tree.form[m], c, false});
    }
  }
  add_prepositions(tree, verb, false, p.arguments);
  add_adverbs(tree, verb, p.arguments);
  // What stands after the last of coordinated verbs may belong to the first: "attacked and captured the town of X".
}

/// The verb that carries a noun: its object, passive subject, subject, or an oblique of coming and going.
std::optional<Word> carrier(const Tree& tree, Word noun) {
  Word w = noun;
  for (int steps = 0; steps < 3; ++steps) {
    const auto relation = tree.relation(w);
    const auto head = tree.head(w);
    if (!head) return std::nullopt;
    if (relation == "obj" || relation == "nsubj" || relation == "obl") return tree.verbal(*head) ? head : std::nullopt;
    // "a series of attacks", "talks and meetings"
    if (relation == "conj" || (relation == "nmod" && tree.preposition(w) == "of")) w = *head;
    else return std::nullopt;
  }
  return std::nullopt;
}

/// "claimed responsibility for the attack", "the attack was claimed by X": the verb.
std::optional<Word> responsibility_claim(const Tree& tree, Word noun) {
  const auto head = tree.head(noun);
  if (!head) return std::nullopt;
  if (tree.lemma[*head] == "claim" && tree.verbal(*head) && (tree.relation(noun) == "obj" || tree.has_relation(noun, "nsubj:pass"))) return head;
  if (tree.preposition(noun) != "for") return std::nullopt;
  if (tree.lemma[*head] == "responsibility")
    if (const auto verb = tree.head(*head); verb && (tree.lemma[*verb] == "claim" || tree.lemma[*verb] == "take" || tree.lemma[*verb] == "accept")) return verb;
  if ((tree.lemma[*head] == "claim" || tree.lemma[*head] == "take") && tree.verbal(*head))
    if (const auto o = tree.child(*head, "obj"); o && tree.lemma[*o] == "responsibility") return head;
  return std::nullopt;
}

void add_noun_modifiers(const Tree& tree, Word noun, bool shared, std::vector<Argument>& out) {
  for (const Word c : tree.children[noun]) {
    const auto relation = tree.relation(c);
    if (tree.has_relation(c, "nmod:poss")) out.push_back({"poss", c, shared});
    else if (relation == "nmod" || relation == "obl") {
      const std::string prep = tree.preposition(c);
      if (!prep.empty()) out.push_back({prep, c, shared});
      else out.push_back({"mod", c, shared});
    } else if (relation == "compound" || relation == "amod" || relation == "flat") {
      out.push_back({"mod", c, shared});
      // "air and artillery strikes"; "US - led raids"
      for (const Word d : tree.children[c])
        if (tree.relation(d) == "conj" || tree.relation(d) == "compound" || tree.relation(d) == "obl" || tree.relation(d) == "nmod")
          out.push_back({"mod", d, shared});
      // "US - led", "rebel-held": who leads or holds
      const std::string& f = tree.form[c];
      if (const auto dash = f.find('-'); dash != std::string::npos && dash > 0 && dash + 1 < f.size()) out.push_back({"mod", c, shared});
    } else if (relation == "nummod") {
      out.push_back({"number", c, shared});
    } else if (relation == "acl") {
      if (!tree.verbal(c)) continue;
      if (has_mark(tree, c, "to")) {
        out.push_back({"xcomp", c, shared});
        if (const auto object = core_arguments(tree, c).object) out.push_back({"xplace", *object, shared});
      } else if (const auto agent = passive_agent(tree, c)) {
        out.push_back({"acl:by", *agent, shared});
      }
    }
  }
}

void add_noun_arguments(const Tree& tree, Word noun, const ClaimLexicon& lexicon, Predicate& p) {
  add_noun_modifiers(tree, noun, false, p.arguments);
  if (tree.relation(noun) == "conj")
    if (const auto first = tree.head(noun); first && tree.nominal(*first)) {
      std::vector<Argument> of_first;
      add_noun_modifiers(tree, *first, true, of_first);
      for (Argument& a : of_first)  // "government raids and arrests": what stands before the first may cover both
        if (a.name == "poss" || a.name == "mod" || a.head > noun) p.arguments.push_back(std::move(a));
    }
  for (const Word c : tree.children[noun])
    if (tree.relation(c) == "conj" && tree.nominal(c)) {  // "deaths and injuries in X"
      std::vector<Argument> of_last;
      add_noun_modifiers(tree, c, true, of_last);
      for (Argument& a : of_last)
        if (a.head > c && a.name != "number") p.arguments.push_back(std::move(a));
    }
  for (const Word c : tree.children[noun])
    if (tree.relation(c) == "case") p.arguments.push_back({"case", c, false});
  if (const auto subject = tree.child(noun, "nsubj")) {
    Word who = *subject;
    if (is_relative_pronoun(tree, who))
      if (const auto n = antecedent(tree, noun)) who = *n;
    p.arguments.push_back({"psubj", who, false});
    p.subject = subject;
  } else if (const auto head = tree.head(noun); head && tree.relation(noun) == "xcomp") {
    if (const auto core = core_arguments(tree, *head); core.surface) {  // "X remains a target"
      p.arguments.push_back({"psubj", *core.surface, true});
      p.light = head;
    }
  }
  // "12 districts in the hands of the rebels": what the phrase is said of
  if (const auto head = tree.head(noun); head && tree.relation(noun) == "nmod" && tree.nominal(*head))
    if (const std::string prep = tree.preposition(noun); prep == "in" || prep == "under") p.arguments.push_back({"surface", *head, true});
  auto verb = carrier(tree, noun);
  if (const auto claimed = responsibility_claim(tree, noun)) {
    verb = claimed;
    p.light = verb;
    if (const CoreArguments core = core_arguments(tree, *verb); core.subject) p.arguments.push_back({"light", *core.subject, core.subject_shared});
    return;
  }
  if (!verb) return;
  const CoreArguments core = core_arguments(tree, *verb);
  const bool oblique = tree.relation(noun) == "obl";
  if (oblique) {
    if (core.surface) p.arguments.push_back({"surface", *core.surface, true});
    // "raised the pressure with attacks in X": who does the one does the other
    if (core.subject && tree.preposition(noun) == "with") p.arguments.push_back({"light", *core.subject, true});
    const std::string prep = tree.preposition(noun);
    if (prep == "under" || prep == "in" || prep == "to" || prep == "into" || prep == "on") {
      if (prep == "under" || lexicon.light_act.contains(tree.lemma[*verb])) p.light = verb;
    }
    return;
  }
  p.light = verb;
  const bool as_object = core.object && (*core.object == noun || tree.dominates(*core.object, noun));
  if (as_object && core.subject && lexicon.light_act.contains(tree.lemma[*verb]))
    p.arguments.push_back({"light", *core.subject, core.subject_shared});
  if (lexicon.is_light(tree.lemma[*verb])) add_prepositions(tree, *verb, false, p.arguments);
}

}  // namespace

const Argument* Predicate::find(std::string_view name) const {
  for (const Argument& a : arguments)
    if (a.name == name) return &a;
  return nullptr;
}

CoreArguments core_arguments(const Tree& tree, Word verb, int depth) {
  CoreArguments out;
  if (depth > 6) return out;
  const auto relation = tree.relation(verb);
  const auto head = tree.head(verb);
  const bool participle = tree.token(verb).xpos == "VBN" || tree.token(verb).feats.find("Voice=Pass") != std::string::npos;
  const bool has_aux = tree.child(verb, "aux").has_value();
  out.passive = tree.child(verb, "aux:pass") || tree.child(verb, "nsubj:pass");
  // "forces retreated": verbs of going have no passive, whatever a tagger makes of their past form
  static constexpr std::array<std::string_view, 10> kNoPassive{"retreated", "withdrew", "fled", "surrendered", "arrived", "escaped", "advanced", "fell", "died", "controlled"};
  if (out.passive && !tree.child(verb, "aux:pass") && std::find(kNoPassive.begin(), kNoPassive.end(), tree.form[verb]) != kNoPassive.end()) out.passive = false;
  const bool reduced = relation == "acl" || relation == "advcl" || relation == "amod";
  if (!out.passive && participle && reduced && !has_aux && !bare_object(tree, verb) && !tree.child(verb, "nsubj")) out.passive = true;
  bool surface_shared = false;
  std::optional<Word> hyphen_agent;
  if (const auto s = tree.child(verb, "nsubj")) {
    out.surface = s;
    if (is_relative_pronoun(tree, *s))
      if (const auto n = antecedent(tree, verb)) out.surface = n, surface_shared = false;
  }
  std::optional<Word> object = out.passive ? tree.child(verb, "obj") : bare_object(tree, verb);
  if (object && is_relative_pronoun(tree, *object))
    if (const auto n = antecedent(tree, verb)) object = n;

  if (!out.surface && head) {
    surface_shared = true;
    if (relation == "conj" && tree.verbal(*head)) {
      const CoreArguments first = core_arguments(tree, *head, depth + 1);
      if (participle && first.passive && !object && !tree.child(verb, "aux")) out.passive = true;
      out.surface = first.surface;
    } else if (tree.has_relation(verb, "acl:relcl")) {
      out.surface = head;
    } else if (relation == "acl") {
      if (has_mark(tree, verb, "to")) {
        // "an operation to retake X": whoever has the operation
        if (const auto owner = tree.child(*head, "nmod:poss")) out.surface = owner;
        else if (const auto governor = tree.head(*head); governor && tree.verbal(*governor))
          out.surface = core_arguments(tree, *governor, depth + 1).subject;
      } else {
        out.surface = head;
      }
    } else if (relation == "amod") {
      out.surface = head;
      // "rebel - held suburb": what stands before the hyphen acts
      if (out.passive && verb >= 2 && tree.form[verb - 1] == "-") hyphen_agent = verb - 2;
    } else if (relation == "advcl") {
      if (tree.verbal(*head)) out.surface = core_arguments(tree, *head, depth + 1).surface;
      else if (const auto s = tree.child(*head, "nsubj")) out.surface = s;
    } else if (relation == "xcomp") {
      if (const auto o = tree.child(*head, "obj"); o && tree.lemma[*head] != "promise") out.surface = o;
      else if (tree.verbal(*head)) out.surface = core_arguments(tree, *head, depth + 1).surface;
      else if (const auto s = tree.child(*head, "nsubj")) out.surface = s;
      else if (tree.relation(*head) == "amod") out.surface = tree.head(*head);
    }
  }
  if (out.passive) {
    out.object = out.surface;
    out.object_shared = surface_shared;
    out.subject = passive_agent(tree, verb);
    if (!out.subject) out.subject = hyphen_agent;
    if (object && !out.object) out.object = object;
    return out;
  }
  out.subject = out.surface;
  out.subject_shared = surface_shared;
  if (!object) {
    // A relative clause with a subject of its own leaves its object to the noun: "the town they captured".
    if (tree.has_relation(verb, "acl:relcl") && tree.child(verb, "nsubj") && out.surface != head) {
      bool stranded = true;
      for (const Word c : tree.children[verb])
        if ((tree.relation(c) == "obl" || tree.relation(c) == "advmod") && !tree.children[c].empty() && is_relative_pronoun(tree, c)) stranded = false;
        else if (tree.form[c] == "where" || tree.form[c] == "when" || is_relative_pronoun(tree, c)) stranded = tree.relation(c) == "obj";
      if (stranded) object = head, out.object_shared = true;
    }
    // "attacked and captured the town": the object of neighbours is shared.
    if (!object && relation == "conj" && head && tree.verbal(*head) && *head < verb)
      if (const auto o = tree.child(*head, "obj"); o && *o > verb) object = o, out.object_shared = true;
    if (!object)
      for (const Word c : tree.children[verb])
        if (tree.relation(c) == "conj" && tree.verbal(c) && c > verb && c - verb <= 3 && !tree.child(c, "nsubj"))
          if (const auto o = tree.child(c, "obj")) { object = o, out.object_shared = true; break; }
  }
  out.object = object;
  return out;
}

bool is_finite_under_noun(const Tree& tree, Word verb) {
  if (!tree.has_relation(verb, "acl") || !tree.verbal(verb)) return false;
  const std::string& tag = tree.token(verb).xpos;
  if (tag == "VBD" || tag == "VBZ" || tag == "VBP") return true;
  if (tree.child(verb, "aux:pass") || (tree.child(verb, "aux") && !has_mark(tree, verb, "to"))) return true;
  return tag == "VBN" && bare_object(tree, verb).has_value();
}

std::optional<Word> tight_partner(const Tree& tree, Word verb) {
  auto tight = [&](Word first, Word second) {
    return second > first && second - first <= 2 && !tree.child(second, "nsubj") && !tree.child(second, "aux");
  };
  if (tree.relation(verb) == "conj")
    if (const auto head = tree.head(verb); head && tree.verbal(*head) && tight(*head, verb)) return head;
  for (const Word c : tree.children[verb])
    if (tree.relation(c) == "conj" && tree.verbal(c) && tight(verb, c)) return c;
  return std::nullopt;
}

Predicate predicate_of(const Tree& tree, Word word, TriggerPos pos, const ClaimLexicon& lexicon) {
  Predicate p;
  p.word = word;
  p.pos = pos;
  switch (pos) {
    case TriggerPos::verb: add_verb_arguments(tree, word, p); break;
    case TriggerPos::noun: add_noun_arguments(tree, word, lexicon, p); break;
    case TriggerPos::adjective:
      if (const auto s = tree.child(word, "nsubj")) p.arguments.push_back({"psubj", *s, false}), p.subject = s;
      else if (tree.relation(word) == "xcomp" && tree.head(word)) {
        if (const auto core = core_arguments(tree, *tree.head(word)); core.surface) p.arguments.push_back({"psubj", *core.surface, true});
      }
      if (const auto x = tree.child(word, "xcomp")) p.arguments.push_back({"xcomp", *x, false});
      else if (const auto a = tree.child(word, "advcl")) p.arguments.push_back({"xcomp", *a, false});
      add_prepositions(tree, word, false, p.arguments);
      break;
  }
  add_nested(tree, p.arguments);
  return p;
}

Word first_of_list(const Tree& tree, Word word) {
  while (tree.relation(word) == "conj" && tree.head(word) && tree.nominal(*tree.head(word))) word = *tree.head(word);
  return word;
}

const char* construction_of(const Predicate& p) {
  switch (p.pos) {
    case TriggerPos::verb: return p.passive ? "passive" : "verb";
    case TriggerPos::noun: return p.light ? "light noun" : "noun";
    case TriggerPos::adjective: return "adjective";
  }
  return "";
}

std::vector<Word> with_conjuncts(const Tree& tree, Word word) {
  std::vector<Word> out{word};
  for (const Word c : tree.children[word])
    if (tree.relation(c) == "conj" && !tree.verbal(c)) {
      const auto more = with_conjuncts(tree, c);
      out.insert(out.end(), more.begin(), more.end());
    }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace daybook
