#include "dense.h"

#include <cmath>

namespace daybook::training {
namespace {

typedef float Eight __attribute__((vector_size(32), aligned(4), may_alias));

template <int kRows>
void strip(std::size_t columns, std::size_t inner, View a, const float* b, float* out) {
  for (std::size_t n = 0; n < columns; n += 16) {
    Eight sum[kRows][2];
    for (int r = 0; r < kRows; ++r)
      for (int half = 0; half < 2; ++half) sum[r][half] = *reinterpret_cast<const Eight*>(out + r * columns + n + 8 * half);
    for (std::size_t k = 0; k < inner; ++k) {
      const Eight b0 = *reinterpret_cast<const Eight*>(b + k * columns + n), b1 = *reinterpret_cast<const Eight*>(b + k * columns + n + 8);
      for (int r = 0; r < kRows; ++r) {
        const float x = a.data[r * a.across + k * a.along];
        sum[r][0] += x * b0;
        sum[r][1] += x * b1;
      }
    }
    for (int r = 0; r < kRows; ++r)
      for (int half = 0; half < 2; ++half) *reinterpret_cast<Eight*>(out + r * columns + n + 8 * half) = sum[r][half];
  }
}

}  // namespace

void multiply_add(std::size_t rows, std::size_t columns, std::size_t inner, View a, const float* b, float* out) {
  std::size_t m = 0;
  for (; m + 4 <= rows; m += 4) strip<4>(columns, inner, {a.data + m * a.across, a.across, a.along}, b, out + m * columns);
  for (; m < rows; ++m) strip<1>(columns, inner, {a.data + m * a.across, a.across, a.along}, b, out + m * columns);
}

void gelu(const float* x, std::size_t n, float* y, float* slope) {
  for (std::size_t i = 0; i < n; ++i) {
    const float share = 0.5f * (1 + std::erf(x[i] * 0.70710678f));
    y[i] = x[i] * share;
    slope[i] = share + x[i] * 0.39894228f * std::exp(-0.5f * x[i] * x[i]);
  }
}

Learnt::Learnt(std::size_t n, float most, Random& random) : value(n), gradient(n), first(n), second(n) {
  for (auto& v : value) v = most * (2 * random.share() - 1);
  mean = value;
}

void Learnt::step(float rate, float decay, float keep, std::size_t number) {
  const float first_part = 1 - std::pow(0.9f, static_cast<float>(number)), second_part = 1 - std::pow(0.999f, static_cast<float>(number));
  for (std::size_t i = 0; i < value.size(); ++i) {
    const float g = gradient[i];
    first[i] = 0.9f * first[i] + 0.1f * g;
    second[i] = 0.999f * second[i] + 0.001f * g * g;
    value[i] -= rate * (decay * value[i] + first[i] / first_part / (std::sqrt(second[i] / second_part) + 1e-8f));
    mean[i] = keep * mean[i] + (1 - keep) * value[i];
    gradient[i] = 0;
  }
}

}  // namespace daybook::training
