// Does a candidate report what somebody says, thinks or wants? Points for named features, none of them a word.
//
// They stand in data/claims/attribution.tsv (docs/attribution.md says how they were tuned).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claim/feature_weights.h"
#include "claim/quote_marks.h"
#include "claim/report_frame.h"

namespace daybook {

/// What the features of one candidate are made from.
struct ReportContext {
  const ClaimLexicon& lexicon;
  const Tree& tree;
  const std::vector<QuotedStretch>& quotes;  ///< of the whole document
  bool headline = false;                     ///< the first paragraph
};

/// "frame=that", "class+frame=report|that", "source=name:PER" ...; in a fixed order, without repeats of one name.
std::vector<std::string> report_features(const ReportContext& context, const ReportFrame& frame);

/// Const and thread-safe once read.
class ReportModel {
 public:
  /// The table needs a row "(bias)". Throws as FeatureWeights does.
  static ReportModel read(std::string_view table) {
    ReportModel out;
    out.weights_ = FeatureWeights::read(table, "claims/attribution.tsv");
    out.bias_ = out.weights_.take("(bias)");
    return out;
  }

  /// 0..1. Features without a weight count nothing.
  double probability(const std::vector<std::string>& features) const { return probability_of(weights_.sum(features, bias_)); }

 private:
  FeatureWeights weights_;
  double bias_ = 0;
};

}  // namespace daybook
