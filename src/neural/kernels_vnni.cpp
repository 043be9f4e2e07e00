// For processors with AVX-512 VNNI: four products of bytes are summed in one step.
#include "neural/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
#include <immintrin.h>

namespace {
constexpr int kLanes = 16;
constexpr std::size_t kTileRows = 8;
using Code = std::int8_t;
}  // namespace
#include "neural/lanes.h"

namespace {

inline Int add_pairs(Int sum, Int a, Int b) { return (Int)_mm512_dpwssd_epi32((__m512i)sum, (__m512i)a, (__m512i)b); }

template <int kHigh, int kWide>
inline void tile_of(const std::uint8_t* weights, std::size_t block, const std::int8_t* x, std::size_t inputs, std::int32_t* tile) {
  __m512i sum[kHigh][kWide];
  for (int i = 0; i < kHigh; ++i)
    for (int b = 0; b < kWide; ++b) sum[i][b] = _mm512_setzero_si512();
  for (std::size_t k = 0; k < inputs; k += 4) {
    __m512i w[kWide];
    for (int b = 0; b < kWide; ++b) w[b] = _mm512_loadu_si512(weights + static_cast<std::size_t>(b) * block + k * 16);
    for (int i = 0; i < kHigh; ++i) {
      std::int32_t four;
      __builtin_memcpy(&four, x + static_cast<std::size_t>(i) * inputs + k, 4);
      const __m512i a = _mm512_set1_epi32(four);
      for (int b = 0; b < kWide; ++b) sum[i][b] = _mm512_dpbusd_epi32(sum[i][b], w[b], a);
    }
  }
  for (int i = 0; i < kHigh; ++i)
    for (int b = 0; b < kWide; ++b) _mm512_storeu_si512(tile + i * 32 + b * 16, sum[i][b]);
}

template <int kWide>
inline void tile_of(std::size_t rows, const std::uint8_t* weights, std::size_t block, const std::int8_t* x, std::size_t inputs, std::int32_t* tile) {
  switch (rows) {
    case 8: return tile_of<8, kWide>(weights, block, x, inputs, tile);
    case 7: return tile_of<7, kWide>(weights, block, x, inputs, tile);
    case 6: return tile_of<6, kWide>(weights, block, x, inputs, tile);
    case 5: return tile_of<5, kWide>(weights, block, x, inputs, tile);
    case 4: return tile_of<4, kWide>(weights, block, x, inputs, tile);
    case 3: return tile_of<3, kWide>(weights, block, x, inputs, tile);
    case 2: return tile_of<2, kWide>(weights, block, x, inputs, tile);
    default: return tile_of<1, kWide>(weights, block, x, inputs, tile);
  }
}

void multiply(const std::uint8_t* weights, std::size_t block, std::size_t wide, const std::int8_t* x, std::size_t inputs, std::size_t rows, std::int32_t* tile) {
  if (wide == 2) tile_of<2>(rows, weights, block, x, inputs, tile);
  else tile_of<1>(rows, weights, block, x, inputs, tile);
}

}  // namespace

#include "neural/kernels.inl"

namespace daybook::neural {
const Kernels kVnniKernels{"vnni", round, linear, add_norm, attend, attend_with, dot, dots_of_sum};
}
#else
namespace daybook::neural {
const Kernels kVnniKernels{nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
}
#endif
