// For processors with AVX-512 VNNI: four products of bytes are summed in one step.
#include "neural/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
#include <immintrin.h>

namespace {

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

void multiply(const std::uint8_t* weights, std::size_t block, std::size_t wide, const std::int8_t* x, std::size_t inputs, std::size_t rows, std::int32_t* tile) {
  if (rows == 8 && wide == 2) return tile_of<8, 2>(weights, block, x, inputs, tile);
  if (rows == 8) return tile_of<8, 1>(weights, block, x, inputs, tile);
  for (std::size_t i = 0; i < rows; ++i) {
    if (wide == 2) tile_of<1, 2>(weights, block, x + i * inputs, inputs, tile + i * 32);
    else tile_of<1, 1>(weights, block, x + i * inputs, inputs, tile + i * 32);
  }
}

}  // namespace

namespace {
constexpr int kLanes = 16;
}
#include "neural/kernels.inl"

namespace daybook::neural {
const Kernels kVnniKernels{"vnni", quantise, linear, add_norm, gelu, attend, dot};
}
#else
namespace daybook::neural {
const Kernels kVnniKernels{nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
}
#endif
