// Small questions about the words of a claim.
#pragma once

#include <string>
#include <string_view>

#include "model/picture.h"

namespace daybook {

/// The word that made the claim, folded; "" if the offsets do not lie in the quote.
std::string trigger_word(const LedgerClaim& claim);
/// True if any of the folded, '|'-separated words stands in the text as a whole word.
bool has_word(std::string_view text, std::string_view words);
/// Display name of an actor or a place: the resolved one, else the words of the text.
const std::string& shown(const ClaimActor& actor);
const std::string& shown(const ClaimPlace& place);
/// Who says it: attribution, else publisher, else address.
std::string speaker_of(const LedgerClaim& claim);

}  // namespace daybook
