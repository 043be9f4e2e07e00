// Stretches between quotation marks, paired over the paragraphs of a document.
#pragma once

#include <vector>

#include "model/document.h"

namespace daybook {

struct QuotedStretch {
  Span inner;               ///< between the marks, bytes of the document
  Span outer;               ///< with the marks
  bool goes_on = false;     ///< the paragraph ended without a closing mark: the next stretch goes on with it
};

/// Double marks, typographic or plain, paired in order within each segment; in text order. A paragraph may open without closing:
/// the stretch ends with it. Single marks pair where no letter stands outside of them ("don’t" has none).
std::vector<QuotedStretch> quoted_stretches(const Document& document, bool single_marks);

}  // namespace daybook
