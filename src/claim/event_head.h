// What kind of claim each word may carry, as learnt from annotated reports (training/claims/head.py): a small network over the language network's
// vectors of a word, of the word it hangs on, of the nouns and pronouns that hang on it before and behind, and of the words beside it. A screen, one sum over
// the word's own vector, keeps it from words that surely carry none.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "claim/head_file.h"
#include "model/analysis.h"
#include "neural/packed_layer.h"

namespace daybook {

/// Const and thread-safe. Sums are of integers (neural/kernels.h): the same vectors give the same numbers everywhere.
class EventHead {
 public:
  EventHead() = default;
  /// Reads its part of models/<language>/claims.head, the first; `kinds` are the names of the kinds in the caller's order. Throws Error{bad_resource} for a
  /// file that is cut, of another form, or knows a kind that is not among them.
  EventHead(HeadFile& file, const std::vector<std::string>& kinds);

  bool empty() const { return outputs_ == 0; }
  std::size_t width() const { return width_; }
  /// Digest of the language network whose vectors it was trained on, as the network's version says it.
  const std::string& made_for() const { return made_for_; }

  /// Probability of each kind, 0..1, for each word that can carry one (verbs, nouns, adjectives, adverbs); all zero for other words, for those that the
  /// screen stops, and where a sentence has no vectors. A row a word, of one sentence after the other, as many columns as `kinds`; several at once are
  /// quicker, and give the same. Trained on trees with names repaired (name_repair.h).
  std::vector<float> read(std::span<const Sentence> sentences) const;

 private:
  std::size_t width_ = 0, outputs_ = 0, columns_ = 0;
  std::vector<std::size_t> column_of_;  ///< of each output
  std::vector<float> screen_;           ///< weights of the word's own vector
  float screen_bias_ = 0;
  neural::PackedLayer in_, out_;        ///< of the vectors to the hidden layer, and on to the kinds
  std::string made_for_;
};

}  // namespace daybook
