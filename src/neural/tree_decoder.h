// The best tree over arc scores (Chu and Liu 1965, Edmonds 1967), with one root.
#pragma once

#include <cstddef>
#include <vector>

namespace daybook::neural {

/// `scores[i * (n + 1) + j]`: word i hanging from j, 0 the root, else 1 + word. Returns the head of each word in that numbering; exactly
/// one word hangs from the root. Ties go to the lower head. n squared where the best heads make a tree, as they mostly do; n cubed at worst.
std::vector<std::size_t> best_tree(const float* scores, std::size_t n);

}  // namespace daybook::neural
