// A name looked up by itself, without a text around it: what it may mean and why. For `daybook gazetteer lookup`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/place/gazetteer.h"

namespace daybook {

/// One place a name may mean.
struct PlaceAnswer {
  Gazetteer::Index place = 0;
  double score = 0;    ///< 0..1: how well known the place is, or how alike the spellings are
  std::string reason;  ///< "exact name", "exact alias", "P-code", "sound key", "edit distance 0.86"
};

struct PlaceAnswers {
  std::vector<PlaceAnswer> best_first;
  bool ambiguous = false;  ///< the first two are as likely and lie apart
};

/// Exact spelling or P-code first; only where nothing is exact, similar spellings: from 0.70 inside a province or district,
/// 0.84 inside a country, 0.92 in the whole world. Names in other scripts are tried as written, then in Latin letters.
PlaceAnswers search_places(const Gazetteer& gazetteer, std::string_view name, std::optional<Gazetteer::Index> within = {},
                           std::size_t limit = 10);

/// The place another is looked for in: by id, ISO code or name, a country or division before a town of its name.
std::optional<Gazetteer::Index> find_container(const Gazetteer& gazetteer, std::string_view name);

/// True where `first` is no likelier than `second` by their scores, and they are two places, not one inside the other or at
/// the same spot.
bool as_likely(const Gazetteer& gazetteer, Gazetteer::Index first, double first_score, Gazetteer::Index second, double second_score);

}  // namespace daybook
