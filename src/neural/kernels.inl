// Included by kernels_*.cpp, each compiled for one kind of processor and each with its own `multiply`. No templates of the library here:
// a copy of one compiled for a newer processor must never be the one the whole program uses.

#include "neural/exponential.h"

namespace {

using daybook::neural::Weights;
using daybook::neural::exponential;

/// As many numbers as one register holds. All is done element by element, so the bits are those of single numbers on every processor.
typedef float Part __attribute__((vector_size(kLanes * 4)));

inline Part load(const float* at) {
  Part out;
  __builtin_memcpy(&out, at, sizeof out);
  return out;
}
inline void store(float* at, Part value) { __builtin_memcpy(at, &value, sizeof value); }

/// Sums run in sixteen lanes, whatever the registers, and are folded in one order.
struct Lanes {
  Part part[16 / kLanes] = {};
  float fold() const {
    float a[16];
    for (int i = 0; i < 16 / kLanes; ++i) store(a + i * kLanes, part[i]);
    for (int i = 0; i < 8; ++i) a[i] = a[i] + a[i + 8];
    for (int i = 0; i < 4; ++i) a[i] = a[i] + a[i + 4];
    return (a[0] + a[2]) + (a[1] + a[3]);
  }
};

inline float square_root(float x) { return __builtin_sqrtf(x); }

void quantise(const float* x, std::size_t rows, std::size_t n, std::int8_t* out, float* scale, std::int32_t* sum) {
  for (std::size_t r = 0; r < rows; ++r, x += n, out += n) {
    float most = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const float a = x[i] < 0 ? -x[i] : x[i];
      most = a > most ? a : most;
    }
    const float by = most > 0 ? 127.0f / most : 0.0f;
    std::int32_t total = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const float v = x[i] * by;
      const std::int32_t q = static_cast<std::int32_t>(v + (v < 0 ? -0.5f : 0.5f));
      out[i] = static_cast<std::int8_t>(q);
      total += q;
    }
    scale[r] = most / 127.0f;
    sum[r] = total;
  }
}

void linear(const Weights& w, const std::int8_t* x, const float* scale, const std::int32_t* sum, std::size_t rows, float* y, std::size_t stride) {
  constexpr std::size_t kRows = 8;
  std::int32_t tile[kRows * 2 * daybook::neural::kBlock];
  const std::size_t block = w.inputs * daybook::neural::kBlock;
  // Blocks outside, rows inside: a pair of blocks stays in the nearest cache while all rows pass.
  for (std::size_t o = 0; o < w.outputs; o += 2 * daybook::neural::kBlock) {
    const std::size_t wide = o + daybook::neural::kBlock < w.outputs ? 2 : 1;
    for (std::size_t r = 0; r < rows; r += kRows) {
      const std::size_t high = rows - r < kRows ? rows - r : kRows;
      multiply(w.bytes + (o / daybook::neural::kBlock) * block, block, wide, x + r * w.inputs, w.inputs, high, tile);
      for (std::size_t i = 0; i < high; ++i) {
        float* to = y + (r + i) * stride + o;
        const std::int32_t off = 128 * sum[r + i];
        const float by = scale[r + i];
        for (std::size_t k = 0; k < wide * daybook::neural::kBlock; ++k)
          to[k] = static_cast<float>(tile[i * 2 * daybook::neural::kBlock + k] - off) * (by * w.scale[o + k]) + w.bias[o + k];
      }
    }
  }
}

void add_norm(float* x, const float* add, std::size_t rows, std::size_t n, const float* weight, const float* bias) {
  for (std::size_t r = 0; r < rows; ++r, x += n, add += n) {
    Lanes sum, squares;
    for (std::size_t i = 0; i < n; i += 16)
      for (std::size_t k = 0; k < 16 / kLanes; ++k) {
        const Part both = load(x + i + k * kLanes) + load(add + i + k * kLanes);
        store(x + i + k * kLanes, both);
        sum.part[k] += both;
      }
    const float mean = sum.fold() / static_cast<float>(n);
    for (std::size_t i = 0; i < n; i += 16)
      for (std::size_t k = 0; k < 16 / kLanes; ++k) {
        const Part d = load(x + i + k * kLanes) - mean;
        squares.part[k] += d * d;
      }
    const float by = 1.0f / square_root(squares.fold() / static_cast<float>(n) + 1e-12f);
    for (std::size_t i = 0; i < n; i += kLanes) store(x + i, (load(x + i) - mean) * by * load(weight + i) + load(bias + i));
  }
}

