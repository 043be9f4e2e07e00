// Attributions as a sheet: what `daybook claims --attributions` prints (docs/attribution.md).
#pragma once

#include <vector>

#include "model/attribution.h"
#include "model/document.h"
#include "present/given_text.h"
#include "present/sheet.h"

namespace daybook {

/// For programs: one row an attribution, numbered from 1; `source`, `cue`, `antecedent` and the pieces of `content` are {"start", "end", "text"} in
/// code points of the given text where there is one (null for words that do not stand in it), else of the document's text.
Sheet attributions_sheet(const Document& document, const std::vector<Attribution>& attributions, const GivenText* given = nullptr);

/// For people: who, by which words, what, and within whose words.
Sheet attributions_table(const Document& document, const std::vector<Attribution>& attributions);

}  // namespace daybook
