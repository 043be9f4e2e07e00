// The arithmetic of the encoder, written once and compiled for several processors.
//
// The bits that come out do not depend on the processor: weights and activations meet as integers, whose sums are exact in any order;
// what is floating point is done element by element, or summed in sixteen lanes that are folded in one fixed order; nothing is fused
// (-ffp-contract=off) and no function of the C library is called.
#pragma once

#include <cstddef>
#include <cstdint>

namespace daybook::neural {

/// Outputs a block of weights holds, and inputs of a step: weights lie as [outputs / kBlock][inputs / kStep][kBlock][kStep].
inline constexpr std::size_t kBlock = 16, kStep = 4;
/// No layer may have more.
inline constexpr std::size_t kMostInputs = 4096;

/// Weights of y = xWᵀ + b, as bytes w + 128. Inputs are a multiple of kStep, outputs of kBlock (padded by whoever packs).
struct Weights {
  const std::uint8_t* bytes = nullptr;
  const float* scale = nullptr;  ///< an output
  const float* bias = nullptr;   ///< an output
  std::size_t inputs = 0, outputs = 0;
};

struct Kernels {
  const char* name;
  /// Rounds each row to signed bytes: scale[r] = max|x| / 127, sum[r] the sum of the bytes. `n` is a multiple of kStep.
  void (*quantise)(const float* x, std::size_t rows, std::size_t n, std::int8_t* out, float* scale, std::int32_t* sum);
  /// y[r * stride + o], for all outputs.
  void (*linear)(const Weights& w, const std::int8_t* x, const float* scale, const std::int32_t* sum, std::size_t rows, float* y, std::size_t stride);
  /// x + add, normalised over n with weight and bias, in place.
  void (*add_norm)(float* x, const float* add, std::size_t rows, std::size_t n, const float* weight, const float* bias);
  /// x · Φ(x), in place (Φ to 1.5e-7: Abramowitz and Stegun 7.1.26).
  void (*gelu)(float* x, std::size_t n);
  /// One head: q, k, v stand `stride` apart; of `size` (a multiple of 16) numbers each; out has `out_stride`. `scratch` holds (size + 4) * (n rounded up to 16).
  void (*attend)(const float* q, const float* k, const float* v, std::size_t n, std::size_t size, std::size_t stride, float* out, std::size_t out_stride, float* scratch);
  /// Sum of a[i] * b[i]; n is a multiple of 16.
  float (*dot)(const float* a, const float* b, std::size_t n);
};

/// The best for this processor. DAYBOOK_KERNELS=plain|avx2|vnni chooses one it has, for tests.
const Kernels& kernels();

extern const Kernels kPlainKernels, kAvx2Kernels, kVnniKernels;

}  // namespace daybook::neural
