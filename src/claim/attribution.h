// Who the text names as the source of what it says.
#pragma once

#include <vector>

#include "claim/mentions.h"

namespace daybook {

/// A stretch between quotation marks and who speaks it, found over the sentences of one document.
struct QuotedSpeech {
  Span span;
  std::vector<ClaimActor> speaker;  ///< empty: not found
};

/// Quoted stretches of more than a few words, in text order. `scenes` are those of all sentences.
std::vector<QuotedSpeech> quoted_speech(const Document& document, const std::vector<Scene>& scenes);

/// Sources of what stands at `word`, innermost first; empty where it is the paper itself.
std::vector<ClaimActor> attribution_of(const Scene& scene, Word word, const std::vector<QuotedSpeech>& quotes);

}  // namespace daybook
