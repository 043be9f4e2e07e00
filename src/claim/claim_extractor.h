// From analysed sentences and resolved mentions to claims.
#pragma once

#include <vector>

#include "claim/claim_reasons.h"
#include "model/analysis.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

class AttributionFinder;  // claim/attribution_finder.h
struct ClaimLexicon;  // claim/claim_lexicon.h: kinds, triggers, modality and attribution words of data/claims

/// Built once, then const and thread-safe. Lexicon and finder must outlive it.
class ClaimExtractor {
 public:
  /// With a finder, a claim whose own sentence names no source has the one that the finder gives the words to.
  explicit ClaimExtractor(const ClaimLexicon& lexicon, const AttributionFinder* finder = nullptr);

  /// Claims in text order, of every segment (those of comments carry segment `comment` and go no further). Fills `reasons` where it is given.
  std::vector<Claim> extract(const Document& document, const Analysis& analysis, const Readings& readings, ClaimReasons* reasons = nullptr) const;

 private:
  const ClaimLexicon& lexicon_;
  const AttributionFinder* finder_;
};

}  // namespace daybook
