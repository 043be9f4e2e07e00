// Actors, targets, places, numbers of a claim from the arguments of its trigger.
#pragma once

#include <optional>

#include "claim/draft.h"

namespace daybook {

/// Fills actors, targets, places, `symmetric` and numbers as the trigger's row, or else the kind's, says.
void fill_slots(const Scene& scene, const ClaimKind& kind, Draft& draft);

/// Actors of one argument; an event as subject ("the raids killed 12") stands for whoever did it. `any_noun` as in actors_in.
std::vector<ClaimActor> actors_of_argument(const Scene& scene, const Argument& argument, bool any_noun);

/// "people" or "things": who is known acts; of the others the head noun tells. "" where it does not.
std::string target_kind(const Scene& scene, const ClaimActor& target);

/// The word that stands where the trigger's row, or else the kind, looks for a place: "districts" in "districts fell".
std::optional<Word> place_word(const ClaimKind& kind, const TriggerHit& hit);

/// The argument that tells a place by a common noun alone ("seized the airport", "died at the frontier"), where the claim names none.
std::optional<ClaimPlace> unnamed_place_of(const Scene& scene, const ClaimKind& kind, const TriggerHit& hit);

ClaimTime to_claim_time(const Document& document, const TimeMention& mention);

/// Names of the table whose phrases occur, by lemma or form, among `words`: instruments, topics.
std::vector<std::string> named_in(const Tree& tree, const std::vector<Word>& words, const std::vector<std::pair<std::string, std::vector<std::string>>>& table);

/// What an attack did by the words of its clause, the gravest of several, and how many it did that to.
void find_effect(const Scene& scene, const std::vector<Word>& words, Claim& claim);

/// Words that lie wholly in the span.
std::vector<Word> words_in(const Tree& tree, Span span);

}  // namespace daybook
