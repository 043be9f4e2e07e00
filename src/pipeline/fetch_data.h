// What data/ knows for fetching: signs of gatekeepers, parameters that say nothing.
#pragma once

#include <string>
#include <vector>

#include "fetch/verdict.h"
#include "resource/resource.h"

namespace daybook {

/// data/fetch/walls.tsv, and of data/clean/phrases.tsv the roles wall and paywall. Throws Error{bad_resource}.
WallMarks read_wall_marks(const Resources& resources);

/// data/fetch/tracking.tsv, for key_of(). Throws Error{bad_resource}.
std::vector<std::string> read_tracking(const Resources& resources);

}  // namespace daybook
