// Whether the words around an expression tell it as past or as future. Cues first, tags only where they help.
#pragma once

#include "resolve/time/stretch.h"
#include "resolve/time/time_value.h"

namespace daybook {

/// `first`, `last`: pieces of the expression within the stretch.
Telling told_as(const TimeLexicon& lexicon, const Stretch& stretch, std::size_t first, std::size_t last);

}  // namespace daybook
