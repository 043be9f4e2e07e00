// e^x with the same bits on every processor. Static on purpose: each file keeps the copy compiled for it.
#pragma once

#include <cstdint>

namespace daybook::neural {

static inline float bits_to_float(std::int32_t bits) {
  float out;
  __builtin_memcpy(&out, &bits, 4);
  return out;
}

/// To about 2 ulp for x in [-87, 88], the ends of it beyond: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes, expf).
static inline float exponential(float x) {
  x = x < -87.0f ? -87.0f : x > 88.0f ? 88.0f : x;
  const float t = x * 1.44269504f;
  const std::int32_t n = static_cast<std::int32_t>(t + (t < 0 ? -0.5f : 0.5f));
  const float f = static_cast<float>(n);
  const float r = (x - f * 0.693359375f) - f * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  return p * bits_to_float((n + 127) << 23);
}

}  // namespace daybook::neural
