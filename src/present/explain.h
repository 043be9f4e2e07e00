// From any id down to the words: event, control state, track, tally, claim, document -> claims -> quote -> page.
#pragma once

#include <optional>
#include <string>

#include "ledger/ledger.h"
#include "model/picture.h"

namespace daybook {

/// Prose for people. Accepts evt_, clm_, doc_, trk_, rnd_, tly_, plc_ ids. Nothing if the id is not in the ledger.
std::optional<std::string> explain(const LedgerView& view, const std::vector<LedgerClaim>& claims, const Picture& picture, const std::string& id);

/// Does the quote stand where the claim says, in the text that is stored? Checks every claim; returns what fails, in words.
std::vector<std::string> check_quotes(const LedgerView& view, const std::vector<LedgerClaim>& claims);

}  // namespace daybook
