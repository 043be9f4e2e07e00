// How likely a draft is a claim: a linear model over named features, readable and learnt (training/claims/train.py).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/claim.h"

namespace daybook {

/// Weights of data/claims/decision.tsv. Const and thread-safe once read.
class Decision {
 public:
  /// `rows` are feature and weight; "bias", "threshold" and "threshold of rows" must be among them. Throws Error{bad_resource}.
  static Decision from_rows(const std::vector<std::vector<std::string>>& rows);

  /// Probability, 0..1, that the text makes this claim. Features without a weight say nothing.
  double confidence(const std::vector<std::string>& features) const;
  /// What each feature adds, in log odds, the strongest first; those that add nothing are left out.
  std::vector<Evidence> evidence(const std::vector<std::string>& features) const;
  /// Drafts below this are no claims: those that only the head proposes, and those that a row of triggers.tsv proposes too.
  double threshold(bool by_row) const { return by_row ? threshold_of_rows_ : threshold_; }

 private:
  double bias_ = 0, threshold_ = 0, threshold_of_rows_ = 0;
  std::unordered_map<std::string, double> weights_;  ///< only looked up, never walked
};

}  // namespace daybook
