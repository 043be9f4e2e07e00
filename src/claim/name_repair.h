// Names that the parser took apart, put together: mentions found by the resolvers are units, and a list of them is one
// phrase. "Pul-e Khumri" must not become a clause of its own, nor the third of six towns an apposition to the second.
#pragma once

#include "claim/mentions.h"
#include "model/analysis.h"

namespace daybook {

/// The sentence with each place and person as one flat name and lists of them coordinated under whatever governs the
/// list. Words, lemmas and spans stay as they are; a sentence that would become cyclic is returned unchanged.
Sentence with_names(const Sentence& sentence, const SentenceMentions& mentions);

/// All sentences so, by the mentions that the resolvers found; one that would be no tree stays as it is.
Analysis with_names(const Analysis& analysis, const Readings& readings);

}  // namespace daybook
