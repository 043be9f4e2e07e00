// The network: an encoder (BERT) over word pieces and what is read off it for every word.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "neural/kernels.h"
#include "neural/model_file.h"

namespace daybook::neural {

/// Memory that one thread keeps from window to window.
struct Scratch {
  std::vector<float> x, wide, mixed, part, scores;
  std::vector<std::int8_t> bytes;
  std::vector<float> scale;
  std::vector<std::int32_t> sum;
};

/// Rows of numbers.
struct Matrix {
  std::vector<float> data;
  std::size_t width = 0;
  const float* row(std::size_t i) const { return data.data() + i * width; }
  std::size_t rows() const { return width ? data.size() / width : 0; }
};

/// Const and thread-safe once built; a Scratch belongs to one thread.
class Network {
 public:
  /// Reads all sizes from the file. Throws Error{bad_resource} where a tensor does not fit its layer. The file must outlive this.
  explicit Network(const ModelFile& file);

  std::size_t width() const { return width_; }
  std::size_t longest() const { return places_; }  ///< pieces a window may have

  /// [pieces, width]. `ids` and `shapes` are of one length, at most longest().
  Matrix encode(std::span<const std::int32_t> ids, std::span<const std::uint8_t> shapes, Scratch& scratch) const;

  /// One linear layer of the heads by name ("glue", "end", "tags").
  Matrix head(const Weights& weights, const Matrix& rows, Scratch& scratch) const;

  /// Scores of heads for the words of one sentence: [words, words + 1], column 0 the root.
  Matrix arcs(const Matrix& words, Scratch& scratch) const;
  /// Label of each word, given its head (0 the root, else 1 + word).
  std::vector<std::uint16_t> relations(const Matrix& words, std::span<const std::size_t> heads, Scratch& scratch) const;

  Weights glue, end, tags;  ///< tags: upos, xpos, feats, lemma, name side by side

 private:
  struct Layer {
    Weights qkv, out, up, down;
    const float *norm1_weight, *norm1_bias, *norm2_weight, *norm2_bias;
  };

  Weights weights(const ModelFile& file, const std::string& name, std::size_t inputs, std::size_t outputs) const;
  Matrix with_root(const Matrix& words) const;

  const Kernels& kernels_;
  std::size_t width_, heads_, places_, labels_;
  std::size_t arc_ = 0, rel_ = 0;  ///< widths of the two biaffine layers
  const std::uint8_t* piece_bytes_;
  const float *piece_scale_, *place_, *shape_, *norm_weight_, *norm_bias_, *root_;
  std::size_t pieces_;
  std::vector<Layer> layers_;
  Weights arc_child_, arc_head_, arc_weight_, rel_child_, rel_head_, rel_weight_;
};

/// Outputs rounded up to whole blocks of the kernels.
constexpr std::size_t padded(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

}  // namespace daybook::neural
