// Included by kernels_*.cpp, each compiled for one kind of processor. Each says before: kLanes, Code, kTileRows, `multiply` and `add_pairs`.
// No templates of the library here: a copy of one compiled for a newer processor must never be the one the whole program uses.

namespace {

using daybook::neural::Finish;
using daybook::neural::kBlock;
using daybook::neural::kDots;
using daybook::neural::Rounded;
using daybook::neural::Weights;

constexpr std::size_t kRegisters = 16 / kLanes;  // that make sixteen lanes

inline Part load(const float* at) {
  Part out;
  __builtin_memcpy(&out, at, sizeof out);
  return out;
}
inline Int load(const std::int32_t* at) {
  Int out;
  __builtin_memcpy(&out, at, sizeof out);
  return out;
}
template <class T, class V>
inline void store(T* at, V value) {
  __builtin_memcpy(at, &value, sizeof value);
}

inline Part all(float x) { return x - Part{}; }
inline Part larger(Part a, Part b) { return a > b ? a : b; }
inline Part smaller(Part a, Part b) { return a < b ? a : b; }
inline Part absolute(Part x) { return (Part)((Int)x & 0x7fffffff); }
inline Part to_floats(Int x) { return __builtin_convertvector(x, Part); }
constexpr std::int32_t kSign = -2147483647 - 1, kHalf = 0x3f000000;  // bits of -0 and 0.5
/// Halves away from zero.
inline Int nearest(Part x) { return __builtin_convertvector(x + (Part)(((Int)x & kSign) | kHalf), Int); }

inline float largest(Part x) {
  float a[kLanes], most;
  store(a, x);
  most = a[0];
  for (int i = 1; i < kLanes; ++i) most = a[i] > most ? a[i] : most;
  return most;
}

/// Sums run in sixteen lanes, whatever the registers, and are folded in one order.
struct Lanes {
  Part part[kRegisters] = {};
  float fold() const {
    float a[16];
    for (std::size_t i = 0; i < kRegisters; ++i) store(a + i * kLanes, part[i]);
    for (int i = 0; i < 8; ++i) a[i] = a[i] + a[i + 8];
    for (int i = 0; i < 4; ++i) a[i] = a[i] + a[i + 4];
    return (a[0] + a[2]) + (a[1] + a[3]);
  }
};

inline float square_root(float x) { return __builtin_sqrtf(x); }

/// e^x for x <= 0, to 3e-6; what lies below -87 is as -87. 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2].
inline Part exponential_below(Part x) {
  x = larger(x, all(-87.0f));
  const Part shifted = x * 1.44269504f + 12582912.0f;  // 1.5 * 2^23: the nearest integer stands in the lowest bits
  const Part n = shifted - 12582912.0f;
  const Part r = x - n * 0.69314718f;
  Part p = all(0.041415564715862274f);
  p = p * r + 0.16791395843029022f;
  p = p * r + 0.5000491142272949f;
  p = p * r + 0.9999632239341736f;
  p = p * r + 0.9999991655349731f;
  return p * (Part)(((Int)shifted + 127) << 23);
}

/// x · Φ(x): Φ(x) - 1/2 is x times a polynomial in x² up to 4.25 (least squares, reweighted towards the least greatest error), and 1/2 beyond.
inline Part gelu(Part x) {
  const Part c = smaller(larger(x, all(-4.25f)), all(4.25f));
  const Part t = c * c * 0.11072664f - 1.0f;
  Part p = all(0.002012188546359539f);
  p = p * t - 0.006027564872056246f;
  p = p * t + 0.009229566901922226f;
  p = p * t - 0.01461656391620636f;
  p = p * t + 0.025322573259472847f;
  p = p * t - 0.0391651876270771f;
  p = p * t + 0.05573307350277901f;
  p = p * t - 0.08077755570411682f;
  p = p * t + 0.16593652963638306f;
  return x * (c * p + 0.5f);
}

template <Finish kFinish>
inline Part finished(Part x) {
  if constexpr (kFinish == Finish::gelu) return gelu(x);
  if constexpr (kFinish == Finish::leaky) return x < Part{} ? x * 0.1f : x;
  return x;
}

void round(const float* x, std::size_t rows, std::size_t n, Rounded out) {
  auto* code = reinterpret_cast<Code*>(out.codes);
  const std::size_t whole = n / kLanes * kLanes;
  for (std::size_t r = 0; r < rows; ++r, x += n, code += n) {
    Part highest = {};
    for (std::size_t i = 0; i < whole; i += kLanes) highest = larger(highest, absolute(load(x + i)));
    float most = largest(highest);
    for (std::size_t i = whole; i < n; ++i) {
      const float a = x[i] < 0 ? -x[i] : x[i];
      most = a > most ? a : most;
    }
    const float by = most > 0 ? 127.0f / most : 0.0f;
    Int sums = {};
    for (std::size_t i = 0; i < whole; i += kLanes) {
      const Int q = nearest(load(x + i) * by);
      sums += q;
      store(code + i, __builtin_convertvector(q, Codes));
    }
    std::int32_t total = 0;
    for (int k = 0; k < kLanes; ++k) total += sums[k];
    for (std::size_t i = whole; i < n; ++i) {
      const float v = x[i] * by;
      const auto q = static_cast<std::int32_t>(v + (v < 0 ? -0.5f : 0.5f));
      code[i] = static_cast<Code>(q);
      total += q;
    }
    out.scale[r] = most / 127.0f;
    out.sum[r] = total;
  }
}

template <Finish kFinish>
void linear_with(const Weights& w, Rounded x, std::size_t rows, float* y, std::size_t stride) {
  alignas(64) std::int32_t tile[kTileRows * 2 * kBlock];
  const auto* codes = reinterpret_cast<const Code*>(x.codes);
  const std::size_t block = w.inputs * kBlock;
  // Blocks outside, rows inside: a pair of blocks stays in the nearest cache while all rows pass.
  for (std::size_t o = 0; o < w.outputs; o += 2 * kBlock) {
    const std::size_t wide = o + kBlock < w.outputs ? 2 : 1;
    for (std::size_t r = 0; r < rows; r += kTileRows) {
      const std::size_t high = rows - r < kTileRows ? rows - r : kTileRows;
      multiply(w.bytes + (o / kBlock) * block, block, wide, codes + r * w.inputs, w.inputs, high, tile);
      for (std::size_t i = 0; i < high; ++i) {
        float* to = y + (r + i) * stride + o;
        const std::int32_t off = 128 * x.sum[r + i];
        const float by = x.scale[r + i];
        for (std::size_t k = 0; k < wide * kBlock; k += kLanes)
          store(to + k, finished<kFinish>(to_floats(load(tile + i * 2 * kBlock + k) - off) * (load(w.scale + o + k) * by) + load(w.bias + o + k)));
      }
    }
  }
}

void linear(const Weights& w, Rounded x, std::size_t rows, float* y, std::size_t stride, Finish finish) {
  switch (finish) {
    case Finish::none: return linear_with<Finish::none>(w, x, rows, y, stride);
    case Finish::gelu: return linear_with<Finish::gelu>(w, x, rows, y, stride);
    case Finish::leaky: return linear_with<Finish::leaky>(w, x, rows, y, stride);
  }
}

void add_norm(float* x, const float* add, std::size_t rows, std::size_t n, const float* weight, const float* bias) {
  for (std::size_t r = 0; r < rows; ++r, x += n, add += n) {
    Lanes sum, squares;
    for (std::size_t i = 0; i < n; i += 16)
      for (std::size_t k = 0; k < kRegisters; ++k) {
        const Part both = load(x + i + k * kLanes) + load(add + i + k * kLanes);
        store(x + i + k * kLanes, both);
        sum.part[k] += both;
      }
    const float mean = sum.fold() / static_cast<float>(n);
    for (std::size_t i = 0; i < n; i += 16)
      for (std::size_t k = 0; k < kRegisters; ++k) {
        const Part d = load(x + i + k * kLanes) - mean;
        squares.part[k] += d * d;
      }
    const float by = 1.0f / square_root(squares.fold() / static_cast<float>(n) + 1e-12f);
    for (std::size_t i = 0; i < n; i += kLanes) store(x + i, (load(x + i) - mean) * by * load(weight + i) + load(bias + i));
  }
}

float dot(const float* a, const float* b, std::size_t n) {
  Lanes sum;
  for (std::size_t i = 0; i < n; i += 16)
    for (std::size_t k = 0; k < kRegisters; ++k) sum.part[k] += load(a + i + k * kLanes) * load(b + i + k * kLanes);
  return sum.fold();
}

void dots_of_sum(const float* const* rows, std::size_t count, std::size_t n, const float* weights, float* out) {
  Lanes sums[kDots];
  for (std::size_t i = 0; i < n; i += 16)
    for (std::size_t k = 0; k < kRegisters; ++k) {
      const std::size_t at = i + k * kLanes;
      Part sum = load(rows[0] + at);
      for (std::size_t r = 1; r < count; ++r) sum += load(rows[r] + at);
      sum = larger(sum, Part{});
      for (std::size_t d = 0; d < kDots; ++d) sums[d].part[k] += sum * load(weights + d * n + at);
    }
  for (std::size_t d = 0; d < kDots; ++d) out[d] = sums[d].fold();
}

/// Largest |x| of `size` numbers in each of n rows. Not inlined: the compiler would keep its register in memory.
__attribute__((noinline)) float largest_of(const float* x, std::size_t n, std::size_t size, std::size_t stride) {
  Part most = {};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t d = 0; d < size; d += kLanes) most = larger(most, absolute(load(x + i * stride + d)));
  return largest(most);
}

