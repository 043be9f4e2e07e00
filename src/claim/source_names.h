// Who the sources of attributions are: the actors that readings know, and the words that pronouns go back to.
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/attribution.h"
#include "model/reading.h"

namespace daybook {

/// Fills `actor_id`, `actor_name` and `antecedent` of attributions in text order. "who" goes back to the noun its clause hangs on; "he" and "she" to
/// the last source or person named, at most a few sentences before; "they" and "it" to the last source that is no person. What
/// cannot be told stays empty.
void name_sources(const Analysis& analysis, const Readings& readings, std::vector<Attribution>& attributions);

}  // namespace daybook
