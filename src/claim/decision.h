// How likely a draft is a claim: weights of data/claims/decision.tsv, learnt by training/claims/train.py.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claim/feature_weights.h"

namespace daybook {

/// Const and thread-safe once read.
class Decision {
 public:
  /// The table needs rows "bias", "threshold" and "threshold of rows". Throws as FeatureWeights does.
  static Decision read(std::string_view table, std::string file) {
    Decision out;
    out.weights_ = FeatureWeights::read(table, std::move(file));
    out.bias_ = out.weights_.take("bias");
    out.threshold_ = out.weights_.take("threshold");
    out.threshold_of_rows_ = out.weights_.take("threshold of rows");
    return out;
  }

  /// Probability, 0..1, that the text makes this claim.
  double confidence(const std::vector<std::string>& features) const { return probability_of(weights_.sum(features, bias_)); }
  std::vector<Evidence> evidence(const std::vector<std::string>& features) const { return weights_.evidence(features); }
  /// Drafts below this are no claims: those that only the network proposes, and those that a row of triggers.tsv proposes too.
  double threshold(bool by_row) const { return by_row ? threshold_of_rows_ : threshold_; }

 private:
  FeatureWeights weights_;
  double bias_ = 0, threshold_ = 0, threshold_of_rows_ = 0;
};

}  // namespace daybook
