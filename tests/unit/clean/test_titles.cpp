// Titles: what fields of the head state, what the page shows, and which of them is the story's.
#include <doctest/doctest.h>

#include "clean/parts.h"
#include "clean_support.h"

using namespace daybook;

TEST_CASE("titles are compared without case, accents and punctuation") {
  CHECK(same_title("Town “under fire”, again", "TOWN UNDER FIRE AGAIN"));
  CHECK_FALSE(same_title("Town under fire", "Town under fire again"));
  CHECK_FALSE(same_title("?!", "..."));  // nothing is equal to nothing
}

TEST_CASE("names of a site, but for spaces and a word more") {
  const std::vector<std::string> names{"Hill Post", "hillpost.example"};
  for (const char* same : {"hillpost", "HILL POST", "Hill Post Online", "The Hill-Post"}) {
    CAPTURE(std::string(same));
    CHECK(names_site(same, names));
  }
  for (const char* other : {"Fox Hill Post Weekly Gazette", "Town under fire, writes the Hill Post of its own reporters", "Valley Times", "H"}) {
    CAPTURE(std::string(other));
    CHECK_FALSE(names_site(other, names));
  }
}

TEST_CASE("the site's name is taken off a title, and nothing else") {
  const std::vector<std::string> names{"Hill Post"};
  struct Row { const char* title; const char* want; };
  const Row rows[] = {{"Town under fire | Hill Post", "Town under fire"},
                      {"Hill Post | Town under fire", "Town under fire"},
                      {"Town under fire again - World - Hill Post", "Town under fire again"},  // a section between bars of one kind
                      {"Town under fire – what we know | Hill Post", "Town under fire – what we know"},
                      {"Town under fire - Valley Times", "Town under fire - Valley Times"},
                      {"Hill Post | News", "Hill Post | News"},  // one word is no title
                      {"Hill Post", "Hill Post"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.title));
    CHECK(without_site(row.title, names) == row.want);
  }
}

TEST_CASE("a tail that looks like a site's name, on pages that do not say what they are called") {
  struct Row { const char* title; const char* want; };
  const Row rows[] = {{"Town under fire again | Valley Times", "Town under fire again"},
                      {"Town under fire again - Valley Times", "Town under fire again"},
                      {"Town shelled | Valley Times", "Town shelled | Valley Times"},  // too little is left
                      {"Town under fire again - the governor says that help is near", "Town under fire again - the governor says that help is near"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.title));
    CHECK(likely_title(row.title) == row.want);
  }
}

TEST_CASE("a stamp of numbers before a title") {
  struct Row { const char* title; const char* want; };
  const Row rows[] = {{"23.01.2022 - Town under fire", "Town under fire"},
                      {"2022-01-23: Town under fire", "Town under fire"},
                      {"9 November 1938 - a night of fire", "9 November 1938 - a night of fire"},  // in words it may be what the title is about
                      {"24/7 - a city under fire", "24/7 - a city under fire"},
                      {"23.01.2022 - Fire", "23.01.2022 - Fire"}};  // one word is no title
  for (const auto& row : rows) {
    CAPTURE(std::string(row.title));
    CHECK(without_day(row.title, lexicon()) == row.want);
  }
}

TEST_CASE("a kicker in the heading is left out where a field knows the title without it") {
  CHECK(without_kicker({"Hill country", "Town under fire"}, "Town under fire") == "Town under fire");
  CHECK(without_kicker({"Hill country", "Town under fire"}, "Bridge shelled") == "Hill country Town under fire");
  CHECK(site_beside("Hill Post - Town under fire", "Town under fire") == "Hill Post");
  CHECK(site_beside("Town under fire: the governor speaks", "Bridge shelled") == std::nullopt);
}

