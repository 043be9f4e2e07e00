// How likely something fills a slot of a claim: weights of data/claims/slots.tsv, learnt by training/claims/slots.py.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claim/feature_weights.h"

namespace daybook {

/// Const and thread-safe once read.
class SlotWeights {
 public:
  /// The table needs a row "margin". Throws as FeatureWeights does.
  static SlotWeights read(std::string_view table, std::string file) {
    SlotWeights out;
    out.weights_ = FeatureWeights::read(table, std::move(file));
    out.margin_ = out.weights_.take("margin");
    return out;
  }

  /// Log odds against the other fillers of the slot.
  double odds(const std::vector<std::string>& features) const { return weights_.sum(features, 0); }
  std::vector<Evidence> evidence(const std::vector<std::string>& features) const { return weights_.evidence(features); }
  /// By how much a filler must be likelier than what the rules took.
  double margin() const { return margin_; }

 private:
  FeatureWeights weights_;
  double margin_ = 0;
};

}  // namespace daybook
