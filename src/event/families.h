// What the derivation must know of a kind of claim: which kinds may tell of one occurrence, and which are states.
#pragma once

#include <string_view>

namespace daybook {

enum class KindRole {
  occurrence,  ///< something happened; may found an event
  speech,      ///< something was said; an event of its own, merged across documents only with time and parties
  state,       ///< holds, leads, totals: evidence for the picture, no event
};

struct KindTraits {
  std::string_view kind, family;
  KindRole role;
};

/// Traits of a kind of data/claims/kinds; one that is not listed is an occurrence of its own family.
KindTraits traits_of(std::string_view kind);

}  // namespace daybook
