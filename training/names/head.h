// The head for names while it learns: what src/neural/name_head.cpp computes, in floating point, forwards and backwards.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "dense.h"
#include "examples.h"

namespace daybook::training {

/// What learning hides, and how fast it goes.
struct HeadOptions {
  std::size_t hidden = 128;
  std::size_t epochs = 4, batch = 48;
  float rate = 2e-3f, decay = 0.01f, keep = 0.998f;
  float drop = 0.3f;            ///< share of numbers hidden
  float unseen = 0.3f;          ///< share of words whose vector is hidden: the network has learnt many of these very sentences
  float unknown = 0.1f;         ///< share of the lexicon's features hidden: it is never whole
  float plain = 0.3f;           ///< share of sentences without names that an epoch shows; they count so much more
  float own = 0.3f;             ///< weight of each word's own loss beside that of the path
};

class TrainedHead {
 public:
  static constexpr std::size_t kSide = 2, kClasses = 7, kAcross = 16;  ///< scores lie in rows of kAcross
  static constexpr std::size_t kFeatures = (2 * kSide + 1) * neural::NameLexicon::kFeatures;

  TrainedHead(std::size_t width, const HeadOptions& options, std::uint64_t seed);

  /// Over all epochs; `told` hears of each one's loss.
  void learn(const std::vector<Example>& examples, const std::function<void(std::size_t, double)>& told);

  /// By the running mean of what was learnt: scores[word * kAcross + class] of sentences one after another; valid until the next call.
  const float* scores(const std::vector<const Example*>& sentences);

  const std::vector<float>& first() const { return first_.mean; }
  const std::vector<float>& next() const { return next_.mean; }
  /// Matrices as [input][output].
  const Learnt &word() const { return word_; }
  const Learnt &lexicon() const { return lexicon_; }
  const Learnt &word_bias() const { return word_bias_; }
  const Learnt &beside() const { return beside_; }
  const Learnt &beside_bias() const { return beside_bias_; }
  const Learnt &out() const { return out_; }
  const Learnt &out_bias() const { return out_bias_; }

 private:
  void forward(const std::vector<const Example*>& sentences, bool learning);
  void look_up(const std::vector<const Example*>& sentences, bool learning);
  double backward(const std::vector<const Example*>& sentences);
  std::vector<const Example*> epoch_of(const std::vector<Example>& examples);
  const float* of(const Learnt& part, bool learning) const { return learning ? part.value.data() : part.mean.data(); }
  void hide(float* x, std::size_t n, float* mask);

  HeadOptions o_;
  Random random_;
  std::size_t width_;
  Learnt word_, word_bias_, lexicon_, beside_, beside_bias_, out_, out_bias_, first_, next_;
  // Of the batch at hand, a row a word.
  std::size_t rows_ = 0;
  std::vector<float> x_, before_, here_, slope_, three_, wide_, more_, more_slope_, sum_, scores_, here_mask_, sum_mask_;
  std::vector<std::uint32_t> seen_;  ///< [rows][2 kSide + 1]
};

}  // namespace daybook::training
