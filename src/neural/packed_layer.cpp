#include "neural/packed_layer.h"

#include <algorithm>
#include <cmath>

#include "neural/network.h"

namespace daybook::neural {

PackedLayer::PackedLayer(const std::vector<float>& weight, std::vector<float> given_bias, std::size_t rows, std::size_t columns)
    : bias(std::move(given_bias)), inputs(padded(columns, kStep)), outputs(padded(rows, kBlock)) {
  bytes.assign(outputs * inputs, 128);
  scale.assign(outputs, 0.0f);
  bias.resize(outputs, 0.0f);
  for (std::size_t o = 0; o < rows; ++o) {
    const float* row = weight.data() + o * columns;
    float most = 0;
    for (std::size_t i = 0; i < columns; ++i) most = std::max(most, std::fabs(row[i]));
    scale[o] = most / 127.0f;
    for (std::size_t i = 0; i < columns; ++i) {
      const long q = most > 0 ? std::lround(row[i] / scale[o]) : 0;
      bytes[(o / kBlock) * kBlock * inputs + (i / kStep) * kBlock * kStep + (o % kBlock) * kStep + i % kStep] = static_cast<std::uint8_t>(std::clamp(q, -127L, 127L) + 128);
    }
  }
}

void apply(const Weights& weights, const float* x, std::size_t rows, float* y, RoundingRoom& room) {
  const Rounded rounded{room.codes.room(rows * weights.inputs), room.scale.room(rows), room.sum.room(rows)};
  kernels().round(x, rows, weights.inputs, rounded);
  kernels().linear(weights, rounded, rows, y, weights.outputs, Finish::none);
}

}  // namespace daybook::neural
