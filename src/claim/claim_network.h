// What the words of a sentence are to claims, as learnt from annotated reports (training/claims/head.py): a few layers of attention over the language network's
// vectors of the words, their tags, and where they stand to each other in the sentence and in its tree; and, from what comes out, the kinds of claim that
// each word may carry.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "claim/head_file.h"
#include "model/analysis.h"
#include "neural/packed_layer.h"

namespace daybook {

/// Const and thread-safe. Layers sum integers (neural/kernels.h): the same vectors give the same numbers everywhere.
class ClaimNetwork {
 public:
  ClaimNetwork() = default;
  /// Reads its part of models/<language>/claims.head, the first; `kinds` are the names of the kinds in the caller's order. Throws Error{bad_resource} for a
  /// file that is cut, of another form, or knows a kind that is not among them.
  ClaimNetwork(HeadFile& file, const std::vector<std::string>& kinds);

  bool empty() const { return outputs_ == 0; }
  /// Digest of the language network whose vectors it was trained on, as the network's version says it.
  const std::string& made_for() const { return made_for_; }

  /// For each sentence what it makes of the words: rows of `width()` numbers; empty where the sentence has no vectors. Several at once are quicker, and give
  /// the same. Trained on trees with names repaired (name_repair.h).
  std::vector<std::vector<float>> look(std::span<const Sentence> sentences) const;
  std::size_t width() const { return width_; }

  /// Probability of each kind, 0..1, for each word that can carry one (verbs, nouns, adjectives, adverbs), zero for the others: a row a word, as many columns as
  /// `kinds`. `seen` is what look made of the sentence; empty of none.
  std::vector<float> chances(const Sentence& sentence, const std::vector<float>& seen) const;

 private:
  struct Norm {
    std::vector<float> weight, bias;
  };
  struct Layer {
    neural::PackedLayer in, out, wide, back;  ///< queries, keys and values; what comes back; and the two behind
    Norm mixed, done;
    std::vector<float> near, tree;            ///< for each sign a number a head, added to scores
  };
  struct Room;

  void attend(const Layer& layer, const Sentence& sentence, const float* in, float* out, Room& room) const;
  Norm norm_of(HeadFile& file) const;

  std::size_t vector_width_ = 0, width_ = 0, heads_ = 0, outputs_ = 0, columns_ = 0;
  std::vector<std::size_t> column_of_;  ///< of each output
  neural::PackedLayer enter_, kinds_;
  std::vector<float> tags_;             ///< a row a tag
  Norm entered_;
  std::vector<Layer> layers_;
  std::string made_for_;
};

}  // namespace daybook
