// The arithmetic of the encoder, written once and compiled for several processors.
//
// The bits that come out do not depend on the processor, nor on which rows are handed over together: weights and activations meet as
// integers, whose sums are exact in any order; what is floating point is done element by element, or summed in sixteen lanes that are folded
// in one fixed order; nothing is fused (-ffp-contract=off) and no function of the C library is called.
#pragma once

#include <cstddef>
#include <cstdint>

namespace daybook::neural {

/// Outputs a block of weights holds, and inputs of a step: weights lie as [outputs / kBlock][inputs / kStep][kBlock][kStep].
inline constexpr std::size_t kBlock = 16, kStep = 4;
/// No layer may have more.
inline constexpr std::size_t kMostInputs = 8192;
/// Sums that dots_of_sum gives at once.
inline constexpr std::size_t kDots = 4;
/// Of a head of attention; with more, sums of its scores would not fit.
inline constexpr std::size_t kMostHead = 128;

/// Weights of y = xWᵀ + b, as bytes w + 128. Inputs are a multiple of kStep, outputs of kBlock (padded by whoever packs).
struct Weights {
  const std::uint8_t* bytes = nullptr;
  const float* scale = nullptr;  ///< an output
  const float* bias = nullptr;   ///< an output
  std::size_t inputs = 0, outputs = 0;
};

/// What is done to the outputs of a linear layer on their way to memory.
enum class Finish {
  none,
  gelu,   ///< x · Φ(x), Φ by a polynomial: to 5e-5
  leaky,  ///< x < 0 ? 0.1 x : x
};

/// Rows of numbers rounded to -127..127, as one kind of processor wants them: bytes, or two bytes each.
struct Rounded {
  std::int16_t* codes = nullptr;  ///< room for rows * n
  float* scale = nullptr;         ///< a row: max |x| / 127
  std::int32_t* sum = nullptr;    ///< a row: of its codes
};

struct Kernels {
  const char* name;
  /// `n` is a multiple of kStep.
  void (*round)(const float* x, std::size_t rows, std::size_t n, Rounded out);
  /// y[r * stride + o], for all outputs.
  void (*linear)(const Weights& w, Rounded x, std::size_t rows, float* y, std::size_t stride, Finish finish);
  /// x + add, normalised over n (a multiple of 16) with weight and bias, in place.
  void (*add_norm)(float* x, const float* add, std::size_t rows, std::size_t n, const float* weight, const float* bias);
  /// One head over n rows, at most kMostKeys: q, k, v stand `stride` apart, `size` numbers each (a multiple of 16, at most kMostHead). What meets is
  /// rounded to about thirteen bits over the head, shares to fifteen. `scratch` holds attend_scratch(n, size) bytes at a multiple of 64.
  void (*attend)(const float* q, const float* k, const float* v, std::size_t n, std::size_t size, std::size_t stride, float* out, std::size_t out_stride, std::byte* scratch);
  /// One head over n rows in plain numbers, for short rows: a score is q · k by the root of size, and bias[i * across(n) + j], i attending to j. Scores from n
  /// on must be made low by the bias. q, k, v and out as for attend; `scratch` holds across(n) * (size + 1) numbers.
  void (*attend_with)(const float* q, const float* k, const float* v, std::size_t n, std::size_t size, std::size_t stride, const float* bias, float* out, std::size_t out_stride,
                      float* scratch);
  /// Sum of a[i] * b[i]; n is a multiple of 16.
  float (*dot)(const float* a, const float* b, std::size_t n);
  /// out[k] is the sum of max(0, sum of rows[0..count)[i]) * weights[k * n + i], k below kDots; n is a multiple of 16.
  void (*dots_of_sum)(const float* const* rows, std::size_t count, std::size_t n, const float* weights, float* out);
};

inline constexpr std::size_t kMostKeys = 8192;

/// n in whole sixteens.
constexpr std::size_t across(std::size_t n) { return (n + 15) / 16 * 16; }

constexpr std::size_t attend_scratch(std::size_t n, std::size_t size) { return across(n) * size * 2 * 2 + 16 * size * 2 + across(n) * 16 * (4 + 2) + 5 * 64; }

/// The best for this processor. DAYBOOK_KERNELS=plain|avx2|vnni chooses one it has, for tests.
const Kernels& kernels();

extern const Kernels kPlainKernels, kAvx2Kernels, kVnniKernels;

}  // namespace daybook::neural
