// One claim as a line of the claims export.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "model/claim.h"
#include "model/document.h"

namespace daybook {

/// Codes of a kind in other event vocabularies, best first; from data/claims/kinds.tsv.
struct KindCodes {
  std::string plover, plover_mode, cameo, acled_event, acled_sub_event;
};

/// One JSON object without a line end, fields as docs/claims.md lists them. Offsets of the quote are code points of
/// the document's text (`index` is built over it). Unknown values are null or left empty; `file` is the name the
/// document was read under.
std::string claim_to_json(const Document& document, const CodePointIndex& index, const Claim& claim, const KindCodes& codes);

}  // namespace daybook
