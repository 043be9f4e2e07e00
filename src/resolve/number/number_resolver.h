// Finds quantities: "more than 160 of 407 districts", "almost 5,000", "between 20 and 30 soldiers", "dozens".
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

struct NumberLexicon;  // resolve/number/number_lexicon.h

/// Built once, then const and thread-safe. The lexicon must outlive it.
class NumberResolver {
 public:
  explicit NumberResolver(const NumberLexicon& lexicon);

  /// `times` are left out: "14 July" is no quantity of Julys.
  std::vector<NumberMention> resolve(const Document& document, const Analysis& analysis,
                                     const std::vector<TimeMention>& times) const;

 private:
  const NumberLexicon& lexicon_;
};

}  // namespace daybook
