// A document as one JSON object: what `daybook clean --format json` prints.
#pragma once

#include <string>

#include "model/document.h"

namespace daybook {

/// {"title","authors":[],"published","modified","publisher","language","url","wire_credit","notes":[],"segments":[{"kind","text"}]}, one line,
/// UTF-8; unknown days are null.
std::string document_to_json(const Document& document);

}  // namespace daybook
