// The slots of a claim as one JSON text, with keys in a fixed order. The columns of `claims` repeat the first of each,
// for programs that want no JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "model/claim.h"
#include "model/page.h"
#include "model/picture.h"

namespace daybook {

/// The claim with every span mapped from bytes to code points.
Claim in_code_points(Claim claim, const CodePointIndex& index);

std::string slots_to_json(const Claim& claim);
/// Fills actors, targets, places, time, numbers, instruments, topics, attribution, effect, term, symmetric.
void slots_from_json(std::string_view json, Claim& claim);

std::string list_to_json(const std::vector<std::string>& list);
std::vector<std::string> list_from_json(std::string_view json);
std::string hints_to_json(const PageHints& hints);
std::string track_to_json(const Track& track);

}  // namespace daybook
