// Marks of names and days that elements of a page bear: what their names, their links and their kinds say.
#pragma once

#include "clean/name_marks.h"

namespace daybook {

/// Adds them to `out` in page order.
void mark_elements(const PageView& page, const StoryFrame& frame, const CleanLexicon& lexicon, NameMarks& names, HtmlContent& out);

}  // namespace daybook
