// What of the names and figures that GeoNames has for a place is of use, for the world list and for dumps that a user imports.
#pragma once

#include <cstdint>
#include <string>

#include "model/reading.h"

namespace daybook {

/// Newspapers in English print Latin names. Machine transliterations of other scripts start with a small letter, and
/// three capitals are an airport's code: both would only add false matches.
bool usable_alias(const std::string& name);

/// A name of two letters or more in one script that is not Latin.
bool is_other_script(const std::string& name);

/// City from 50,000 people.
PlaceKind settlement_kind(std::uint32_t population);
/// What the point of a settlement stands for.
double settlement_radius_m(std::uint32_t population);

}  // namespace daybook
