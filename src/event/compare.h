// How likely it is that two claims tell of one occurrence.
#pragma once

#include <string>

#include "model/picture.h"

namespace daybook {

/// One feature that spoke for or against, for people to read.
struct Comparison {
  double score = 0;   ///< sum of the features; below 0 only with `veto`
  bool veto = false;  ///< something makes it impossible: days apart, other holder, other person killed
  std::string why;    ///< "same kind, same place, same day, shared party"
};

/// Pairs that reach this are one event. Set by hand on invented pairs; docs/corroboration.md lists what it gets wrong.
inline constexpr double kSameEvent = 0.55;

Comparison compare(const LedgerClaim& a, const LedgerClaim& b);

/// The day to sort and block by: when it happened, else when it was published.
std::optional<Day> day_of(const LedgerClaim& claim);
/// Everything in one district is looked at together; "" without a place.
std::string place_block(const LedgerClaim& claim);
/// Party if known, else the actor itself, else "".
std::string party_of(const ClaimActor& actor);

}  // namespace daybook
