// Totals by source and date.
#pragma once

#include <vector>

#include "picture/observe.h"

namespace daybook {

/// Series ordered by subject; points by day, source, claim. Every source's figure stays its own.
std::vector<Tally> tallies_of(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told);

}  // namespace daybook
