// Does a candidate report what somebody says, thinks or wants? A logistic model over named features.
//
// Weights stand in data/claims/attribution.tsv, made by training/attribution/fit (docs/attribution.md says on what and how).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claim/quote_marks.h"
#include "claim/report_frame.h"
#include "resource/resource.h"

namespace daybook {

/// What the features of one candidate are made from.
struct ReportContext {
  const ClaimLexicon& lexicon;
  const Tree& tree;
  const std::vector<QuotedStretch>& quotes;  ///< of the whole document
  bool headline = false;                     ///< the first paragraph
};

/// "frame=that", "lemma+frame=say|that", "source=name" ...; in a fixed order, without repeats of one name.
std::vector<std::string> report_features(const ReportContext& context, const ReportFrame& frame);

/// Const and thread-safe once read.
class ReportModel {
 public:
  /// Throws Error{bad_resource} naming the row that is no weight.
  static ReportModel read(std::string_view table);

  /// 0..1. Features without a weight count nothing.
  double probability(const std::vector<std::string>& features) const;

 private:
  std::unordered_map<std::string, double> weights_;  ///< only looked up
  double bias_ = 0;
};

}  // namespace daybook
