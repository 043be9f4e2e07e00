#include "path_loss.h"

#include <algorithm>
#include <cmath>

namespace daybook::training {
namespace {

float log_sum(const float* x, std::size_t n) {
  const float most = *std::max_element(x, x + n);
  float sum = 0;
  for (std::size_t k = 0; k < n; ++k) sum += std::exp(x[k] - most);
  return most + std::log(sum);
}

}  // namespace

double path_loss(const float* scores, std::size_t stride, const std::vector<int>& gold, std::size_t classes, const float* first, const float* next, float weight, float own,
                 PathGradient gradient) {
  const std::size_t n = gold.size(), c = classes;
  std::vector<float> until(n * c), from(n * c, 0.0f), sum(c);  // logarithms of all paths up to a word's class, and of all that follow
  for (std::size_t k = 0; k < c; ++k) until[k] = first[k] + scores[k];
  for (std::size_t i = 1; i < n; ++i)
    for (std::size_t b = 0; b < c; ++b) {
      for (std::size_t a = 0; a < c; ++a) sum[a] = until[(i - 1) * c + a] + next[a * c + b];
      until[i * c + b] = log_sum(sum.data(), c) + scores[i * stride + b];
    }
  for (std::size_t i = n - 1; i-- > 0;)
    for (std::size_t a = 0; a < c; ++a) {
      for (std::size_t b = 0; b < c; ++b) sum[b] = next[a * c + b] + scores[(i + 1) * stride + b] + from[(i + 1) * c + b];
      from[i * c + a] = log_sum(sum.data(), c);
    }
  const float all = log_sum(&until[(n - 1) * c], c);
  const auto is = [&](std::size_t i, std::size_t k) { return static_cast<std::size_t>(gold[i]) == k; };
  double path = first[gold[0]] + scores[gold[0]];
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = scores + i * stride;
    const float alone = log_sum(row, c);
    for (std::size_t k = 0; k < c; ++k) {
      const float share = std::exp(until[i * c + k] + from[i * c + k] - all) - (is(i, k) ? 1.0f : 0.0f);
      gradient.scores[i * stride + k] = weight * (share + own * (std::exp(row[k] - alone) - (is(i, k) ? 1.0f : 0.0f)));
      if (i == 0) gradient.first[k] += weight * share;
    }
    if (i == 0) continue;
    path += next[static_cast<std::size_t>(gold[i - 1]) * c + static_cast<std::size_t>(gold[i])] + row[gold[i]];
    for (std::size_t a = 0; a < c; ++a)
      for (std::size_t b = 0; b < c; ++b) {
        const float share = std::exp(until[(i - 1) * c + a] + next[a * c + b] + row[b] + from[i * c + b] - all);
        gradient.next[a * c + b] += weight * (share - (is(i - 1, a) && is(i, b) ? 1.0f : 0.0f));
      }
  }
  return weight * (all - path);
}

}  // namespace daybook::training
