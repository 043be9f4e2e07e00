// One claim as a line of the claims export.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <map>

#include "base/utf8.h"
#include "model/document.h"
#include "model/picture.h"
#include "present/sheet.h"

namespace daybook {

/// Codes of a kind in other event vocabularies, best first; from data/claims/kinds.tsv.
struct KindCodes {
  std::string plover, plover_mode, cameo, acled_event, acled_sub_event;
};

struct KindCodeTable {
  std::map<std::string, KindCodes, std::less<>> kinds;                 ///< by the name of the kind
  std::map<std::string, std::string, std::less<>> acled_of_instrument; ///< sub-event type that an instrument makes of an attack
};

/// The codes of a claim: those of its kind, the ACLED ones as instruments, targets and effect say.
KindCodes codes_of(const Claim& claim, const KindCodeTable& table);

/// The claim as the ledger would keep it: offsets in code points, the words of quote, context and sentence filled in.
/// `index` is built over the document's text; `sentence` is in bytes.
LedgerClaim ledger_claim_of(const Document& document, const CodePointIndex& index, const Claim& claim, Span sentence);

/// One JSON object, fields as docs/claims.md lists them. Unknown values are null or left empty.
nlohmann::ordered_json claim_to_json(const LedgerClaim& claim, const KindCodeTable& codes);

/// Claims as rows: `claims_sheet` has every field for programs, `claims_table` those a person reads in a terminal.
Sheet claims_sheet(const std::vector<LedgerClaim>& claims, const KindCodeTable& codes);
Sheet claims_table(const std::vector<LedgerClaim>& claims);

}  // namespace daybook
