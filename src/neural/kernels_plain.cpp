// For any processor.
#include "neural/kernels.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace {

/// tile[row * 32 + output] for up to eight rows and two blocks of weights.
void multiply(const std::uint8_t* weights, std::size_t block, std::size_t wide, const std::int8_t* x, std::size_t inputs, std::size_t rows, std::int32_t* tile) {
#ifdef __SSE2__  // every x86-64 has it
  const __m128i zero = _mm_setzero_si128();
  for (std::size_t b = 0; b < wide; ++b)
    for (std::size_t half = 0; half < 2; ++half)
      for (std::size_t i = 0; i < rows; ++i) {
        const std::uint8_t* w = weights + b * block + half * 32;
        const std::int8_t* a = x + i * inputs;
        __m128i sum[4] = {zero, zero, zero, zero};  // two outputs each, in pairs
        for (std::size_t k = 0; k < inputs; k += 4, w += 64) {
          std::int32_t four;
          __builtin_memcpy(&four, a + k, 4);
          const __m128i bytes = _mm_set1_epi32(four);
          const __m128i in = _mm_unpacklo_epi8(bytes, _mm_cmpgt_epi8(zero, bytes));  // widened with the sign
          for (int q = 0; q < 2; ++q) {
            const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(w + q * 16));
            sum[2 * q] = _mm_add_epi32(sum[2 * q], _mm_madd_epi16(_mm_unpacklo_epi8(part, zero), in));
            sum[2 * q + 1] = _mm_add_epi32(sum[2 * q + 1], _mm_madd_epi16(_mm_unpackhi_epi8(part, zero), in));
          }
        }
        for (int q = 0; q < 4; ++q) {
          std::int32_t pairs[4];
          _mm_storeu_si128(reinterpret_cast<__m128i*>(pairs), sum[q]);
          tile[i * 32 + b * 16 + half * 8 + static_cast<std::size_t>(q) * 2] = pairs[0] + pairs[1];
          tile[i * 32 + b * 16 + half * 8 + static_cast<std::size_t>(q) * 2 + 1] = pairs[2] + pairs[3];
        }
      }
#else
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t b = 0; b < wide; ++b) {
      std::int32_t sums[16] = {};
      const std::uint8_t* w = weights + b * block;
      const std::int8_t* a = x + i * inputs;
      for (std::size_t k = 0; k < inputs; k += 4, w += 64)
        for (std::size_t o = 0; o < 16; ++o)
          sums[o] += w[o * 4] * a[k] + w[o * 4 + 1] * a[k + 1] + w[o * 4 + 2] * a[k + 2] + w[o * 4 + 3] * a[k + 3];
      for (std::size_t o = 0; o < 16; ++o) tile[i * 32 + b * 16 + o] = sums[o];
    }
#endif
}

}  // namespace

namespace {
constexpr int kLanes = 4;
}
#include "neural/kernels.inl"

namespace daybook::neural {
const Kernels kPlainKernels{"plain", quantise, linear, add_norm, gelu, attend, dot};
}
