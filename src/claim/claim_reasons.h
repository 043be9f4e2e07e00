// Why a claim was made, or was not, for people and for training.
#pragma once

#include <string>
#include <vector>

#include "model/claim.h"

namespace daybook {

/// Something that could have filled a slot of a claim (claim/slot_choice.h), or where its quote could have begun or ended (claim/quote_choice.h).
struct FillerSeen {
  std::string slot;                   ///< "actor", "target", "place", "begin", "end"
  std::vector<std::string> names;     ///< as the claim would show them, empty: nobody, nothing; of a cut its byte in the sentence
  std::vector<std::string> features;
  bool by_rule = false;
};

/// A trigger that made no claim, and why.
struct NearClaim {
  Claim claim;
  std::string objection;
  std::vector<std::string> features;
  std::vector<Evidence> choices;
  std::vector<FillerSeen> fillers;
};

/// For people and for training: what the decision looked at (claim/features.h), and what was nearly a claim.
struct ClaimReasons {
  std::vector<std::vector<std::string>> features;  ///< one list for each claim, in their order
  std::vector<std::vector<Evidence>> choices;      ///< likewise: where learnt weights took other words than the rules, by how much in log odds
  std::vector<std::vector<FillerSeen>> fillers;    ///< likewise
  std::vector<NearClaim> nearly;                   ///< in text order
};

}  // namespace daybook
