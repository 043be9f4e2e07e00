// Who holds each named place on a day. Method and weaknesses: docs/control.md.
#pragma once

#include <vector>

#include "picture/observe.h"

namespace daybook {

/// One state for each place that any observation names, ordered by country, province, name, id.
std::vector<ControlState> control_of(const std::vector<Observation>& observations, const Parties& parties, Day as_of);

}  // namespace daybook
