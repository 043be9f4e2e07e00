// Where the quote of a claim begins and ends: the rules' clause (claim/quote.h) competes with other cuts of the sentence, by named features whose weights are
// learnt from annotated reports (training/claims/slots.py).
#pragma once

#include <string>
#include <vector>

#include "claim/draft.h"

namespace daybook {

/// A place where a quote may begin, or end: the first word of the quote, or its last.
struct Cut {
  Word word = 0;
  bool by_rule = false;
  double odds = 0;                    ///< against the others of its side, logarithm
  std::vector<std::string> features;  ///< only where asked for
};

struct Cuts {
  std::vector<Cut> begins, ends;  ///< in text order; every begin is at or before the trigger, every end at or behind it
};

/// The cuts that the sentence offers to a draft whose quote the rules have made; both empty where the quote is not of this sentence's words.
/// `triggers`: words of the sentence that make claims of their own.
Cuts cuts_for(const Scene& scene, const ClaimKind& kind, const Draft& draft, const std::vector<bool>& triggers, bool with_features);

/// Cuts the draft's quote anew where another begin or end is likelier than the rules', by the weights of the lexicon.
void choose_cuts(const Scene& scene, const ClaimKind& kind, const std::vector<bool>& triggers, Draft& draft);

}  // namespace daybook
