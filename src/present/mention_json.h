// Mentions as a sheet: what `daybook mentions` prints.
#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "model/reading.h"
#include "present/given_text.h"
#include "present/sheet.h"

namespace daybook {

/// One row a mention in text order. `kinds` empty: all. Offsets are code points of the given text where there is one, null for words
/// that do not stand in it; else of the document's text.
Sheet mentions_sheet(const Document& document, const Readings& readings, const std::vector<std::string>& kinds, const GivenText* given = nullptr);

}  // namespace daybook
