// Actors, targets, places, numbers of a claim from the arguments of its trigger.
#pragma once

#include "claim/draft.h"

namespace daybook {

/// Fills actors, targets, places, `symmetric` and numbers as the trigger's row, or else the kind's, says.
void fill_slots(const Scene& scene, const ClaimKind& kind, Draft& draft);

ClaimTime to_claim_time(const Document& document, const TimeMention& mention);

/// Names of the table whose phrases occur, by lemma or form, among `words`: instruments, topics.
std::vector<std::string> named_in(const Tree& tree, const std::vector<Word>& words, const std::vector<std::pair<std::string, std::vector<std::string>>>& table);

/// Words that lie wholly in the span.
std::vector<Word> words_in(const Tree& tree, Span span);

}  // namespace daybook
