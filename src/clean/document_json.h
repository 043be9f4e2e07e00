// A document as one JSON object: what `daybook clean --format json` prints.
#pragma once

#include <string>

#include "model/document.h"

namespace daybook {

/// {"title","authors":[],"published","published_basis","modified","captured","publisher","language","url","wire_credit","notes":[],
/// "segments":[{"kind","start","end","text","reason"}]}, one line, UTF-8; unknown days are null. Offsets are code points of the document's
/// text: the segments joined by blank lines.
/// With `judged` also "dropped":[{"text","part","reason"}]: what was left out.
std::string document_to_json(const Document& document, const std::vector<JudgedBlock>* judged = nullptr);

}  // namespace daybook
