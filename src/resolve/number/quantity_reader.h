// The grammar of quantities in one sentence.
//
//     quantity  bound? figure bound-after? (of total)? noun?      more than 160 of 407 districts
//     figure    number | range | currency number                  5,000; 20 to 30; $2.3bn
//     vague     dozens of civilians; several hundred recruits
//     share     bound? share of total noun? | bound? share        a third of the 34 provinces; half of the city
#pragma once

#include <optional>

#include "resolve/number/number_scene.h"

namespace daybook {

/// What stands at a piece: a quantity, or nothing up to `end`, which lies behind the piece.
struct QuantityAt {
  std::optional<NumberMention> mention;
  std::size_t end = 0;
};

/// `from` is the end of the quantity before: a bound is not looked for beyond it.
QuantityAt quantity_at(const NumberScene& scene, std::size_t i, std::size_t from);

}  // namespace daybook
