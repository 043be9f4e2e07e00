// Mentions as a sheet: what `daybook mentions` prints.
#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "model/reading.h"
#include "present/sheet.h"

namespace daybook {

/// One row a mention in text order, offsets in code points. `kinds` empty: all.
Sheet mentions_sheet(const Document& document, const Readings& readings, const std::vector<std::string>& kinds);

}  // namespace daybook
