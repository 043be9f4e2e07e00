#include "model/number_figures.h"

#include <algorithm>
#include <cmath>

namespace daybook {
namespace {

constexpr double kNear = 0.1;  // "about" and "almost": within a tenth

bool whole(double value) { return value == std::floor(value); }

/// Counts have no fractions: what is derived from a whole number is rounded outward, so that the range never gets narrower.
double down(double value, bool to_whole) { return to_whole ? std::floor(value + 1e-9) : value; }
double up(double value, bool to_whole) { return to_whole ? std::ceil(value - 1e-9) : value; }

/// The most there can be: the stated total, or all of a hundred.
std::optional<double> ceiling_of(const NumberMention& m) {
  if (m.of) return m.of;
  return m.unit == "percent" && m.value <= 100 ? std::optional(100.0) : std::nullopt;
}

}  // namespace

NumberFigures figures_of(const NumberMention& m) {
  const double value = m.value;
  if (m.bound == Bound::vague) return {value, std::nullopt, m.high, m.of ? "a share of a stated total" : "a vague count: the range of the word"};
  if (m.high) return {value, std::nullopt, m.high, "a range is written"};
  const auto ceiling = ceiling_of(m);
  const bool count = whole(value);
  switch (m.bound) {
    case Bound::exact: case Bound::vague: break;
    case Bound::at_least: case Bound::more_than: return {value, value, ceiling, "a least is written"};
    case Bound::up_to: case Bound::less_than: return {std::nullopt, value, value, "a most is written"};
    case Bound::about: {
      const double high = up(value * (1 + kNear), count);
      return {down(value * (1 - kNear), count), value, ceiling ? std::min(high, std::max(*ceiling, value)) : high, "about: a tenth less or more"};
    }
    case Bound::almost: return {down(value * (1 - kNear), count), value, value, "almost: up to a tenth less"};
  }
  return {value, value, value, "one figure is written"};
}

}  // namespace daybook
