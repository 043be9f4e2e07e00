// What an answer is: a page to read, or why there is none. "No news" and "not let in" must never look alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetch/polite.h"

namespace daybook {

enum class Verdict {
  page,          ///< something to read
  unchanged,     ///< 304: as it was when we last asked
  paywalled,     ///< there, but only the beginning is given to read
  challenge,     ///< a check for robots in its place
  consent,       ///< a question about cookies and data in its place
  blocked,       ///< we are not let in: 401, 403, 451, other refusals
  gone,          ///< 404, 410
  rate_limited,  ///< 429, or 503 with a time to come back
  server_error,  ///< 5xx, an answer that is cut or no HTTP
  unreachable,   ///< no such host, no connection, no answer in time
  robots,        ///< robots.txt asks to leave it alone
  refused,       ///< our own rules: a private address, a redirect that may not be followed
  too_large,
  later,         ///< not asked: its turn is too far away
  stopped,       ///< we were told to stop
};
const char* name_of(Verdict verdict);

enum class MarkPlace { header, url, title, markup, text, line, line_start };

/// One sign of a gatekeeper (data/fetch/walls.tsv, data/clean/phrases.tsv).
struct WallMark {
  Verdict verdict = Verdict::challenge;
  MarkPlace place = MarkPlace::text;
  std::string text;  ///< for title, text and lines as fold_key; for header in lower case
};

struct WallMarks {
  std::vector<WallMark> rows;                ///< the first that fits decides
  std::vector<std::string> consent_words;    ///< fold_key; a line with one is no story
};

struct Judgement {
  Verdict verdict = Verdict::page;
  std::string why;  ///< one sentence; empty for page and unchanged
};

/// Looks at status, header fields, address and, where the page has next to no text, at the page. Thread-safe.
Judgement judge(const PoliteAnswer& answer, const WallMarks& marks);

/// What a page shows, roughly: a line a block, entities undone, without scripts, styles and title. One pass.
struct VisibleText {
  std::string title;
  std::vector<std::string> lines;
};
VisibleText visible_text(std::string_view html);

}  // namespace daybook
