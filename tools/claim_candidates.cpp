// Prints everything that was, or was nearly, a claim, with what the decision saw: what training/claims/train.py learns from.
//
//   claim_candidates PATH...     pages as 'daybook ingest' reads them; one JSON object a candidate
//
// The object is that of 'daybook export claims' with "objection" ("" for claims), "features", "fillers" of the slots and cuts of the quote, which are
// offsets in bytes of "sentence", as "trigger" is.
#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "pipeline/stages.h"
#include "present/claim_json.h"
#include "read/reader.h"

using namespace daybook;

namespace {

void print(const Reading& reading, const CodePointIndex& offsets, const Claim& claim, const std::string& objection, const std::vector<std::string>& features,
           const std::vector<FillerSeen>& fillers) {
  const auto sentence = reading.analysis.sentences[claim.sentence].span;
  auto out = claim_to_json(ledger_claim_of(reading.document, offsets, claim, sentence), {});
  out["objection"] = objection;
  out["sentence"] = text_of(reading.document.text, sentence);
  out["trigger"] = claim.trigger.begin - sentence.begin;
  out["features"] = features;
  for (const FillerSeen& f : fillers) {
    nlohmann::ordered_json seen = {{"names", f.names}, {"features", f.features}, {"by_rule", f.by_rule}};
    out["fillers"][f.slot].push_back(std::move(seen));
  }
  std::cout << json_line(out) << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
  StageOptions options;
  options.reasons = true;
  const auto stages = Stages::load(Resources::find(std::filesystem::absolute(argv[0])), options);
  for (int i = 1; i < argc; ++i)
    read_path(argv[i], ReadOptions{}, {[&](Page&& page) {
      const Reading reading = stages.read(page);
      const CodePointIndex offsets(reading.document.text);
      for (std::size_t k = 0; k < reading.claims.size(); ++k) print(reading, offsets, reading.claims[k], "", reading.reasons.features[k], reading.reasons.fillers[k]);
      for (const NearClaim& near : reading.reasons.nearly) print(reading, offsets, near.claim, near.objection, near.features, near.fillers);
    }, [](Rejection&& why) { std::cerr << why.message << '\n'; }});
} catch (const std::exception& e) {
  std::cerr << "claim_candidates: " << e.what() << '\n';
  return 1;
}
