// Sides of a conflict: who a phrase acts for, what a party is called, which one is a country's government.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/picture.h"
#include "picture/picture.h"

namespace daybook {

/// Built once from the claims, then const.
class Parties {
 public:
  Parties(const std::vector<const LedgerClaim*>& claims, const PictureOptions& options);

  /// The party an actor acts for: its party, itself if it is a group or state; "" for people and roles of no known party.
  static std::string of(const ClaimActor& actor);
  /// Distinct parties of a slot, sorted.
  static std::vector<std::string> of(const std::vector<ClaimActor>& actors);

  /// "Taliban"; several joined by '|' give "A and B". "" for "".
  std::string name(const std::string& party) const;
  /// The party that governs a country (ISO alpha-2); "" without a country.
  std::string government(const std::string& country) const;
  /// Who gains what `party` loses in a country, as far as that can be said: the government where the loser is not it.
  std::string opponent(const std::string& party, const std::string& country) const;

 private:
  std::map<std::string, std::string> names_, governments_;
};

}  // namespace daybook
