// From analysed sentences and resolved mentions to claims.
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

struct ClaimLexicon;  // claim/claim_lexicon.h: kinds, triggers, modality and attribution words of data/claims

/// Built once, then const and thread-safe. The lexicon must outlive it.
class ClaimExtractor {
 public:
  explicit ClaimExtractor(const ClaimLexicon& lexicon);

  /// Claims in text order, of every segment (those of comments carry segment `comment` and go no further).
  std::vector<Claim> extract(const Document& document, const Analysis& analysis, const Readings& readings) const;

 private:
  const ClaimLexicon& lexicon_;
};

}  // namespace daybook
