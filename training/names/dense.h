// Products of matrices and a step of learning, for one thread: the same bits in every run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace daybook::training {

/// xorshift64*: the same numbers everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ull + 88172645463325252ull) {
    for (int i = 0; i < 20; ++i) next();
  }
  std::uint64_t next() {
    state_ ^= state_ >> 12, state_ ^= state_ << 25, state_ ^= state_ >> 27;
    return state_ * 2685821657736338717ull;
  }
  /// In [0, 1).
  float share() { return static_cast<float>(next() >> 40) * 0x1p-24f; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

 private:
  std::uint64_t state_;
};

/// A matrix as its numbers lie: element (row, column) is data[row * across + column * along].
struct View {
  const float* data;
  std::size_t across, along;
};

/// out[rows][columns] += a[rows][inner] · b[inner][columns]; b and out lie row by row, `columns` is a multiple of 16.
void multiply_add(std::size_t rows, std::size_t columns, std::size_t inner, View a, const float* b, float* out);

/// y = x · Φ(x), and its slope.
void gelu(const float* x, std::size_t n, float* y, float* slope);

/// What is learnt: numbers, their gradient, and what AdamW (Loshchilov and Hutter 2019) remembers; `mean` is the running mean that is kept in the end.
struct Learnt {
  std::vector<float> value, gradient, first, second, mean;

  /// Evenly in [-most, most).
  Learnt(std::size_t n, float most, Random& random);
  void step(float rate, float decay, float keep, std::size_t number);
};

}  // namespace daybook::training
