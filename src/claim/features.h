// What the decision looks at: short names of what is so of a draft, "trigger=attack:noun", "actor=armed".
#pragma once

#include <string>
#include <vector>

#include "claim/draft.h"

namespace daybook {

/// Each at most once, in a fixed order. `hits` are those of the draft's sentence; the draft is complete but for its confidence.
std::vector<std::string> features_of(const Scene& scene, const std::vector<TriggerHit>& hits, const ClaimKind& kind, const Draft& draft);

}  // namespace daybook
