// Who or what a number counts: the noun behind it, past what describes it ("12 heavily armed men", "three Afghan army bases",
// "seven of their leaders", "12 of them civilians").
#pragma once

#include <optional>
#include <string>

#include "resolve/number/number_scene.h"

namespace daybook {

struct CountedNoun {
  std::size_t first = 0, end = 0;  ///< pieces of the noun itself
  std::string lemma, unit_class;   ///< as NumberMention::unit and unit_class
};

/// The noun counted by a number that ends before piece i; nothing where it is left out.
std::optional<CountedNoun> counted_noun(const NumberScene& scene, std::size_t i);

/// The noun that a hyphen ties to a number, at piece i behind it: "a 12-member council" counts members.
std::optional<CountedNoun> hyphenated_noun(const NumberScene& scene, std::size_t i);

}  // namespace daybook
