// The time and the place that the tree ties to a predicate.
#pragma once

#include "claim/mentions.h"
#include "claim/predicate.h"

namespace daybook {

/// Nearest expression of time in the tree, or nullptr. Those that date the saying or another clause are left out.
const Located<TimeMention>* time_of(const Scene& scene, const Predicate& predicate);

/// The date that stands behind one member of a list where the one before it has its own: "took A on 8 July and B on 14 July". nullptr where one date
/// is that of all. `list` holds the words in order.
const Located<TimeMention>* time_of_member(const Scene& scene, const std::vector<Word>& list, std::size_t member, Span quote);

/// Places that the predicate's own clause names beside its arguments, most specific first choice, with the places
/// coordinated with it. `quote` bounds the clause.
std::vector<std::pair<Word, const Located<PlaceMention>*>> scene_of(const Scene& scene, const Predicate& predicate, Span quote);

/// 0 country ... 4 town, district, crossing.
int specificity(PlaceKind kind);

}  // namespace daybook
