// What a claim says about who holds a place: an observation with a weight. docs/control.md explains every number here.
#pragma once

#include <string>
#include <vector>

#include "picture/parties.h"

namespace daybook {

enum class Effect {
  gain,      ///< `party` took the place, or holds it
  leave,     ///< `party` lost it, and nobody says to whom
  pressure,  ///< `party` fights for it
  siege,     ///< `party` surrounds it
  denial,    ///< somebody denies that `party` took or holds it
};

struct Observation {
  Effect effect;
  Day day;                     ///< when it was so; the last day of an interval
  bool dated = true;           ///< false: the claim gives no time, `day` is when it was told
  std::string party;           ///< "" for fighting of which no side is named
  std::string against;         ///< the other side where it is named
  double weight = 0;           ///< 0..1: how much it moves the belief
  bool inferred = false;       ///< the party is not named: it is the opponent of the one that lost
  bool taken = false;          ///< a gain by capture, not "holds"
  bool own_word = false;       ///< rests on the word of the side it favours
  const LedgerClaim* claim = nullptr;
  const PlaceReading* place = nullptr;
};

/// The day after which a claim cannot have been written: publication, else the latest day its document tells of.
using ToldDays = std::map<std::string, Day>;  // by document id
ToldDays told_days(const std::vector<const LedgerClaim*>& claims);

/// Observations about single places, up to `as_of`, ordered by day. Claims about countries, about sets of places nobody
/// names ("ten districts of X") and about parts of a place ("villages in X") give none. Plans and fears give none.
std::vector<Observation> observe(const std::vector<const LedgerClaim*>& claims, const Parties& parties, const ToldDays& told, Day as_of);

}  // namespace daybook