void gelu(float* x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const float v = x[i], z = (v < 0 ? -v : v) * 0.70710678f;
    const float t = 1.0f / (1.0f + 0.3275911f * z);
    const float p = ((((1.061405429f * t - 1.453152027f) * t + 1.421413741f) * t - 0.284496736f) * t + 0.254829592f) * t;
    const float half = 0.5f * p * exponential(-z * z);  // (1 - erf z) / 2
    x[i] = v * (v < 0 ? half : 1.0f - half);
  }
}

float dot(const float* a, const float* b, std::size_t n) {
  Lanes sum;
  for (std::size_t i = 0; i < n; i += 16)
    for (std::size_t k = 0; k < 16 / kLanes; ++k) sum.part[k] += load(a + i + k * kLanes) * load(b + i + k * kLanes);
  return sum.fold();
}

/// Four rows of q at a time. Keys are turned so that many of them are met at once: a score is summed over the size of a head in order,
/// a mix over the keys in order.
template <int kRows>
inline void attend_rows(const float* q, const float* turned, std::size_t across, const float* v, std::size_t n, std::size_t size, std::size_t stride, float* out,
                        std::size_t out_stride, float* scores) {
  const float by = 1.0f / square_root(static_cast<float>(size));
  for (std::size_t j = 0; j < across; j += kLanes) {
    Part sum[kRows] = {};
    for (std::size_t d = 0; d < size; ++d) {
      const Part key = load(turned + d * across + j);
      for (int r = 0; r < kRows; ++r) sum[r] += key * q[static_cast<std::size_t>(r) * stride + d];
    }
    for (int r = 0; r < kRows; ++r) store(scores + static_cast<std::size_t>(r) * across + j, sum[r] * by);
  }
  float share[kRows];
  for (int r = 0; r < kRows; ++r) {
    float* score = scores + static_cast<std::size_t>(r) * across;
    float most = -1e30f;
    for (std::size_t j = 0; j < n; ++j) most = score[j] > most ? score[j] : most;
    for (std::size_t j = 0; j < n; ++j) score[j] = exponential(score[j] - most);
    for (std::size_t j = n; j < across; ++j) score[j] = 0.0f;
    Lanes sum;
    for (std::size_t j = 0; j < across; j += 16)
      for (std::size_t k = 0; k < 16 / kLanes; ++k) sum.part[k] += load(score + j + k * kLanes);
    share[r] = 1.0f / sum.fold();
  }
  for (std::size_t d = 0; d < size; d += kLanes) {
    Part mixed[kRows] = {};
    for (std::size_t p = 0; p < n; ++p) {
      const Part value = load(v + p * stride + d);
      for (int r = 0; r < kRows; ++r) mixed[r] += value * scores[static_cast<std::size_t>(r) * across + p];
    }
    for (int r = 0; r < kRows; ++r) store(out + static_cast<std::size_t>(r) * out_stride + d, mixed[r] * share[r]);
  }
}

void attend(const float* q, const float* k, const float* v, std::size_t n, std::size_t size, std::size_t stride, float* out, std::size_t out_stride, float* scratch) {
  const std::size_t across = (n + 15) / 16 * 16;
  float* turned = scratch + 4 * across;
  for (std::size_t j = 0; j < across; ++j)
    for (std::size_t d = 0; d < size; ++d) turned[d * across + j] = j < n ? k[j * stride + d] : 0.0f;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) attend_rows<4>(q + i * stride, turned, across, v, n, size, stride, out + i * out_stride, out_stride, scratch);
  for (; i < n; ++i) attend_rows<1>(q + i * stride, turned, across, v, n, size, stride, out + i * out_stride, out_stride, scratch);
}

}  // namespace
