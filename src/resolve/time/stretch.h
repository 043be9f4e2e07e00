// What the matcher of time expressions reads at a time: a sentence, or sentences that the full stop of an abbreviation tore apart.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/pieces.h"
#include "model/analysis.h"
#include "model/document.h"
#include "resolve/time/time_lexicon.h"

namespace daybook {

/// "It fell on Aug." and "7, 1998, at dawn." are one stretch: a date must not depend on where sentences were cut.
struct Stretch {
  std::uint32_t first = 0, last = 0;   ///< sentences [first, last)
  std::vector<Piece> pieces;
  std::vector<std::string_view> tags;  ///< Penn tag of the word each piece stands in; empty where the analysis has none. Views into the analysis
};

/// The stretch that starts with this sentence. Thread-safe.
Stretch stretch_at(const TimeLexicon& lexicon, const Document& document, const Analysis& analysis, std::uint32_t sentence);

}  // namespace daybook
