// Whether the words around an expression tell it as past or as future. Cues first, tags only where they help.
#pragma once

#include <vector>

#include "base/pieces.h"
#include "model/analysis.h"
#include "resolve/time/time_value.h"

namespace daybook {

/// `first`, `last`: pieces of the expression within the pieces of the sentence.
Told told_as(const TimeLexicon& lexicon, const Sentence& sentence, const std::vector<Piece>& pieces, std::size_t first, std::size_t last);

}  // namespace daybook
