// The claims of a page under its text, for a person.
//
//     Rebels captured Sake on Monday, the army said.
//       capture  Rebels > Sake, 2021-07-12; said by the army
//                "Rebels captured Sake on Monday"   0.93, capture.verb.active
//
// With reasons: what spoke for and against each in log odds, and under "nearly" the triggers that made no claim, and why.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "model/claim.h"
#include "present/claim_json.h"

namespace daybook {

struct ShownClaim {
  LedgerClaim claim;
  std::string objection;      ///< "" for claims; else it was nearly one
  std::vector<Evidence> why;  ///< the strongest first; may be empty
  std::vector<Evidence> choices;  ///< where learnt weights took other words than the rules; may be empty
};

/// `claims` in any order; sentences without any are left out. Control characters become blanks.
void print_claims(std::ostream& out, std::vector<ShownClaim> claims);

/// A claim as claim_to_json writes it, with "why" and, where there is one, "objection".
nlohmann::ordered_json shown_claim_to_json(const ShownClaim& shown, const KindCodeTable& codes);

}  // namespace daybook
