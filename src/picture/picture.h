// What the events and claims add up to on one day: control of places, tracks of talks, tallies.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/picture.h"

namespace daybook {

struct PictureOptions {
  std::optional<Day> as_of;  ///< the day asked for; absent: the latest day any claim is about or published on
  std::map<std::string, std::string> party_names;  ///< party id to its usual name; absent ones are named as claims name them
  std::map<std::string, std::string> governments;  ///< ISO alpha-2 to party id; absent ones are "act_<iso>_gov"
};

/// Pure function of its input; order of input does not matter. Each result is ordered by a stable key.
Picture derive_picture(const std::vector<LedgerClaim>& claims, std::vector<Event> events, const PictureOptions& options);

}  // namespace daybook
