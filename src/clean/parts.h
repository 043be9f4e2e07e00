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
  std::string title_element;  ///< as it stands, with the site's name
  std::string site;           ///< og:site_name or application-name
  std::vector<std::string> authors;
  std::vector<std::string> bodies;  ///< organisations stated as author: used where no person is named
  DatedFact published, modified;
  std::string article_body;  ///< JSON-LD articleBody, plain
  std::vector<std::string> notes;
};

PageFacts read_facts(const HtmlTree& tree, const CleanLexicon& lexicon);

/// What was decided of one block of a page, and why. Filled only where it is asked for.
struct JudgedBlock {
  std::optional<SegmentKind> kind;  ///< empty: it was dropped
  std::string text;    ///< its beginning, ContentOptions::judged_text bytes at most
  std::string part;    ///< where it stood: "div.sidebar > ul > li"
  std::string reason;  ///< "furniture part", "line of furniture", "outside the story" ...
};

struct ContentOptions {
  bool judged = false;             ///< fill HtmlContent::judged
  std::size_t judged_text = 200;   ///< bytes of a block's text kept there
};

/// Main text, captions and comments of an HTML page, in reading order, without headline.
struct HtmlContent {
  std::vector<CleanBlock> blocks;
  std::string heading;              ///< the h1 that stands for the story, or what stands in its place
  std::string heading_basis;
  std::string site;                 ///< the site's name as the title element or a link to its front page says, "" if unknown
  std::string copyright;            ///< who owns the page by its copyright line
  std::vector<std::string> bylines;  ///< texts of byline parts
  std::vector<std::string> author_parts;  ///< texts of small parts called author
  std::vector<std::string> dates;    ///< of <time> elements and date parts
  std::vector<std::string> published_lines;  ///< texts after "Published:" and the like
  std::vector<std::string> near_dates;  ///< short texts with a day in or before the story
  bool paywall = false;
  std::vector<JudgedBlock> judged;  ///< every block of the page in reading order, dropped ones too
  std::string story_part;           ///< where the story stands; filled with `judged`
};
HtmlContent read_html_content(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon, ContentOptions options = {});

/// Blocks of a page saved as plain text, headline included.
std::vector<CleanBlock> read_plain_text(std::string_view text, const std::string& title, const CleanLexicon& lexicon);

/// Equal but for case, accents and punctuation, and not empty.
bool same_title(std::string_view a, std::string_view b);

/// Of the text pieces of a heading those that make the stated title, else all of them: a kicker or a date in the h1 is left out.
std::string without_kicker(const std::vector<std::string>& pieces, const std::string& stated);

/// What stands beside the heading in a title element ("Site - Heading", "Heading | Site"), if the heading is one side of it.
std::optional<std::string> site_beside(const std::string& title, std::string_view heading);

/// "© 2019-2021 Example Press. All rights reserved." -> "Example Press"; "" if the line is none or names nobody.
std::string owner_in_copyright(std::string_view line);

/// Title without " | Site", " - Site" or "Site | ".
std::string without_site(const std::string& title, const std::string& site);

/// Where a line of names stood: in running text (it needs a "by"), in a part marked as a byline, or in a field that states names.
enum class Byline { line, part, name };

/// "By A and B, Staff writer" -> {"A","B"}. Thread-safe.
std::vector<std::string> names_in_byline(std::string_view text, const CleanLexicon& lexicon, Byline kind);

/// Could this be an author's name at all? No addresses, no "Staff", no "By".
bool plausible_author(std::string_view name, const CleanLexicon& lexicon);

/// Adds a plausible name that is not there yet.
void add_author(std::vector<std::string>& names, std::string_view name, const CleanLexicon& lexicon);

/// Does a link lead to an author's page ("/author/a-b", "/writers/a-b/")?
bool author_path(std::string_view link, const CleanLexicon& lexicon);

/// BCP 47 tag of the language whose frequent words fill the text most; "" if the text is short or no language stands out.
std::string detect_language(std::string_view text, const CleanLexicon& lexicon);

/// Ends like a sentence: . ! ? … or one of these before a closing quote or bracket.
bool ends_sentence(std::string_view text);

}  // namespace daybook
