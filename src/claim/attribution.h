// Who the text names as the source of what it says.
#pragma once

#include <optional>
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

/// ", officials said" at the end of a clause, wherever the parser hung it: the comma, and the cue at the end.
struct TrailingFrame {
  Word comma = 0, cue = 0;
};
std::optional<TrailingFrame> trailing_frame(const Scene& scene);

/// Sources of what stands at `word`, innermost first; empty where it is the paper itself.
std::vector<ClaimActor> attribution_of(const Scene& scene, Word word, const std::vector<QuotedSpeech>& quotes);

}  // namespace daybook
