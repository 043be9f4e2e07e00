// The smallest clause that carries a claim.
#pragma once

#include <vector>

#include "claim/mentions.h"
#include "claim/predicate.h"

namespace daybook {

/// The word on top of the clause: the light verb of a noun, the raising verb of an infinitive.
Word clause_top(const Scene& scene, const Predicate& predicate, const std::vector<bool>& triggers);

/// Predicate with its own arguments and modifiers; coordinated clauses, reporting frames and clauses with a trigger
/// of their own are left out. Bytes of the document.
Span clause_span(const Scene& scene, const Predicate& predicate, const std::vector<bool>& triggers);

}  // namespace daybook
