// Finds names of places and says which place they mean, with candidates and reasons.
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

class Gazetteer;      // resolve/place/gazetteer.h
struct PlaceLexicon;  // resolve/place/place_lexicon.h

/// Built once, then const and thread-safe. Gazetteer and lexicon must outlive it.
///
/// Order of the evidence: the kind word at the name, what contains it by grammar, the countries and provinces the
/// document names, nearness to its other places, and last how well known the place is (minimality after Leidner, 2007).
class PlaceResolver {
 public:
  PlaceResolver(const Gazetteer& gazetteer, const PlaceLexicon& lexicon);

  /// Mentions in text order. Includes descriptions that refer back ("the city", "the border crossing", "there",
  /// "the district") with the place they mean, reason "refers to <name>". A name no table holds stays, with no readings.
  std::vector<PlaceMention> resolve(const Document& document, const Analysis& analysis) const;

 private:
  const Gazetteer& gazetteer_;
  const PlaceLexicon& lexicon_;
};

/// Corrects the recogniser where the gazetteer knows better: a name that is a place, located and no metonym, becomes a
/// location. So no person is made of a town.
void correct_names(Analysis& analysis, const std::vector<PlaceMention>& places);

}  // namespace daybook
