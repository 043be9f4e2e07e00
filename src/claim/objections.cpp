#include "claim/objections.h"

#include <algorithm>

namespace daybook {
namespace {

/// Content of a demand, an accusation, a promise: the hit that it hangs under, if any.
const TriggerHit* speech_above(const Scene& scene, const std::vector<TriggerHit>& hits, const TriggerHit& hit) {
  for (const TriggerHit& other : hits) {
    if (other.word == hit.word || !scene.lexicon.kinds[other.trigger->kind].speech) continue;
    if (scene.tree.dominates(other.word, hit.word)) {
      Word at = hit.word;
      while (scene.tree.head(at) && *scene.tree.head(at) != other.word) at = *scene.tree.head(at);
      const auto r = scene.tree.relation(at);
      if (r == "conj" || r == "nsubj" || r == "parataxis") continue;
      if (r == "advcl" && std::none_of(scene.tree.children[at].begin(), scene.tree.children[at].end(),
                                       [&](Word m) { return scene.tree.relation(m) == "mark" && (scene.tree.form[m] == "to" || scene.tree.form[m] == "of" || scene.tree.form[m] == "for"); }))
        continue;
      const std::string prep = scene.tree.preposition(at);
      if (r == "obl" && (prep == "after" || prep == "in" || prep == "during" || prep == "following")) continue;
      return &other;
    }
  }
  return nullptr;
}

/// "an operation to retake X" is one claim: the attack.
bool is_purpose_of_attack(const Scene& scene, const std::vector<TriggerHit>& hits, const TriggerHit& hit) {
  const auto head = scene.tree.head(hit.word);
  if (!head || scene.tree.relation(hit.word) == "conj") return false;
  bool infinitive = false;
  for (const Word c : scene.tree.children[hit.word])
    if (scene.tree.relation(c) == "mark" && scene.tree.form[c] == "to") infinitive = true;
  if (!infinitive) return false;
  for (const TriggerHit& other : hits) {
    const std::string& kind = scene.lexicon.kinds[other.trigger->kind].name;
    if ((kind == "attack" || kind == "strike" || kind == "advance") && other.predicate.pos == TriggerPos::noun &&
        (other.word == *head || other.predicate.light == head))
      return true;
  }
  return false;
}

/// Bare mention of an event without any slot is no claim of its own ("the attack").
bool says_enough(const Scene& scene, const ClaimKind& kind, const Draft& draft) {
  const Claim& claim = draft.claim;
  const TriggerHit& hit = *draft.hit;
  if (kind.needs_place && claim.places.empty()) {
    for (const char* argument : {"obj", "of", "psubj", "subj", "surface"})
      if (const Argument* a = hit.predicate.find(argument); a && (is_a(scene, a->head, "area") || is_a(scene, a->head, "settlement"))) return true;
    return !claim.numbers.empty() || (!claim.actors.empty() && hit.trigger->strength >= 0.8);
  }
  if (hit.predicate.pos == TriggerPos::verb && (kind.family == "talks" || kind.family == "speech") && !hit.predicate.passive && !hit.predicate.find("subj"))
    return false;  // "to reach a lasting peace": nobody is said to
  if (hit.predicate.pos != TriggerPos::noun) return true;
  const bool carried = hit.predicate.light.has_value() && scene.lexicon.is_light(scene.lemma(*hit.predicate.light));
  if (kind.counts && !carried && claim.actors.empty() && !draft.own_place && claim.numbers.empty() && !hit.predicate.find("of") && !hit.predicate.find("poss"))
    return false;  // "reports of civilian deaths"
  return carried || !claim.actors.empty() || !claim.targets.empty() || draft.own_place || !claim.numbers.empty() || hit.predicate.find("number");
}

/// Content of a demand, an accusation or a promise is told by that; it is a claim of its own if it has a place, a date or a number.
bool belongs_to_speech(const Scene& scene, const std::vector<TriggerHit>& hits, const ClaimKind& kind, const Draft& draft) {
  const TriggerHit* above = speech_above(scene, hits, *draft.hit);
  if (!above) return false;
  const bool own = !draft.claim.numbers.empty() || (draft.own_place && draft.claim.quote.size() > 0) || draft.own_time;
  return !own || scene.lexicon.kinds[above->trigger->kind].name == kind.name;
}

}  // namespace

std::string objection_to(const Scene& scene, const std::vector<TriggerHit>& hits, const ClaimKind& kind, const Draft& draft) {
  if (!says_enough(scene, kind, draft)) return "says too little: no party, place or figure of its own";
  if (is_purpose_of_attack(scene, hits, *draft.hit)) return "purpose of an attack that is a claim itself";
  if (belongs_to_speech(scene, hits, kind, draft)) return "content of a demand, promise or accusation, without a place, date or figure of its own";
  return {};
}

}  // namespace daybook
