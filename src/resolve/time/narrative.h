// Which date carries over to a sentence that states none: "Spin Boldak fell on July 14. The bazaar burned." Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

struct GoverningTime {
  std::size_t time = 0;   ///< index into the mentions
  bool decayed = false;   ///< further than one sentence away: a weaker reading, say so
};

/// The mention that carries over to `sentence`: the last one resolved to a single day in the sentences before it in the
/// same segment (at most three back). Nothing if the sentence has its own date; nothing across a present cue ("now",
/// "still") or from a date in a relative clause, after "since"/"until", or told as history (more than 90 days before
/// publication). `times` are those of TimeResolver::resolve.
std::optional<GoverningTime> governing_time(const Document& document, const Analysis& analysis, const std::vector<TimeMention>& times, std::uint32_t sentence);

}  // namespace daybook
