// The time and the place that the tree ties to a predicate.
#pragma once

#include "claim/mentions.h"
#include "claim/predicate.h"

namespace daybook {

/// Nearest expression of time in the tree, or nullptr. Those that date the saying or another clause are left out.
const Located<TimeMention>* time_of(const Scene& scene, const Predicate& predicate);

/// Places that the predicate's own clause names beside its arguments, most specific first choice, with the places
/// coordinated with it. `quote` bounds the clause.
std::vector<std::pair<Word, const Located<PlaceMention>*>> scene_of(const Scene& scene, const Predicate& predicate, Span quote);

/// 0 country ... 4 town, district, crossing.
int specificity(PlaceKind kind);

}  // namespace daybook
