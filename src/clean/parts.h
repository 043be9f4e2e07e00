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

/// Something a page says of itself and where it says so.
struct StatedText {
  std::string text;
  std::string basis;  ///< "json-ld headline", "og:title", "h1" ...
};

/// Who is named as author by one field or part of a page.
struct StatedNames {
  std::vector<std::string> names;
  std::string basis;
  bool body = false;    ///< said to be an organisation
  bool person = false;  ///< said to be a person
};

/// Days of publication that agree count once per voice: a page's data, its head, its address and what it shows are written by different hands.
enum class DateVoice { data, head, item, label, shown, address, text };

/// A day of publication as one part of a page gives it. `weight` says how far such a part is to be believed.
struct StatedDate {
  DatedFact fact;  ///< the day is missing where the order of day and month is open
  DateVoice voice = DateVoice::data;
  double weight = 0;
};

/// What markup states about a page.
struct PageFacts {
  std::string title, title_basis;   ///< best of `titles`
  std::vector<StatedText> titles;   ///< fields that state the title, the site's name taken off; most trusted first
  std::string title_element;        ///< as it stands, with the site's name
  std::string publisher, language, url;
  std::string site;                 ///< og:site_name or application-name
  std::vector<std::string> site_names;  ///< every name by which the head calls the site or its publisher, its host among them
  std::vector<StatedNames> names;   ///< who the head and the data say wrote it, most trusted first
  std::vector<StatedDate> dates;
  DatedFact modified;
  std::vector<std::string> sources;  ///< whom fields of the head name as the source of the text
  std::string article_body;         ///< JSON-LD articleBody, plain
  std::vector<std::string> notes;
};

/// `address` is where the page was fetched, "" if unknown.
PageFacts read_facts(const HtmlTree& tree, const std::string& address, const CleanLexicon& lexicon);

/// Where a name or a day stands, as the story lies on the page.
enum class PageSide { above, head, story, below };

/// A text that may name the authors.
struct NameMark {
  std::string text;
  std::string basis;
  std::string kind;    ///< tag and class of its element: marks of one kind beside each other name the authors of one story
  PageSide side = PageSide::above;
  bool furniture = false;
  bool named = false;  ///< the part holds a name and nothing else (an itemprop, a link to an author's page)
  std::size_t node = 0;  ///< of the tree
};

/// A text that may hold the day of publication.
struct DateMark {
  std::string text;
  std::string basis;
  DateVoice voice = DateVoice::shown;
  double weight = 0;
};

struct ContentOptions {
  std::string_view address;        ///< the page's own, where its container states it
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
  std::vector<NameMark> name_marks;  ///< in page order
  std::vector<DateMark> date_marks;  ///< in page order
  std::vector<std::string> credit_lines;  ///< short lines at the head and foot of the story that may credit an agency
  std::vector<std::string> refused;  ///< days that say something else: when an offer ends, when an event is
  DatedFact modified;                ///< as the page shows it
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

/// Letters and digits of a folded text with single spaces: titles are compared without their punctuation.
std::string bare_title(std::string_view text);

/// The two sides of a title element at each of its separators, for many headings to be held against them.
class TitleSides {
 public:
  explicit TitleSides(const std::string& title);

  /// As `site_beside`; the heading as `bare_title`.
  std::optional<std::string> beside(const std::string& bare_heading) const;

 private:
  struct Side {
    std::string bare;   ///< of this side
    std::string other;  ///< the other one, as it stands
  };
  std::vector<Side> sides_;
};

/// What stands beside the heading in a title element ("Site - Heading", "Heading | Site"), if the heading is one side of it.
std::optional<std::string> site_beside(const std::string& title, std::string_view heading);

/// "© 2019-2021 Example Press. All rights reserved." -> "Example Press"; "" if the line is none or names nobody.
std::string owner_in_copyright(std::string_view line);

/// Is this one of the names of the site, but for spaces, case and a word more or less ("Hill Post", "hillpost", "Hill Post Online")?
bool names_site(std::string_view text, const std::vector<std::string>& site_names);

/// The same for many texts.
class SiteNames {
 public:
  explicit SiteNames(const std::vector<std::string>& names);
  bool names(std::string_view text) const;

 private:
  std::vector<std::string> letters_;
};

/// Title without " | Site", " - Section - Site" or "Site | "; what is no known name of the site stays.
std::string without_site(const std::string& title, const std::vector<std::string>& site_names);
std::string without_site(const std::string& title, const SiteNames& site_names);

/// "23.01.2022 - Title" without its stamp. A day in words is left: it may be what the title is about ("9 November 1938 - ...").
std::string without_day(const std::string& title, const CleanLexicon& lexicon);

/// Title without what usually is a site's name: a tail of a few words after a bar or dash. For pages that do not say what they are called.
std::string likely_title(const std::string& title);

/// The title that most fields agree on, the first of equals; nullptr if there is none.
const StatedText* best_title(const std::vector<StatedText>& titles);

/// Where a line of names stood: in running text (it needs a "by", or even a "posted by" or "author:"), in a part marked as a byline, or in a field that states names.
enum class Byline { line, phrase, part, name };

/// "By A and B, Staff writer" -> {"A","B"}. Thread-safe.
std::vector<std::string> names_in_byline(std::string_view text, const CleanLexicon& lexicon, Byline kind);

/// Two to five words of which two start with capitals (particles do not), no digits: how persons are named.
bool like_person(std::string_view name);

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
