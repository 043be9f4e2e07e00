// The loss of the best path over a sentence: a conditional random field (Lafferty et al. 2001) beside each word's own cross-entropy.
#pragma once

#include <cstddef>
#include <vector>

namespace daybook::training {

/// What a sentence's scores and transitions ought to change by.
struct PathGradient {
  float* scores;  ///< as `scores` of path_loss; written
  float* first;   ///< [classes]; added to
  float* next;    ///< [classes][classes], class before first; added to
};

/// `scores` holds gold.size() rows, `stride` apart. The loss and its gradient are multiplied by `weight`; the words' own count `own` times as much.
double path_loss(const float* scores, std::size_t stride, const std::vector<int>& gold, std::size_t classes, const float* first, const float* next, float weight, float own,
                 PathGradient gradient);

}  // namespace daybook::training
