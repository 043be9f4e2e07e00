// The rounds of one track.
#pragma once

#include <vector>

#include "picture/observe.h"

namespace daybook {

/// Rounds, oldest first: dated meetings with at most ten days between them, or from one opening to the next. What a
/// document tells without a date belongs to the round nearest before it was written.
std::vector<Round> rounds_of(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told, const std::string& track_id);

}  // namespace daybook
