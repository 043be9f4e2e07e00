// From analysed sentences to who says what (docs/attribution.md).
#pragma once

#include <vector>

#include "claim/report_model.h"
#include "model/analysis.h"
#include "model/attribution.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

/// A word that may report, before anything is decided: for training.
struct Candidate {
  Attribution attribution;            ///< its confidence is the model's
  std::vector<std::string> features;
};

/// Built once, then const and thread-safe. Lexicon and model must outlive it.
class AttributionFinder {
 public:
  AttributionFinder(const ClaimLexicon& lexicon, const ReportModel& model) : lexicon_(lexicon), model_(model) {}

  /// In the order of the cues. `readings` names the sources; without readings they stay words. Comments of readers are left out.
  std::vector<Attribution> find(const Document& document, const Analysis& analysis, const Readings& readings) const;
  /// The same without names of sources and without what stands in what: in the order of the cues.
  std::vector<Attribution> find_spans(const Document& document, const Analysis& analysis) const;
  /// All of them, whatever the model says; in text order.
  std::vector<Candidate> candidates(const Document& document, const Analysis& analysis) const;

 private:
  const ClaimLexicon& lexicon_;
  const ReportModel& model_;
};

}  // namespace daybook
