#include "claim/modality.h"

#include <optional>

namespace daybook {
namespace {

bool has_child_form(const Tree& tree, Word w, std::string_view relation, std::string_view form) {
  for (const Word c : tree.children[w])
    if (tree.relation(c) == relation && tree.form[c] == form) return true;
  return false;
}

bool under_condition(const Tree& tree, Word w) {
  for (const Word c : tree.children[w])
    if (tree.relation(c) == "advcl" && (has_child_form(tree, c, "mark", "if") || has_child_form(tree, c, "mark", "unless"))) return true;
  return false;
}

/// Auxiliaries, negation and adverbs on the word itself.
std::optional<Modality> on_word(const Scene& scene, Word w) {
  const Tree& tree = scene.tree;
  std::optional<Modality> out;
  for (const Word c : tree.children[w]) {
    const auto relation = tree.relation(c);
    const std::string& f = tree.form[c];
    if (relation == "aux") {
      const std::string& l = tree.lemma[c];
      if (l == "will" || f == "'ll" || l == "shall" || f == "would") out = under_condition(tree, w) ? Modality::conditional : Modality::planned;
      else if (l == "may" || l == "might" || l == "can" || l == "could" || f == "could" || f == "might") out = out.value_or(Modality::possible);
      else if (l == "should" || l == "must") out = out.value_or(Modality::demanded);
    } else if (relation == "advmod" || relation == "det" || relation == "amod" || relation == "case" || relation == "mark") {
      if (relation == "amod" && tree.verbal(w)) continue;
      if (const auto hedge = scene.lexicon.hedges.find(f); hedge != scene.lexicon.hedges.end()) {
        if (f == "not" && has_child_form(tree, c, "advmod", "only")) continue;
        if (hedge->second == Modality::negated) return Modality::negated;
        if (!out) out = hedge->second;
      }
    } else if (relation == "obl" && c < w && tree.preposition(c) == "on" && scene.lexicon.in_class("medium", scene.lemma(c)) && !scene.lexicon.cue_verbs.contains(scene.lemma(w))) {
      if (!out) out = Modality::reported;  // "on Twitter the city had fallen"; not who announces something on the radio, nor a ban on Facebook
    } else if (relation == "nsubj") {
      if (has_child_form(tree, c, "det", "no") || f == "nobody" || f == "none") return Modality::negated;
      if (has_child_form(tree, c, "advmod", "not") && !has_child_form(tree, c, "advmod", "only")) return Modality::negated;  // "not one capital"
    }
  }
  // "is to visit", as the parser has it; "appeared to be an attack" is no plan.
  if (!out && has_child_form(tree, w, "mark", "to") && tree.child(w, "cop") && tree.relation(w) != "xcomp") out = Modality::planned;
  for (const Word c : tree.children[w])
    if (tree.relation(c) == "mark" && (tree.form[c] == "if" || tree.form[c] == "unless" || tree.form[c] == "whether")) return Modality::conditional;
  return out;
}

std::optional<Modality> from_governor(const Scene& scene, Word governor, Word w, bool clausal) {
  const Tree& tree = scene.tree;
  if (tree.lemma[governor] == "go" && tree.form[governor] == "going" && tree.relation(w) == "xcomp") return Modality::planned;
  if ((tree.lemma[governor] == "have" || tree.lemma[governor] == "need") && tree.relation(w) == "xcomp") return Modality::demanded;
  const auto found = scene.lexicon.governors.find(tree.lemma[governor]);
  if (found == scene.lexicon.governors.end()) return std::nullopt;
  bool applies = false;
  switch (found->second.scope) {
    case GovernorScope::any: applies = true; break;
    case GovernorScope::clause: applies = clausal; break;
    case GovernorScope::price: applies = !clausal && tree.preposition(governor) == "in" && tree.preposition(w) == "for"; break;
    case GovernorScope::infinitive: applies = clausal && tree.relation(w) == "xcomp"; break;
    case GovernorScope::passive:
      applies = clausal && tree.relation(w) == "xcomp" && (tree.child(governor, "aux:pass") || tree.token(governor).xpos == "VBN");
      break;
  }
  if (!applies) return std::nullopt;
  // "did not deny", "refused to rule out": what is under a negated governor stands as it is
  if (has_child_form(tree, governor, "advmod", "not") || has_child_form(tree, governor, "advmod", "n't")) {
    if (found->second.modality == Modality::negated || found->second.modality == Modality::denied) return std::nullopt;
    return Modality::negated;
  }
  return found->second.modality;
}

}  // namespace

Modality modality_of(const Scene& scene, const Predicate& predicate) {
  const Tree& tree = scene.tree;
  if (const auto own = on_word(scene, predicate.word)) return *own;
  Word w = predicate.word;
  for (int steps = 0; steps < 8; ++steps) {
    const auto head = tree.head(w);
    if (!head) break;
    const auto relation = tree.relation(w);
    const bool clausal = relation == "xcomp" || relation == "ccomp" || relation == "acl" || relation == "advcl" || relation == "csubj";
    if (tree.has_relation(w, "acl:relcl") || relation == "parataxis" || relation == "appos") break;
    const bool infinitive = has_child_form(tree, w, "mark", "to");
    const bool nominal_under = tree.nominal(w) || !tree.verbal(w);
    if (relation == "xcomp" || relation == "ccomp" || (clausal && infinitive)) {
      if (const auto m = from_governor(scene, *head, w, true)) return *m;
      if (infinitive && (relation == "acl" || relation == "advcl")) return Modality::planned;  // purpose
    } else if (relation == "acl" || relation == "advcl") {
      // "prevented from entering", "risk of losing"
      bool after_preposition = false;
      for (const Word c : tree.children[w])
        if (tree.relation(c) == "mark" && tree.token(c).upos == Upos::adp && (tree.form[c] == "from" || tree.form[c] == "of" || tree.form[c] == "against" || tree.form[c] == "to" || tree.form[c] == "about"))
          after_preposition = true;
      if (after_preposition)
        if (const auto m = from_governor(scene, *head, w, true)) return *m;
      if (!after_preposition) break;
    } else if (nominal_under && (relation == "obj" || relation == "nmod" || relation == "obl" || relation == "nsubj")) {
      const std::string prep = tree.preposition(w);
      const bool carried = predicate.light && *predicate.light == *head;
      const bool in_front = relation == "obl" && w < *head;  // "on a visit to Ankara he called on both sides": when or where, and not called for
      if (carried) {
        if (const auto m = on_word(scene, *head)) return *m;
        if (relation == "obj" || tree.has_relation(w, "nsubj:pass"))
          if (const auto m = from_governor(scene, *head, w, false)) return *m;
      } else if (relation == "obj" || (relation != "nsubj" && !in_front && (prep == "of" || prep == "for" || prep == "on" || prep == "from" || prep == "to"))) {
        if (const auto m = from_governor(scene, *head, w, false)) return *m;
      }
      if (relation == "nsubj" && !carried) break;
      if ((relation == "obl" || relation == "nmod") && !carried && prep != "of" && prep != "for") break;
    } else if (relation == "conj") {
      if (tree.child(w, "nsubj") || tree.child(w, "aux")) {
        // a clause of its own; only what governs both still holds
      } else if (const auto m = on_word(scene, *head); m && *m != Modality::negated) {
        return *m;
      }
    } else {
      break;
    }
    if (relation == "xcomp" && tree.verbal(*head))
      if (const auto m = on_word(scene, *head)) return *m;
    w = *head;
  }
  return Modality::asserted;
}

bool is_question(const Tree& tree) {
  for (Word i = static_cast<Word>(tree.size()); i-- > 0;) {
    const std::string& f = tree.form[i];
    if (f == "?") return true;
    if (tree.token(i).upos != Upos::punct) return false;
  }
  return false;
}

}  // namespace daybook
