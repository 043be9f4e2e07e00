// Negotiations: tracks by set of parties, rounds by time, delegations, positions and answers, what comes next.
#pragma once

#include <vector>

#include "picture/observe.h"

namespace daybook {

/// Tracks ordered by number of claims, most first, then name, then id. `claims` are those known by `as_of`, oldest first.
std::vector<Track> tracks_of(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told);

}  // namespace daybook
