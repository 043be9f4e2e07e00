// A document: the text of one page in segments, and what is known of its publication.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "model/page.h"

namespace daybook {

enum class SegmentKind { headline, byline, dateline, body, caption, comment };
const char* name_of(SegmentKind kind);
std::optional<SegmentKind> segment_kind(std::string_view name);

/// One block of text. Segments stand in reading order, do not overlap, and are separated by "\n\n" in the text.
struct Segment {
  SegmentKind kind = SegmentKind::body;
  Span span;           ///< in Document::text
  std::string reason;  ///< why it was kept and why of this kind, e.g. "json-ld headline", "dense <p> run"
};

/// What was decided of one block of a page, and why: for looking at, not kept in the ledger.
struct JudgedBlock {
  std::optional<SegmentKind> kind;  ///< empty: it was dropped
  std::string text;    ///< its beginning
  std::string part;    ///< where it stood: "div.sidebar > ul > li"
  std::string reason;  ///< "furniture part", "line of furniture", "outside the story" ...
};

/// A date the document states or that was found for it. `basis` says how: "json-ld datePublished", "url path",
/// "feed pubDate", "byline text", "inferred: ..." and is empty exactly when the day is unknown.
struct DatedFact {
  std::optional<Day> day;
  std::string written;  ///< as it stood
  std::string basis;
  bool inferred = false;  ///< found by reasoning over the text, not stated anywhere
};

struct Document {
  std::string id;           ///< make_id("doc_", {page digest, address_of the page, record})
  std::string page_digest;
  Coordinates at;
  std::string url;
  std::string publisher;
  std::string title;
  std::vector<std::string> authors;
  std::string language;     ///< BCP 47, "" if unknown
  std::vector<std::string> wire_credits;  ///< agencies that the page credits with its text ("Reuters", "AP"), the nearest to it first; "agencies" where it names none
  DatedFact published, modified, captured;
  std::string text;         ///< UTF-8, NFC, no NULs; segments joined by blank lines
  std::vector<Segment> segments;
  std::vector<std::string> notes;  ///< refused dates, paywall teaser, cookie wall ...: "date refused: 2030-01-01 is after the capture"
};

/// The segment that contains the byte, or nullptr (separators belong to none).
const Segment* segment_at(const Document& document, std::uint32_t offset);

}  // namespace daybook
