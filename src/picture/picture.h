// What the events and claims add up to on one day: control of places, tracks of talks, tallies.
#pragma once

#include <optional>
#include <vector>

#include "model/picture.h"

namespace daybook {

struct PictureOptions {
  std::optional<Day> as_of;  ///< the day asked for; absent: the latest day any claim is about or published on
};

/// Pure function of its input; order of input does not matter. Each result is ordered by a stable key.
Picture derive_picture(const std::vector<LedgerClaim>& claims, std::vector<Event> events, const PictureOptions& options);

}  // namespace daybook
