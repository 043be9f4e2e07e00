#include "claim/quote.h"

#include <algorithm>

namespace daybook {
namespace {

constexpr std::size_t kLongClause = 12;  // words of a subordinate clause that is background, not part of the claim

bool any_trigger(const Tree& tree, Word top, const std::vector<bool>& triggers) {
  if (triggers[top]) return true;
  return std::any_of(tree.children[top].begin(), tree.children[top].end(), [&](Word c) { return any_trigger(tree, c, triggers); });
}

bool leave_out(const Scene& scene, Word c, Word of, Word clause, const Predicate& predicate, const std::vector<bool>& triggers) {
  const Tree& tree = scene.tree;
  const auto r = tree.relation(c);
  if (tree.dominates(c, predicate.word)) return false;
  if (r == "punct" || r == "parataxis" || r == "discourse" || r == "vocative" || r == "list" || r == "cc") return true;
  if (r == "mark") return tree.form[c] != "to" && (of == clause || of == predicate.word);
  if (r == "advmod" && of == clause && (tree.form[c] == "while" || tree.form[c] == "when" || tree.form[c] == "as" || tree.form[c] == "since" || tree.form[c] == "ever")) return true;
  if (is_finite_under_noun(tree, c) && triggers[c]) return true;
  if (r == "conj") {
    if (tree.verbal(of) && tight_partner(tree, of) == c) return false;
    if (tree.predicative(c) && !tree.nominal(c)) return true;
    if (tree.verbal(of) && tree.child(c, "nsubj")) return true;
    return triggers[c] && !tree.verbal(of);
  }
  if (r == "obl" || r == "nmod") {
    const std::string prep = tree.preposition(c);
    if (prep == "according" || prep == "amid" || prep == "despite" || prep == "after" || prep == "following" || prep == "prior") return prep == "according" || any_trigger(tree, c, triggers);
    return false;
  }
  if (predicate.keeps_content && c > predicate.word && (r == "advcl" || r == "acl" || r == "xcomp" || r == "ccomp") && !tree.has_relation(c, "acl:relcl") &&
      subtree_of(tree.sentence, c).size() <= 2 * kLongClause) {
    for (const Word m : tree.children[c])
      if (tree.relation(m) == "mark" && (tree.form[m] == "to" || tree.form[m] == "of" || tree.form[m] == "for" || tree.form[m] == "that" || tree.form[m] == "if")) return false;
  }
  if (r == "advcl") {
    if (any_trigger(tree, c, triggers)) return true;
    return subtree_of(tree.sentence, c).size() > kLongClause;
  }
  if (r == "acl") {
    if (tree.has_relation(c, "acl:relcl") || of < c) return any_trigger(tree, c, triggers) || subtree_of(tree.sentence, c).size() > kLongClause;
    return false;
  }
  if (r == "appos") return subtree_of(tree.sentence, c).size() > kLongClause || any_trigger(tree, c, triggers);
  return false;
}

void collect(const Scene& scene, Word top, Word clause, const Predicate& predicate, const std::vector<bool>& triggers, std::vector<Word>& out, bool& cut) {
  out.push_back(top);
  for (const Word c : scene.tree.children[top]) {
    if (leave_out(scene, c, top, clause, predicate, triggers)) {
      const auto r = scene.tree.relation(c);
      if (r == "acl" || r == "advcl" || r == "appos" || r == "parataxis") cut = true;
      continue;
    }
    collect(scene, c, clause, predicate, triggers, out, cut);
  }
}

}  // namespace

Word clause_top(const Scene& scene, const Predicate& predicate, const std::vector<bool>& triggers) {
  const Tree& tree = scene.tree;
  Word top = predicate.word;
  if (predicate.light && (predicate.pos != TriggerPos::noun || scene.lexicon.is_light(tree.lemma[*predicate.light]) || tree.relation(top) == "xcomp")) {
    // A light verb that is a trigger itself ("killed") makes its own claim; the noun keeps to its phrase.
    if (!triggers[*predicate.light]) top = *predicate.light;
  }
  if (tree.relation(top) == "conj" && tree.verbal(top))
    if (const auto partner = tight_partner(tree, top); partner && *partner < top) top = *partner;
  for (int steps = 0; steps < 3; ++steps) {
    const auto head = tree.head(top);
    if (!head || tree.relation(top) != "xcomp" || !tree.verbal(*head) || triggers[*head]) break;
    if (tree.child(*head, "obj")) break;
    top = *head;
  }
  if (predicate.pos != TriggerPos::noun && tree.relation(top) == "amod")
    if (const auto head = tree.head(top)) return *head;  // "the besieged enclave"
  return top;
}

Span clause_span(const Scene& scene, const Predicate& predicate, const std::vector<bool>& triggers) {
  const Tree& tree = scene.tree;
  const Word top = clause_top(scene, predicate, triggers);
  std::vector<Word> words;
  // A subject interrupted by a clause of its own is left out: the quote starts behind it.
  std::optional<Word> skip;
  for (const Word c : tree.children[top])
    if (c < top && (tree.relation(c) == "nsubj" || tree.relation(c) == "csubj") && !tree.dominates(c, predicate.word)) {
      std::vector<Word> subject;
      bool interrupted = false;
      collect(scene, c, top, predicate, triggers, subject, interrupted);
      if (interrupted) skip = c;
    }
  words.push_back(top);
  for (const Word c : tree.children[top]) {
    if (skip && (c <= *skip)) continue;
    if (leave_out(scene, c, top, top, predicate, triggers)) continue;
    bool inner = false;
    collect(scene, c, top, predicate, triggers, words, inner);
  }
  // The preposition of the phrase is no part of it.
  if (!tree.verbal(top) && !tree.child(top, "cop"))
    std::erase_if(words, [&](Word w) { return tree.head(w) == top && tree.relation(w) == "case" && w < top; });
  std::sort(words.begin(), words.end());
  Span out = span_of(tree.sentence, words);
  if (is_finite_under_noun(tree, top)) {  // the noun it hangs on is its subject
    const Word noun = *tree.head(top);
    for (const Word w : subtree_of(tree.sentence, noun))
      if (w <= noun && tree.relation(w) != "punct" && tree.relation(w) != "mark") { out = cover(out, tree.token(w).span); break; }
  }
  return out;
}

}  // namespace daybook
