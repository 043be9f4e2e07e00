// What the words of a number allow, as low, best and high: the policy "as written" (docs/numbers.md). No figure is invented that is not
// written: a vague word, a share of a total and a range have no best.
#pragma once

#include <optional>

#include "model/reading.h"

namespace daybook {

struct NumberFigures {
  std::optional<double> low, best, high;  ///< absent low or high: open on that side
  const char* reason = "";                ///< "one figure is written", "a range is written" ...
};

NumberFigures figures_of(const NumberMention& mention);

}  // namespace daybook
