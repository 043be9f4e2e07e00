// A claim in the making.
#pragma once

#include <string>
#include <vector>

#include "claim/claim_reasons.h"
#include "claim/part_head.h"
#include "claim/trigger_match.h"
#include "model/claim.h"

namespace daybook {

struct Draft {
  Claim claim;
  const TriggerHit* hit = nullptr;
  const std::vector<PartOdds>* parts = nullptr;  ///< what each word of the sentence may be to it; nullptr where there is no head
  std::vector<Word> place_words;               ///< for each place, the word that names it in a list
  bool unnamed_place = false;                  ///< told by a common noun alone: "the airport"
  std::string doubt;                           ///< what speaks against it by rule (claim/objections.h), "" if nothing
  float chance = -1;                           ///< what the network gives the kind within the quote, 0..1; -1 where it saw nothing
  float chance_here = -1;                      ///< and to the trigger itself
  std::uint32_t rival = 0;                     ///< the kind that the network thinks likeliest of the trigger's word but for the claim's own,
  float rival_chance = -1;                     ///< and its chance
  bool own_place = false, own_time = false;    ///< named in the claim's own clause
  std::vector<std::string> features;           ///< what the decision sees (claim/features.h)
  std::vector<Evidence> choices;               ///< where learnt weights took something else than the rules: what, and by how much
  std::vector<FillerSeen> fillers;             ///< what could fill its slots; only where reasons are asked for
};

}  // namespace daybook
