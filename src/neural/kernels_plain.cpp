// For any processor.
#include "neural/kernels.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace {
constexpr int kLanes = 4;
constexpr std::size_t kTileRows = 8;
using Code = std::int16_t;
}  // namespace
#include "neural/lanes.h"

namespace {

#ifdef __SSE2__  // every x86-64 has it

inline Int add_pairs(Int sum, Int a, Int b) { return sum + (Int)_mm_madd_epi16((__m128i)a, (__m128i)b); }

/// Some rows by eight outputs.
template <int kHigh>
inline void tile_of(const std::uint8_t* weights, const std::int16_t* x, std::size_t inputs, std::int32_t* tile) {
  const __m128i zero = _mm_setzero_si128();
  __m128i sum[kHigh][4];  // two outputs each, in pairs
  for (auto& row : sum)
    for (auto& s : row) s = zero;
  for (std::size_t k = 0; k < inputs; k += 4) {
    __m128i part[4];
    for (int q = 0; q < 2; ++q) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(weights + k * 16 + q * 16));
      part[2 * q] = _mm_unpacklo_epi8(bytes, zero);
      part[2 * q + 1] = _mm_unpackhi_epi8(bytes, zero);
    }
    for (int i = 0; i < kHigh; ++i) {
      std::int64_t four;
      __builtin_memcpy(&four, x + static_cast<std::size_t>(i) * inputs + k, 8);
      const __m128i a = _mm_set1_epi64x(four);
      for (int q = 0; q < 4; ++q) sum[i][q] = _mm_add_epi32(sum[i][q], _mm_madd_epi16(part[q], a));
    }
  }
  for (int i = 0; i < kHigh; ++i)
    for (int q = 0; q < 4; ++q) {
      std::int32_t pairs[4];
      _mm_storeu_si128(reinterpret_cast<__m128i*>(pairs), sum[i][q]);
      tile[i * 32 + q * 2] = pairs[0] + pairs[1];
      tile[i * 32 + q * 2 + 1] = pairs[2] + pairs[3];
    }
}

/// tile[row * 32 + output] for up to kTileRows rows and two blocks of weights.
void multiply(const std::uint8_t* weights, std::size_t block, std::size_t wide, const std::int16_t* x, std::size_t inputs, std::size_t rows, std::int32_t* tile) {
  for (std::size_t half = 0; half < 2 * wide; ++half) {
    const std::uint8_t* w = weights + (half / 2) * block + (half % 2) * 32;
    std::int32_t* to = tile + half * 8;
    std::size_t i = 0;
    for (; i + 2 <= rows; i += 2) tile_of<2>(w, x + i * inputs, inputs, to + i * 32);
    if (i < rows) tile_of<1>(w, x + i * inputs, inputs, to + i * 32);
  }
}

#else

inline Int add_pairs(Int sum, Int a, Int b) { return sum + ((a << 16) >> 16) * ((b << 16) >> 16) + (a >> 16) * (b >> 16); }

/// tile[row * 32 + output] for up to kTileRows rows and two blocks of weights.
void multiply(const std::uint8_t* weights, std::size_t block, std::size_t wide, const std::int16_t* x, std::size_t inputs, std::size_t rows, std::int32_t* tile) {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t b = 0; b < wide; ++b) {
      std::int32_t sums[16] = {};
      const std::uint8_t* w = weights + b * block;
      const std::int16_t* a = x + i * inputs;
      for (std::size_t k = 0; k < inputs; k += 4, w += 64)
        for (std::size_t o = 0; o < 16; ++o)
          sums[o] += w[o * 4] * a[k] + w[o * 4 + 1] * a[k + 1] + w[o * 4 + 2] * a[k + 2] + w[o * 4 + 3] * a[k + 3];
      for (std::size_t o = 0; o < 16; ++o) tile[i * 32 + b * 16 + o] = sums[o];
    }
}

#endif

}  // namespace

#include "neural/kernels.inl"

namespace daybook::neural {
const Kernels kPlainKernels{"plain", round, linear, add_norm, attend, attend_with, dot, dots_of_sum};
}
