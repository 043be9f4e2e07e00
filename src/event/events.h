// Claims about one occurrence, in several documents, made one event; copies of one report made one origin.
#pragma once

#include <vector>

#include "model/picture.h"

namespace daybook {

/// Groups documents that carry the same report (wire copies, reprints, near-identical text) and writes origin_id into
/// each claim. Pure; order of input does not matter.
void find_origins(std::vector<LedgerClaim>& claims);

/// Claims of segment `comment` must not be passed in. Pure; the result is ordered by time, place, kind, id.
std::vector<Event> build_events(const std::vector<LedgerClaim>& claims);

}  // namespace daybook
