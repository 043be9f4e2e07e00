// Finds expressions of time and says what they may mean.
//
// Never guesses silently: an expression with several readings keeps them all, best first, with the reason. Relative
// expressions are resolved against the document, never the clock.
#pragma once

#include <string_view>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

struct TimeLexicon;  // resolve/time/time_lexicon.h

/// Built once, then const and thread-safe. The lexicon must outlive it.
class TimeResolver {
 public:
  explicit TimeResolver(const TimeLexicon& lexicon);

  /// Mentions in text order, over all segments.
  std::vector<TimeMention> resolve(const Document& document, const Analysis& analysis) const;

  /// For a document that states no publication day: what its own text implies (latest full date told as past, year
  /// from a complete date nearby ...), with the basis in words, `inferred` set; or unknown.
  DatedFact infer_published(const Document& document, const Analysis& analysis) const;

 private:
  const TimeLexicon& lexicon_;
};

}  // namespace daybook