TEST_CASE("the title that most fields agree on, the first of equals") {
  const std::vector<StatedText> titles{{"Duel at the bridge", "og:title"}, {"Town under fire", "json-ld headline"}, {"Town under fire", "title element"}};
  CHECK(best_title(titles)->basis == "json-ld headline");
  CHECK(best_title({titles.begin(), titles.begin() + 2})->basis == "og:title");
  CHECK(best_title({}) == nullptr);
}

TEST_CASE("the heading that readers see") {
  const std::string og = "<meta property='og:title' content='You will not believe what hit this bridge'>";
  const std::string part = "<div class='story-title'>All eyes on the harbour</div>";
  struct Row { const char* rule; std::string html; const char* want; };
  const Row rows[] = {
      {"the heading, not what is written for other sites", og + "<title>Town under fire | Hill Post</title>" + story_under("<h1>Town under fire</h1>"), "Town under fire"},
      {"the field where no heading is shown", og + story_under(""), "You will not believe what hit this bridge"},
      {"a kicker of its own piece", "<title>Town under fire again</title>" + story_under("<h1><span>Hill country</span><span>Town under fire again</span></h1>"), "Town under fire again"},
      {"a part named as a kicker", "<title>Fire</title>" + story_under("<h1><span class='kicker'>Hill country</span> Town under fire again</h1>"), "Town under fire again"},
      {"a stamp", "<title>23.01.2022 - Town under fire</title>" + story_under("<h1>23.01.2022 - Town under fire</h1>"), "Town under fire"},
      {"a day in words stays", "<title>9 November 1938 - a night of fire</title>" + story_under("<h1>9 November 1938 - a night of fire</h1>"), "9 November 1938 - a night of fire"},
      {"a heading of one word that is a compound of the title", "<title>Geschichte - Hill Post</title>" + story_under("<h1>Brigadegeschichte</h1>"), "Brigadegeschichte"},
      {"one that shares nothing", "<title>Town under fire again - Hill Post</title>" + story_under("<h1>Willkommen</h1>"), "Town under fire again"},
      {"microdata before the heading of a breadcrumb", "<title>Town under fire in the hills</title><nav><ul class='breadcrumb'><li><h1>Town under fire in the hills</h1></li></ul></nav>" +
                                                          story_under("<div itemprop='headline'>Town in the hills comes under fire</div>"), "Town in the hills comes under fire"},
      {"microdata of furniture", "<title>Town under fire in the hills</title>" + story_under("") +
                                     "<aside class='sidebar'><div itemprop='headline'>Town in the hills comes under fire</div></aside>", "Town under fire in the hills"},
      {"the site's name as h1 is no title", "<title>Town under fire again | Hill Post</title><meta property='og:site_name' content='Hill Post'><h1>Hill Post</h1>" +
                                                 story_under("<h2>Town under fire again</h2>"), "Town under fire again"},
      {"nor where the head states no title", "<title>Hill Post</title><meta property='og:site_name' content='Hill Post'><h1>Hill Post</h1>" + story_under("<h2>Town under fire again</h2>"), "Town under fire again"},
      {"a title where the site's name belongs", "<meta property='og:title' content='Town in the hills under fire again'><meta property='og:site_name' content='Town in the hills under fire again'>"
                                                "<title>Town in the hills under fire again</title>" + part + "<article>" + kStory + "</article>", "Town in the hills under fire again"},
      {"a line in bold over an old story", "<title>Hill Post - Town under fire again</title><table><tr><td><b>Town under fire again</b></td></tr><tr><td>" + kStory + "</td></tr></table>", "Town under fire again"},
      {"where the head states no title", "<title>Hill Post</title><body><a href='/'>Hill Post</a><br><br><b>Town under fire again</b><br>By Ann Lee<br>Saturday, 31 July 2021<br><br>" + kStory + "</body>", "Town under fire again"},
      {"a sentence in bold is none", "<title>Hill Post</title><body><a href='/'>Hill Post</a><br><br><b>The town is under fire again.</b><br><br>" + kStory + "</body>", "Hill Post"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.rule));
    CHECK(clean_html(row.html).title == row.want);
  }
}
