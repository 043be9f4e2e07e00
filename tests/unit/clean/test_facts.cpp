// Titles, authors, dates and publishers from what invented pages state and show.
#include <doctest/doctest.h>

#include "clean/cleaner.h"
#include "clean/dates.h"
#include "clean/parts.h"

using namespace daybook;

namespace {

const CleanLexicon& lexicon() {
  static const CleanLexicon out = read_clean_lexicon(Resources(std::string(DAYBOOK_SOURCE_DIR) + "/data", "", ""));
  return out;
}

Document clean(std::string html) {
  Page page;
  page.bytes = std::move(html);
  page.type = MediaType::html;
  return Cleaner(lexicon()).clean(page);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : "|") + name;
  return out;
}

const std::string kStory =
    "<p>Fighters entered the outskirts of the town before dawn, and residents said they heard gunfire until noon.</p>"
    "<p>A spokesman for the governor denied that the bridge had fallen, saying reinforcements were on their way.</p>";

}  // namespace

TEST_CASE("names in bylines") {
  struct Row { const char* text; Byline kind; const char* want; };
  const Row rows[] = {{"By Ann Lee and Omar Sadiq", Byline::line, "Ann Lee|Omar Sadiq"},
                      {"BY ANN LEE", Byline::line, "ANN LEE"},
                      {"By Tuesday", Byline::line, ""},
                      {"Ann Lee", Byline::line, ""},
                      {"By Ann Lee | 3 May 2021", Byline::line, "Ann Lee"},
                      {"Author: Ann Lee", Byline::line, "Ann Lee"},
                      {"By Ann Lee, Staff writer", Byline::part, "Ann Lee"},
                      {"Posted by Ann Lee on 3 May 2021", Byline::part, "Ann Lee"},
                      {"Published by", Byline::part, ""},
                      {"No Author", Byline::name, ""},
                      {"Ann Lee, Omar Sadiq and Eva Brandt", Byline::name, "Ann Lee|Omar Sadiq|Eva Brandt"},
                      {"Institute for Forests and Rivers", Byline::name, "Institute for Forests and Rivers"}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(joined(names_in_byline(row.text, lexicon(), row.kind)) == row.want);
  }
}

TEST_CASE("authors: persons before organisations, references followed") {
  const std::string graph = "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Town under fire again\",\"author\":{\"@id\":\"#p\"}},"
                            "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Ann Lee\"}]}</script>";
  CHECK(joined(clean(graph + "<article>" + kStory + "</article>").authors) == "Ann Lee");
  const std::string body = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Town under fire\",\"author\":{\"@type\":\"Organization\",\"name\":\"Hill Post\"}}</script>";
  CHECK(joined(clean(body + "<article><h1>Town under fire</h1><p class='byline'>By Omar Sadiq</p>" + kStory + "</article>").authors) == "Omar Sadiq");
  CHECK(joined(clean(body + "<article><h1>Town under fire</h1>" + kStory + "</article>").authors) == "Hill Post");
  CHECK(joined(clean("<article><h1>Town under fire</h1><div><a href='/writers/ann-lee'>Ann Lee</a></div>" + kStory + "</article>").authors) == "Ann Lee");
  CHECK(joined(clean("<article><h1>Town under fire</h1><div><a href='/topics/war'>War News</a></div>" + kStory + "</article>").authors).empty());
}

TEST_CASE("titles and sites") {
  auto page = clean("<title>Town under fire again</title><article><h1><span>Hill country</span><span>Town under fire again</span></h1>" + kStory + "</article>");
  CHECK(page.title == "Town under fire again");
  page = clean("<title>Hill Post - Town under fire again</title><table><tr><td><b>Town under fire again</b></td></tr><tr><td>" + kStory + "</td></tr></table>");
  CHECK(page.title == "Town under fire again");
  CHECK(page.publisher == "Hill Post");
  page = clean("<title>Hill Post</title><body><a href='/'>Hill Post</a> - <a href='/w'>World</a><br><br><b>Town under fire again</b><br>By Ann Lee<br>Saturday, 31 July 2021<br><br>" + kStory + "</body>");
  CHECK(page.title == "Town under fire again");
  CHECK(page.publisher == "Hill Post");
  CHECK(joined(page.authors) == "Ann Lee");
  REQUIRE(page.published.day);
  CHECK(to_iso(*page.published.day) == "2021-07-31");
  CHECK(owner_in_copyright("© 2019-2021 Hill Post. All rights reserved.") == "Hill Post");
  CHECK(owner_in_copyright("Copyright 2021") == "");
  CHECK(owner_in_copyright("The town lies on a hill.") == "");
}

TEST_CASE("dates: weekdays, short years, labels") {
  const auto day = [](const char* text) {
    const auto found = find_day(text, lexicon());
    return found ? to_iso(*found) : std::string{};
  };
  CHECK(day("1400/05/16 | Saturday, 07-08-2021") == "2021-08-07");
  CHECK(day("07-08-2021") == "");
  CHECK(day("23.09.22") == "2022-09-23");
  CHECK(day("10.15.30") == "");
  CHECK(published_part("Updated: 4 July 2021 | Published: 2 July 2021", lexicon()) == "Published: 2 July 2021");
  CHECK(published_part("Last updated: 4 July 2021", lexicon()) == "");
  CHECK(published_part("2 July 2021 (updated 4 July 2021)", lexicon()) == "2 July 2021");
}
