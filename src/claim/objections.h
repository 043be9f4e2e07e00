// What hinders a trigger from being a claim of its own.
#pragma once

#include <string>
#include <vector>

#include "claim/draft.h"

namespace daybook {

/// Why the draft is no claim, in words, or "". `draft` has its slots, place and time.
std::string objection_to(const Scene& scene, const std::vector<TriggerHit>& hits, const ClaimKind& kind, const Draft& draft);

}  // namespace daybook