inline std::int32_t two_shorts(const void* at) {
  std::int32_t out;
  __builtin_memcpy(&out, at, 4);
  return out;
}

/// As many queries as a register has lanes go together, one a lane, so that what is done over the keys needs no sum across lanes. Queries are turned
/// for that, their numbers in pairs; values lie in pairs of keys. A share is the exponential of a score less the best, over the sum of all.
void attend(const float* q, const float* k, const float* v, std::size_t n, std::size_t size, std::size_t stride, float* out, std::size_t out_stride, std::byte* scratch) {
  constexpr std::size_t kGroup = 8;  // keys, then queries, met at once
  const std::size_t across = (n + 15) / 16 * 16, pairs = size / 2;
  const auto take = [&](std::size_t bytes) {
    std::byte* at = scratch;
    scratch += (bytes + 63) / 64 * 64;
    return at;
  };
  auto* keys = reinterpret_cast<std::int16_t*>(take(across * size * 2));    // [key][size]
  auto* values = reinterpret_cast<std::int32_t*>(take(across * size * 2));  // [pair of keys][size]
  auto* turned = reinterpret_cast<std::int32_t*>(take(kLanes * size * 2));  // [pair of numbers][query]
  auto* scores = reinterpret_cast<float*>(take(across * kLanes * 4));       // [key][query]
  auto* shares = reinterpret_cast<std::int32_t*>(take(across * kLanes * 2));  // [pair of keys][query]

  // So many that sums over the size of a head stay below 2^31.
  const float most_code = size <= 32 ? 8191.0f : 4095.0f;
  const float most_q = largest_of(q, n, size, stride), most_k = largest_of(k, n, size, stride), most_v = largest_of(v, n, size, stride);
  const float by_q = most_q > 0 ? most_code / most_q : 0.0f, by_k = most_k > 0 ? most_code / most_k : 0.0f, by_v = most_v > 0 ? 32000.0f / most_v : 0.0f;
  for (std::size_t j = 0; j < across; ++j)
    for (std::size_t d = 0; d < size; d += kLanes)
      store(keys + j * size + d, j < n ? __builtin_convertvector(nearest(load(k + j * stride + d) * by_k), Shorts) : Shorts{});
  for (std::size_t j = 0; j < n; j += 2)
    for (std::size_t d = 0; d < size; d += kLanes) {
      const Int low = nearest(load(v + j * stride + d) * by_v), high = j + 1 < n ? nearest(load(v + (j + 1) * stride + d) * by_v) : Int{};
      store(values + j / 2 * size + d, (low & 0xffff) | (high << 16));
    }

  const float by = most_q / most_code * (most_k / most_code) / square_root(static_cast<float>(size)), back = most_v / 32000.0f / 32767.0f;
  for (std::size_t i = 0; i < n; i += kLanes) {
    for (std::size_t r = 0; r < kLanes; ++r) {
      alignas(64) std::int16_t query[daybook::neural::kMostHead] = {};
      if (i + r < n)
        for (std::size_t d = 0; d < size; d += kLanes) store(query + d, __builtin_convertvector(nearest(load(q + (i + r) * stride + d) * by_q), Shorts));
      for (std::size_t p = 0; p < pairs; ++p) turned[p * kLanes + r] = two_shorts(query + 2 * p);
    }
    Part most = all(-1e30f);
    for (std::size_t j = 0; j < n; j += kGroup) {
      Int sum[kGroup] = {};
      const std::int16_t* key = keys + j * size;
      for (std::size_t p = 0; p < pairs; ++p) {
        const Int query = load(turned + p * kLanes);
        for (std::size_t g = 0; g < kGroup; ++g) sum[g] = add_pairs(sum[g], query, two_shorts(key + g * size + 2 * p) - Int{});
      }
      for (std::size_t g = 0; g < kGroup; ++g) {
        const Part score = to_floats(sum[g]) * by;
        store(scores + (j + g) * kLanes, score);
        if (j + g < n) most = larger(most, score);
      }
    }
    Part total = {};
    for (std::size_t j = 0; j < n; ++j) {
      const Part e = exponential_below(load(scores + j * kLanes) - most);
      store(scores + j * kLanes, e);
      total += e;
    }
    const Part share = 32767.0f / total;
    for (std::size_t j = 0; j < n; j += 2) {
      const Int low = __builtin_convertvector(load(scores + j * kLanes) * share + 0.5f, Int);
      const Int high = j + 1 < n ? __builtin_convertvector(load(scores + (j + 1) * kLanes) * share + 0.5f, Int) : Int{};
      store(shares + j / 2 * kLanes, low | (high << 16));
    }
    constexpr std::size_t kTogether = kLanes < kGroup ? kLanes : kGroup;
    for (std::size_t r = 0; r < kLanes && i + r < n; r += kTogether)
      for (std::size_t d = 0; d < size; d += kLanes) {
        Int sum[kTogether] = {};
        for (std::size_t j = 0; j < n; j += 2) {
          const Int value = load(values + j / 2 * size + d);
          for (std::size_t g = 0; g < kTogether; ++g) sum[g] = add_pairs(sum[g], value, shares[j / 2 * kLanes + r + g] - Int{});
        }
        for (std::size_t g = 0; g < kTogether && i + r + g < n; ++g) store(out + (i + r + g) * out_stride + d, to_floats(sum[g]) * back);
      }
  }
}

