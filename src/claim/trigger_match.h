// Which words of a sentence make a claim, and of which kind.
#pragma once

#include <span>
#include <vector>

#include "claim/mentions.h"
#include "claim/predicate.h"

namespace daybook {

struct TriggerHit {
  Word word = 0;
  const Trigger* trigger = nullptr;
  Predicate predicate;
  double score = 0;            ///< strength, a little more for each condition met
  std::vector<Word> consumed;  ///< words that made the trigger what it is ("control" of "took control")
  bool learnt = false;         ///< proposed by the network (claim/claim_network.h), by no row
};

/// The best trigger for each word that has one, in order. Words that only belong to another trigger are left out.
std::vector<TriggerHit> hits_in(const Scene& scene);

/// What the network sees in words that no row of that kind triggers, in order; `chances` is what ClaimNetwork::chances gave for the sentence.
std::vector<TriggerHit> learnt_hits(const Scene& scene, const std::vector<TriggerHit>& by_rows, std::span<const float> chances);

/// Does the condition hold? `matched` collects the words whose lemma was asked for.
bool holds(const Scene& scene, const Predicate& predicate, const Condition& condition, std::vector<Word>* matched = nullptr);

}  // namespace daybook
