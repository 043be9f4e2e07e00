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

  /// The party an actor acts for: its party, itself if it is a group or state with a name of its own; "" for people and
  /// roles of no known party and for groups that nobody names ("fighters", "commandos").
  static std::string of(const ClaimActor& actor);
  /// Distinct parties of a slot, sorted.
  static std::vector<std::string> of(const std::vector<ClaimActor>& actors);

  /// The same at a table of talks: politicians, ministers and generals of a country sit on its government's side, whatever
  /// party of their own they lead.
  std::vector<std::string> sides(const std::vector<ClaimActor>& actors) const;

  /// "Taliban"; several joined by '|' give "A and B". "" for "".
  std::string name(const std::string& party) const;
  /// The party that governs a country (ISO alpha-2); "" without a country.
  std::string government(const std::string& country) const;
  /// The one armed party that fights a country's government: in this document, or in all where this one names none.
  /// "" if there is none, or several of like weight.
  std::string challenger(const std::string& country, const std::string& document) const;
  /// Who gains what `party` loses in a country, as far as that can be said: the government where the loser is not it,
  /// else the one party that fights it.
  std::string opponent(const std::string& party, const std::string& country, const std::string& document) const;
  /// The party that armed people without a name act for in a country: its soldiers and police for the government, its
  /// fighters for the one party that fights it. "" if they are neither.
  std::string meant(const ClaimActor& actor, const std::string& country, const std::string& document) const;

 private:
  static std::string side(const ClaimActor& actor, const std::map<std::string, std::string>& governments);
  using Counts = std::map<std::string, int>;         // by party
  std::map<std::string, Counts> rebels_;             // by country
  std::map<std::pair<std::string, std::string>, Counts> rebels_in_;  // by document and country
  std::map<std::string, std::string> names_, governments_;
};

}  // namespace daybook
