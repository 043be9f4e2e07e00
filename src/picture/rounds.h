// The rounds of one track.
#pragma once

#include <vector>

#include "picture/observe.h"

namespace daybook {

/// Rounds, oldest first: dated meetings with at most ten days between them, or from one opening to the next. What a
/// document tells without a date belongs to the round nearest before it was written.
/// `sides` are the party ids of the track: a delegate of another party, named in one breath with theirs, comes with them.
std::vector<Round> rounds_of(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told, const std::string& track_id,
                             const std::vector<std::string>& sides);

}  // namespace daybook
