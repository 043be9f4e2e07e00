// How sure the text is of what a predicate says.
#pragma once

#include "claim/mentions.h"
#include "claim/predicate.h"

namespace daybook {

/// Innermost sign wins: "may have failed to capture" is negated. asserted when there is none.
Modality modality_of(const Scene& scene, const Predicate& predicate);

/// True for questions, which claim nothing.
bool is_question(const Tree& tree);

}  // namespace daybook
