// Who says what: one attribution of one document, whether or not a claim is made of it (docs/attribution.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"

namespace daybook {

/// In the words of the source, in the writer's, or in both.
enum class SpeechKind { direct, indirect, mixed };
const char* name_of(SpeechKind kind);

/// All spans are bytes of Document::text.
///
///     text   The governor , Tolo said , had told officers that "we will hold"
///     outer      source [Tolo] cue [said] content [The governor] [had told ... hold"]
///     inner      source [The governor] cue [had told] content [that "we will hold"], mixed, outer = the one above
struct Attribution {
  Span source;                  ///< the words that name who says it; empty: nobody is named
  Span source_head;             ///< the word of it that stands for it: "governor"
  Span cue;                     ///< the words that report: "said", "according to", "the claim of"
  std::vector<Span> content;    ///< what is said, in text order, not overlapping
  SpeechKind kind = SpeechKind::indirect;
  std::uint32_t sentence = 0;   ///< of the cue: index into Analysis::sentences
  std::optional<std::uint32_t> outer;  ///< the attribution in whose content this one stands: index into the same list
  std::optional<Span> antecedent;      ///< the words that a pronoun as source goes back to: "he", "who"
  std::string actor_id, actor_name;    ///< who the source is, where the actors know
  double confidence = 0;        ///< 0..1, of the model
};

}  // namespace daybook
