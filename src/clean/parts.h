// The pieces the cleaner hands about: blocks of text with their kind, and what a page's head says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clean/clean_lexicon.h"
#include "clean/html_tree.h"
#include "model/document.h"

namespace daybook {

struct CleanBlock {
  SegmentKind kind = SegmentKind::body;
  std::string text;
  std::string reason;
};

/// What markup states about a page.
struct PageFacts {
  std::string title, title_basis, publisher, language, url;
  std::vector<std::string> authors;
  DatedFact published, modified;
  std::string article_body;  ///< JSON-LD articleBody, plain
  std::vector<std::string> notes;
};

PageFacts read_facts(const HtmlTree& tree, const CleanLexicon& lexicon);

/// Main text, captions and comments of an HTML page, in reading order, without headline.
struct HtmlContent {
  std::vector<CleanBlock> blocks;
  std::string heading;              ///< the h1 that stands for the story
  std::vector<std::string> bylines;  ///< texts of byline parts
  std::vector<std::string> author_parts;  ///< texts of small parts called author
  std::vector<std::string> dates;    ///< of <time> elements and date parts
  std::vector<std::string> near_dates;  ///< short texts with a day in or before the story
  bool paywall = false;
};
HtmlContent read_html_content(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon);

/// Blocks of a page saved as plain text, headline included.
std::vector<CleanBlock> read_plain_text(std::string_view text, const std::string& title, const CleanLexicon& lexicon);

/// Title without " | Site" or " - Site".
std::string without_site(const std::string& title, const std::string& site);

/// "By A and B, Staff writer" -> {"A","B"}.
std::vector<std::string> names_in_byline(std::string_view text);

/// BCP 47 tag of the language whose frequent words fill the text most; "" if the text is short or no language stands out.
std::string detect_language(std::string_view text, const CleanLexicon& lexicon);

/// Ends like a sentence: . ! ? … or one of these before a closing quote or bracket.
bool ends_sentence(std::string_view text);

}  // namespace daybook
