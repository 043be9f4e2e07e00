// What was understood of one page, for people: as plain text or as Markdown.
#pragma once

#include <iosfwd>

#include "model/document.h"

namespace daybook {

/// Facts first (title, authors, publisher, the three times, language, wire credit, doubts), then the segments in reading order.
/// With `why` every fact and segment says where it came from. Comments are marked as such.
void print_page_text(std::ostream& out, const Document& document, bool why);

/// The blocks that were dropped: why, their beginning, and where they stood.
void print_dropped_text(std::ostream& out, const std::vector<JudgedBlock>& judged);
void print_dropped_markdown(std::ostream& out, const std::vector<JudgedBlock>& judged);

/// The same as CommonMark; all text of the page is escaped, readers' comments stand under a heading of their own.
void print_page_markdown(std::ostream& out, const Document& document, bool why);

}  // namespace daybook
