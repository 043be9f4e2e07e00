// A linear layer as the kernels want it, made from plain numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "neural/buffer.h"
#include "neural/kernels.h"

namespace daybook::neural {

/// Owns what a Weights points at. Inputs and outputs are padded to whole blocks: rows handed over must be that wide.
struct PackedLayer {
  std::vector<std::uint8_t> bytes;
  std::vector<float> scale, bias;
  std::size_t inputs = 0, outputs = 0;  ///< padded

  PackedLayer() = default;
  /// `weight` is [outputs][inputs]; each output is rounded to bytes by its own scale.
  PackedLayer(const std::vector<float>& weight, std::vector<float> bias, std::size_t outputs, std::size_t inputs);

  Weights weights() const { return {bytes.data(), scale.data(), bias.data(), inputs, outputs}; }
};

/// Room for rounded inputs; belongs to one thread.
struct RoundingRoom {
  Buffer<std::int16_t> codes;
  Buffer<float> scale;
  Buffer<std::int32_t> sum;
};

/// y[rows][outputs] of x[rows][inputs]. The same bits on every processor, whatever rows come together.
void apply(const Weights& weights, const float* x, std::size_t rows, float* y, RoundingRoom& room);

}  // namespace daybook::neural