/// Keys are turned, so that sixteen scores of a query are made at once.
void attend_with(const float* q, const float* k, const float* v, std::size_t n, std::size_t size, std::size_t stride, const float* bias, float* out, std::size_t out_stride, float* scratch) {
  const std::size_t wide = daybook::neural::across(n);
  float* const keys = scratch;
  float* const scores = scratch + wide * size;
  for (std::size_t d = 0; d < size; ++d)
    for (std::size_t j = 0; j < wide; ++j) keys[d * wide + j] = j < n ? k[j * stride + d] : 0.0f;
  const float by = 1.0f / square_root(static_cast<float>(size));
  for (std::size_t i = 0; i < n; ++i) {
    Part most = all(-1e30f);
    for (std::size_t j = 0; j < wide; j += 16) {
      Lanes sum;
      for (std::size_t d = 0; d < size; ++d)
        for (std::size_t r = 0; r < kRegisters; ++r) sum.part[r] += q[i * stride + d] * load(keys + d * wide + j + r * kLanes);
      for (std::size_t r = 0; r < kRegisters; ++r) {
        const Part score = sum.part[r] * by + load(bias + i * wide + j + r * kLanes);
        store(scores + j + r * kLanes, score);
        most = larger(most, score);
      }
    }
    const float best = largest(most);
    Lanes total;
    for (std::size_t j = 0; j < wide; j += 16)
      for (std::size_t r = 0; r < kRegisters; ++r) {
        const Part e = exponential_below(load(scores + j + r * kLanes) - best);
        store(scores + j + r * kLanes, e);
        total.part[r] += e;
      }
    const float share = 1.0f / total.fold();
    for (std::size_t d = 0; d < size; d += 16) {
      Lanes sum;
      for (std::size_t j = 0; j < n; ++j)
        for (std::size_t r = 0; r < kRegisters; ++r) sum.part[r] += scores[j] * load(v + j * stride + d + r * kLanes);
      for (std::size_t r = 0; r < kRegisters; ++r) store(out + i * out_stride + d + r * kLanes, sum.part[r] * share);
    }
  }
}

}  // namespace
