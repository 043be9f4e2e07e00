// Places that only the grammar tells: names that no table holds and no recogniser knows.
#pragma once

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"
#include "resolve/place/place_lexicon.h"

namespace daybook {

/// Adds to `readings.places` names where a place is said ("at Doramba", "in Montreux, Hirgigo and the Mitla Pass"), and those the
/// recogniser takes for places, that nothing else claims, with no readings: found and not located. A name behind "at" or "near" that was taken for a person of this
/// document alone, and is nowhere else one, is a place too; its mentions as an actor go. Keeps the text order. Thread-safe.
void add_unlocated(const Document& document, Analysis& analysis, const PlaceLexicon& lexicon, Readings& readings);

}  // namespace daybook
