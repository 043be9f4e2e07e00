// Finds names of places and says which place they mean, with candidates and reasons.
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

class Gazetteer;  // resolve/place/gazetteer.h

/// Built once, then const and thread-safe. The gazetteer must outlive it.
class PlaceResolver {
 public:
  explicit PlaceResolver(const Gazetteer& gazetteer);

  /// Mentions in text order. Includes descriptions that refer back ("the city", "the border crossing", "there",
  /// "the district") with the place they mean, reason "refers to <name>". A name no table holds stays, with no readings.
  std::vector<PlaceMention> resolve(const Document& document, const Analysis& analysis) const;

 private:
  const Gazetteer& gazetteer_;
};

}  // namespace daybook
