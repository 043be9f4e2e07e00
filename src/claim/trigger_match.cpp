#include "claim/trigger_match.h"

#include <algorithm>

namespace daybook {
namespace {

bool has_word(const ArgumentTest& test, const std::string& word) {
  return std::find(test.words.begin(), test.words.end(), word) != test.words.end();
}

bool has_number(const Scene& scene, const Predicate& predicate) {
  if (predicate.find("number")) return true;
  if (predicate.pos == TriggerPos::noun) return number_of(scene, predicate.word) != nullptr;
  for (const Argument& a : predicate.arguments)
    if ((a.name == "obj" || a.name == "subj" || a.name == "psubj") && number_of(scene, a.head)) return true;
  return false;
}

/// "was not aware of", "has made no such offer", "knew of no such plan".
bool is_negated(const Tree& tree, const Predicate& predicate) {
  auto has_negation = [&](Word w) {
    return std::any_of(tree.children[w].begin(), tree.children[w].end(), [&](Word c) {
      const std::string& f = tree.form[c];
      return f == "not" || f == "n't" || f == "never" || f == "no" || f == "unaware";
    });
  };
  if (has_negation(predicate.word)) return true;
  return std::any_of(predicate.arguments.begin(), predicate.arguments.end(),
                     [&](const Argument& a) { return (a.name == "obj" || a.name == "of") && tree.nominal(a.head) && has_negation(a.head); });
}

bool test_holds(const Scene& scene, const Predicate& predicate, const ArgumentTest& test, std::vector<Word>* matched) {
  const Tree& tree = scene.tree;
  bool result = false;
  if (test.argument == "passive") {
    result = predicate.passive;
  } else if (test.argument == "plural") {
    const Argument* s = predicate.find("subj");
    result = s && (tree.token(s->head).feats.find("Number=Plur") != std::string::npos || with_conjuncts(tree, s->head).size() > 1);
  } else if (test.argument == "negated") {
    result = is_negated(tree, predicate);
  } else if (test.argument == "number") {
    result = has_number(scene, predicate);
  } else if (test.argument == "time") {
    for (const auto& t : scene.mentions.times)
      if (tree.dominates(predicate.word, t.head) || (predicate.light && tree.dominates(*predicate.light, t.head))) result = true;
  } else if (test.argument == "light") {
    const bool in_table = predicate.light && scene.lexicon.is_light(scene.lemma(*predicate.light));
    if (test.words.empty()) result = in_table;
    else result = predicate.light && has_word(test, scene.lemma(*predicate.light));
    if (test.words.empty() && !test.of_class.empty()) {
      const Argument* a = predicate.find("light");
      result = a && is_a(scene, a->head, test.of_class);
    }
  } else if (test.argument == "case" && test.words_negated) {
    const Argument* a = predicate.find("case");
    result = !a || !has_word(test, tree.form[a->head]);
  } else {
    for (const Argument& a : predicate.arguments) {
      if (a.name != test.argument) continue;
      if (!test.of_class.empty()) {
        for (const Word w : with_conjuncts(tree, a.head))
          if (is_a(scene, w, test.of_class)) { result = true; break; }
      } else if (!test.words.empty()) {
        for (const Word w : with_conjuncts(tree, a.head)) {
          const bool is_word = has_word(test, scene.lemma(w)) || has_word(test, tree.form[w]) || has_word(test, scene.lemma(through_quantity(scene, w)));
          if (is_word) {
            result = true;
            if (matched && !test.negated && a.name != "mod" && a.name != "prt") matched->push_back(w);
          }
        }
      } else {
        result = true;
      }
      if (result) break;
    }
  }
  return result != test.negated;
}

/// Lemmas under which a word may stand in the table.
std::vector<std::string> keys_of(const Scene& scene, Word w) {
  const Tree& tree = scene.tree;
  std::vector<std::string> out{tree.lemma[w]};
  const std::string& f = tree.form[w];
  const Upos upos = tree.token(w).upos;
  // A lemmatiser meets new words by guessing: the regular forms are tried beside its guess.
  if (upos == Upos::verb) {
    if (const auto known = scene.lexicon.irregular.find(f); known != scene.lexicon.irregular.end()) out.push_back(known->second);
    auto stem = [&](std::size_t cut) {
      const std::string s = f.substr(0, f.size() - cut);
      out.push_back(s);
      out.push_back(s + "e");
      if (s.size() > 3 && s[s.size() - 1] == s[s.size() - 2]) out.push_back(s.substr(0, s.size() - 1));
    };
    if (f.size() > 4 && f.ends_with("ed")) stem(2);
    else if (f.size() > 5 && f.ends_with("ing")) stem(3);
  }
  if (upos == Upos::propn && w == 0 && f.size() > 4 && f.ends_with("s")) {  // a plural at the head of a sentence
    out.push_back(f.substr(0, f.size() - 1));
    if (f.ends_with("es")) out.push_back(f.substr(0, f.size() - 2));
  }
  if (tree.token(w).upos == Upos::adj && f.size() > 4 && f.ends_with("ed")) {
    out.push_back(f.substr(0, f.size() - 1));
    out.push_back(f.substr(0, f.size() - 2));
  }
  return out;
}

/// Of participles in front of a noun only states of places ("the besieged town") and counted victims claim something.
bool stands_before_noun(const Scene& scene, const TriggerHit& hit) {
  const ClaimKind& kind = scene.lexicon.kinds[hit.trigger->kind];
  if (kind.state) return true;
  return kind.counts && kind.family == "violence" && has_number(scene, hit.predicate);
}

void try_pos(const Scene& scene, Word w, TriggerPos pos, const std::string& key, TriggerHit& best) {
  const auto& table = scene.lexicon.by_lemma[static_cast<std::size_t>(pos)];
  const auto found = table.find(key);
  if (found == table.end()) return;
  const Predicate predicate = predicate_of(scene.tree, w, pos, scene.lexicon);
  for (const std::uint32_t index : found->second) {
    const Trigger& trigger = scene.lexicon.triggers[index];
    std::vector<Word> consumed;
    const bool all = std::all_of(trigger.when.begin(), trigger.when.end(),
                                 [&](const Condition& c) { return holds(scene, predicate, c, &consumed); });
    if (!all) continue;
    const double score = trigger.strength + 0.02 * static_cast<double>(trigger.when.size());
    if (score > best.score) best = {w, &trigger, predicate, score, consumed};
  }
}

/// A chance below this proposes nothing; the decision weighs the others.
constexpr float kLeastChance = 0.1f;

TriggerPos pos_of(Upos upos) {
  if (upos == Upos::verb || upos == Upos::aux) return TriggerPos::verb;
  return upos == Upos::adj || upos == Upos::adv ? TriggerPos::adjective : TriggerPos::noun;
}

}  // namespace

std::vector<TriggerHit> learnt_hits(const Scene& scene, const std::vector<TriggerHit>& by_rows, std::span<const float> chances) {
  std::vector<TriggerHit> out;
  const std::size_t kinds = scene.lexicon.kinds.size();
  if (chances.size() != scene.tree.size() * kinds) return out;  // a language without a head
  for (Word w = 0; w < scene.tree.size(); ++w) {
    const float* chance = chances.data() + w * kinds;
    for (std::uint32_t kind = 0; kind < kinds; ++kind) {
      if (chance[kind] < kLeastChance) continue;
      const bool told = std::any_of(by_rows.begin(), by_rows.end(), [&](const TriggerHit& hit) {
        return hit.trigger->kind == kind && (hit.word == w || hit.predicate.light == w || std::find(hit.consumed.begin(), hit.consumed.end(), w) != hit.consumed.end());
      });
      if (told) continue;
      TriggerHit hit;
      hit.word = w;
      hit.trigger = &scene.lexicon.plain_trigger(kind, pos_of(scene.tree.token(w).upos));
      hit.predicate = predicate_of(scene.tree, w, hit.trigger->pos, scene.lexicon);
      hit.score = chance[kind];
      hit.learnt = true;
      out.push_back(std::move(hit));
    }
  }
  return out;
}

bool holds(const Scene& scene, const Predicate& predicate, const Condition& condition, std::vector<Word>* matched) {
  return std::any_of(condition.begin(), condition.end(), [&](const ArgumentTest& t) { return test_holds(scene, predicate, t, matched); });
}

std::vector<TriggerHit> hits_in(const Scene& scene) {
  const Tree& tree = scene.tree;
  std::vector<TriggerHit> out;
  for (Word w = 0; w < tree.size(); ++w) {
    TriggerHit best;
    best.word = w;
    const Upos upos = tree.token(w).upos;
    const auto relation = tree.relation(w);
    const bool modifier = relation == "compound" || relation == "flat" || (relation == "amod" && upos == Upos::noun);
    for (const std::string& key : keys_of(scene, w)) {
      if (upos == Upos::verb || upos == Upos::adj) try_pos(scene, w, TriggerPos::verb, key, best);
      if ((upos == Upos::noun || upos == Upos::propn) && !modifier) try_pos(scene, w, TriggerPos::noun, key, best);
      if (upos == Upos::adj) try_pos(scene, w, TriggerPos::adjective, key, best);
    }
    if (best.trigger && relation == "amod" && !stands_before_noun(scene, best)) best.trigger = nullptr;
    if (best.trigger) out.push_back(std::move(best));
  }
  std::vector<bool> consumed(tree.size(), false);
  for (const TriggerHit& hit : out)
    for (const Word w : hit.consumed)
      if (w != hit.word) consumed[w] = true;
  // What a light verb says of its noun is said by the noun: the verb of "the truce began" is no second trigger.
  for (const TriggerHit& hit : out)
    if (hit.predicate.pos == TriggerPos::noun && hit.predicate.light && !hit.trigger->phase.empty() && !consumed[hit.word])
      consumed[*hit.predicate.light] = true;
  std::erase_if(out, [&](const TriggerHit& hit) { return consumed[hit.word]; });
  return out;
}

}  // namespace daybook
