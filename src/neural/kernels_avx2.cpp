// For processors with AVX2: bytes are widened to sixteen bits and multiplied in pairs, which cannot overflow.
#include "neural/kernels.h"

#ifdef __AVX2__
#include <immintrin.h>

namespace {
constexpr int kLanes = 8;
constexpr std::size_t kTileRows = 4;  // with more the compiler keeps sums in memory
using Code = std::int16_t;
}  // namespace
#include "neural/lanes.h"

namespace {

inline Int add_pairs(Int sum, Int a, Int b) { return sum + (Int)_mm256_madd_epi16((__m256i)a, (__m256i)b); }

/// Some rows by eight outputs.
template <int kHigh>
inline void tile_of(const std::uint8_t* weights, const std::int16_t* x, std::size_t inputs, std::int32_t* tile) {
  __m256i sum[kHigh][2];
  for (auto& row : sum)
    for (auto& s : row) s = _mm256_setzero_si256();
  for (std::size_t k = 0; k < inputs; k += 4) {
    __m256i part[2];  // four outputs of four inputs each
    for (int q = 0; q < 2; ++q) part[q] = _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(weights + k * 16 + q * 16)));
    for (int i = 0; i < kHigh; ++i) {
      std::int64_t four;
      __builtin_memcpy(&four, x + static_cast<std::size_t>(i) * inputs + k, 8);
      const __m256i a = _mm256_set1_epi64x(four);
      for (int q = 0; q < 2; ++q) sum[i][q] = _mm256_add_epi32(sum[i][q], _mm256_madd_epi16(part[q], a));
    }
  }
  for (int i = 0; i < kHigh; ++i) {
    // Neighbouring pairs belong to one output; hadd works within halves, so the quarters are put back in order.
    const __m256i both = _mm256_permute4x64_epi64(_mm256_hadd_epi32(sum[i][0], sum[i][1]), 0xD8);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(tile + i * 32), both);
  }
}

void multiply(const std::uint8_t* weights, std::size_t block, std::size_t wide, const std::int16_t* x, std::size_t inputs, std::size_t rows, std::int32_t* tile) {
  for (std::size_t half = 0; half < 2 * wide; ++half) {
    const std::uint8_t* w = weights + (half / 2) * block + (half % 2) * 32;
    std::int32_t* to = tile + half * 8;
    switch (rows) {
      case 4: tile_of<4>(w, x, inputs, to); break;
      case 3: tile_of<3>(w, x, inputs, to); break;
      case 2: tile_of<2>(w, x, inputs, to); break;
      default: tile_of<1>(w, x, inputs, to);
    }
  }
}

}  // namespace

#include "neural/kernels.inl"

namespace daybook::neural {
const Kernels kAvx2Kernels{"avx2", round, linear, add_norm, attend, attend_with, dot, dots_of_sum};
}
#else
namespace daybook::neural {
const Kernels kAvx2Kernels{nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
}
#endif
