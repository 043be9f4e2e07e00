// Finds names: the network's vector of a word, what is known of it and of those around it, and the best path over the sentence. Several heads of one
// build, trained from different beginnings, are read side by side, and the mean of their scores counts. Trained by training/names.
#pragma once

#include <span>
#include <vector>

#include "neural/name_lexicon.h"
#include "neural/name_path.h"
#include "neural/network.h"

namespace daybook::neural {

/// Const and thread-safe; a Scratch belongs to one thread.
class NameHead {
 public:
  static constexpr std::size_t kSide = 2;  ///< words on either side whose features are seen
  static constexpr std::size_t kFeatures = (2 * kSide + 1) * NameLexicon::kFeatures;

  /// Throws Error{bad_resource} where a tensor does not fit. The file must outlive this.
  NameHead(const ModelFile& file, std::size_t width);

  /// Puts the names into `sentences`, whose words stand one after another in the rows of `words`. One sentence's do not depend on the others.
  void find(Rows words, std::span<Sentence> sentences, const Network& network, Scratch& scratch) const;

 private:
  void look_up(Rows words, std::span<const Sentence> sentences, float* to) const;

  NameLexicon lexicon_;
  NamePath path_;
  std::size_t inputs_, hidden_, heads_, classes_;
  Weights in_, out_;              ///< of all heads side by side
  std::vector<Weights> beside_;   ///< a head
};

}  // namespace daybook::neural
