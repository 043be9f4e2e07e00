// The network: an encoder (BERT) over word pieces and what is read off it for every word.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "neural/buffer.h"
#include "neural/kernels.h"
#include "neural/model_file.h"

namespace daybook::neural {

/// Rows of numbers that lie elsewhere.
struct Rows {
  const float* data = nullptr;
  std::size_t count = 0, width = 0;
  const float* row(std::size_t i) const { return data + i * width; }
};

/// Memory that one thread keeps from batch to batch.
struct Scratch {
  Buffer<float> x, wide, mixed, part;            ///< of the encoder
  Buffer<std::int16_t> codes;
  Buffer<float> scale;
  Buffer<std::int32_t> sum;
  Buffer<std::byte> attention;
  Buffer<float> glue_in, glue, words, end, tags; ///< of who reads
  Buffer<float> name_in, name_hidden, name_beside, name_sum; ///< of the names
  Buffer<float> child, head, turned, arcs;       ///< of the trees
};

/// Words [begin, end) of a batch that make one sentence.
struct SentenceRange {
  std::size_t begin = 0, end = 0;
};

/// For each word of a batch.
struct Trees {
  std::vector<std::size_t> head;        ///< 0 the root, else 1 + word of the sentence
  std::vector<std::uint16_t> relation;
};

/// Const and thread-safe once built; a Scratch belongs to one thread. What comes out for one window, word or sentence does not depend on what else
/// is in the batch.
class Network {
 public:
  /// Reads all sizes from the file. Throws Error{bad_resource} where a tensor does not fit its layer. The file must outlive this.
  explicit Network(const ModelFile& file);

  std::size_t width() const { return width_; }
  std::size_t longest() const { return places_; }  ///< pieces a window may have

  /// The pieces of several windows one after another, `lengths` of each, at most longest(). Rows stay until the next call.
  Rows encode(std::span<const std::int32_t> ids, std::span<const std::uint8_t> shapes, std::span<const std::size_t> lengths, Scratch& scratch) const;

  /// What pieces mean by themselves, before any layer: the mean of their vectors, width() numbers at `to`.
  void meaning(std::span<const std::int32_t> pieces, float* to) const;

  /// One linear layer of the heads ("glue", "end", "tags"). `out` holds what comes back and must not hold `rows`.
  Rows head(const Weights& weights, Rows rows, Buffer<float>& out, Scratch& scratch, Finish finish = Finish::none) const;

  /// The best tree of each sentence, and its labels. Every word is in one sentence.
  Trees trees(Rows words, std::span<const SentenceRange> sentences, Scratch& scratch) const;

  Weights glue, end, tags;  ///< tags: upos, xpos, feats, lemma side by side

 private:
  /// Attention over a window, then two linear layers a piece.
  struct Layer {
    Weights qkv, out, up, down;
    const float *norm1_weight, *norm1_bias, *norm2_weight, *norm2_bias;
  };
  /// One side of a biaffine layer: for words, and for the root that stands before them.
  struct Side {
    Weights weights;
    std::vector<float> root;
  };

  Side side(const ModelFile& file, const std::string& name, std::size_t size) const;
  void embed(std::span<const std::int32_t> ids, std::span<const std::uint8_t> shapes, std::span<const std::size_t> lengths, Scratch& scratch) const;
  void apply(const Layer& layer, std::size_t rows, std::span<const std::size_t> lengths, Scratch& scratch) const;
  Rows activated(const Weights& weights, std::size_t size, std::size_t to, Rows rows, Buffer<float>& out, Scratch& scratch) const;
  void choose_heads(Rows words, std::span<const SentenceRange> sentences, Trees& out, Scratch& scratch) const;
  void choose_relations(Rows words, std::span<const SentenceRange> sentences, Trees& out, Scratch& scratch) const;

  const Kernels& kernels_;
  std::size_t width_, heads_, places_, labels_;
  std::size_t arc_ = 0, rel_ = 0;  ///< widths of the two biaffine layers
  const std::uint8_t* piece_bytes_;
  const float *piece_scale_, *place_, *shape_, *norm_weight_, *norm_bias_, *root_;
  std::size_t pieces_;
  std::vector<Layer> layers_;
  Weights arc_child_, arc_weight_, rel_child_, rel_weight_;
  Side arc_head_, rel_head_;
};

/// The tensors NAME.weight, .scale and .bias as one layer. Throws Error{bad_resource} where they do not fit.
Weights weights_of(const ModelFile& file, const std::string& name, std::size_t inputs, std::size_t outputs);

/// Outputs rounded up to whole blocks of the kernels.
constexpr std::size_t padded(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

}  // namespace daybook::neural
