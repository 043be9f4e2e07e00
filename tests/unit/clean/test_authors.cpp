// Authors: names in lines, what the head and the page say of them, and whom to believe.
#include <doctest/doctest.h>

#include "clean/parts.h"
#include "clean_support.h"

using namespace daybook;

TEST_CASE("names in bylines") {
  struct Row { const char* text; Byline kind; const char* want; };
  const Row rows[] = {// in running text a "by" is needed
                      {"By Ann Lee and Omar Sadiq", Byline::line, "Ann Lee|Omar Sadiq"},
                      {"BY ANN LEE", Byline::line, "ANN LEE"},
                      {"By Tuesday", Byline::line, ""},
                      {"Ann Lee", Byline::line, ""},
                      {"By Ann Lee | 3 May 2021", Byline::line, "Ann Lee"},
                      {"Author: Ann Lee", Byline::line, "Ann Lee"},
                      {"Текст: Анна Ли", Byline::line, "Анна Ли"},
                      {"Source: Ann Lee", Byline::name, ""},
                      {"By Ann Lee", Byline::phrase, ""},
                      {"Posted by Ann Lee", Byline::phrase, "Ann Lee"},
                      // a marked part needs none
                      {"By Ann Lee, Staff writer", Byline::part, "Ann Lee"},
                      {"Posted by Ann Lee on 3 May 2021", Byline::part, "Ann Lee"},
                      {"Ann Lee·24 May 2018", Byline::part, "Ann Lee"},
                      {"Marcel·lí Roca", Byline::part, "Marcel·lí Roca"},
                      {"Ann Lee IN World", Byline::part, "Ann Lee"},
                      {"Published by", Byline::part, ""},
                      {"The northern and southern ministries", Byline::part, ""},
                      // fields that state names
                      {"No Author", Byline::name, ""},
                      {"Autoren", Byline::name, ""},
                      {"» Publicidade", Byline::name, ""},
                      {"Ann Lee, Omar Sadiq and Eva Brandt", Byline::name, "Ann Lee|Omar Sadiq|Eva Brandt"},
                      {"Institute for Forests and Rivers", Byline::name, "Institute for Forests and Rivers"},
                      {"Brandt Metall & Co. KG", Byline::name, "Brandt Metall & Co. KG"},
                      {"Partners in Health", Byline::name, "Partners in Health"},
                      // offices after the names
                      {"Ann Lee, AP National Writer", Byline::name, "Ann Lee"},
                      {"Ann Lee, Ap National", Byline::name, "Ann Lee"},
                      {"Ann Lee, Eva Brandt Editor-at-large", Byline::name, "Ann Lee"},
                      {"Ann Lee, April Writes", Byline::name, "Ann Lee|April Writes"},
                      // other hands
                      {"Ann Lee, edited by Omar Sadiq", Byline::name, "Ann Lee"},
                      {"By Ann Lee Photos by Omar Sadiq", Byline::line, "Ann Lee"},
                      {"Second Edition Edited by Ann Lee", Byline::name, ""},
                      {"Edited by Ann Lee", Byline::part, "Ann Lee"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(joined(names_in_byline(row.text, lexicon(), row.kind)) == row.want);
  }
}

TEST_CASE("how persons are named, and what is no name") {
  for (const char* name : {"Ann Lee", "Ann van der Lee", "ANN LEE", "A. B. Lee"}) CHECK(like_person(name));
  for (const char* other : {"Ann", "ann lee", "Ann 2 Lee", "Ann Lee Who Lives In Town"}) CHECK_FALSE(like_person(other));
  for (const char* other : {"Al", "ann@example.org", "www.example.org", "Facebook", "By", "Tuesday", "2021", "Copyright Hill Post", "{{author}}"}) {
    CAPTURE(std::string(other));
    CHECK_FALSE(plausible_author(other, lexicon()));
  }
  CHECK(plausible_author("riverfox", lexicon()));
}

TEST_CASE("links to an author's page") {
  for (const char* link : {"/author/ann-lee", "https://hillpost.example/writers/ann-lee/", "/user-uebersicht/?u=7"}) CHECK(author_path(link, lexicon()));
  for (const char* link : {"/authority/ann-lee", "/author/", "/news/author", "/topics/war"}) CHECK_FALSE(author_path(link, lexicon()));
}

TEST_CASE("the authors of a page") {
  const std::string h1 = "<h1>Town under fire</h1>";
  const auto ld = [](const std::string& author) { return data_of("\"headline\":\"Town under fire\",\"author\":" + author); };
  const std::string body = ld("{\"@type\":\"Organization\",\"name\":\"Hill Post\"}");
  const std::string site = "<meta property='og:site_name' content='Hill Post'>";
  const std::string day = "<div>3 May 2021</div>";
  const auto licence = [](const std::string& name) { return "<div>This work by <a rel='cc:attributionURL' href='/'>" + name + "</a> is licensed</div>"; };
  const auto described = [](const std::string& text) { return "<meta name='description' content='" + text + "'>"; };
  struct Row { const char* rule; std::string html; const char* want; };
  const Row rows[] = {
      {"references in the data are followed", "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Town under fire\",\"author\":{\"@id\":\"#p\"}},"
                                              "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Ann Lee\"}]}</script>" + story_under(h1), "Ann Lee"},
      {"a reference to nothing", ld("{\"@id\":\"#p\"}") + story_under(h1), ""},
      {"a person shown before an organisation stated", body + story_under(h1 + "<p class='byline'>By Omar Sadiq</p>"), "Omar Sadiq"},
      {"the organisation where no person is named", body + story_under(h1), "Hill Post"},
      {"a link to an author's page", story_under(h1 + "<div><a href='/writers/ann-lee'>Ann Lee</a></div>"), "Ann Lee"},
      {"a link to a topic", story_under(h1 + "<div><a href='/topics/war'>War News</a></div>"), ""},
      {"the site's desk beside a person", site + ld("[{\"name\":\"Ann Lee\"},{\"name\":\"Hill Post Business Review Weekly\"}]") + story_under(h1), "Ann Lee"},
      {"another's beside him", site + ld("[{\"name\":\"Ann Lee\"},{\"name\":\"Eva Brandt\"}]") + story_under(h1), "Ann Lee|Eva Brandt"},
      {"the site's name after a person's", site + story_under(h1 + "<p class='byline'>Ann Lee Hill Post</p>"), "Ann Lee"},
      {"a site's name of one word may be the person's", "<meta property='og:site_name' content='Lee'>" + story_under(h1 + "<p class='byline'>Ann Marie Lee</p>"), "Ann Marie Lee"},
      {"a name of the person's own", site + story_under(h1 + "<p class='byline'>Ann Hill Lee</p>"), "Ann Hill Lee"},
      {"as written, not in capitals", ld("{\"@type\":\"Person\",\"name\":\"ANN LEE\"}") + story_under(h1 + "<p class='byline'>By Ann Lee</p>"), "Ann Lee"},
      {"in capitals where it is written so only", ld("{\"@type\":\"Person\",\"name\":\"ANN LEE\"}") + story_under(h1), "ANN LEE"},
      // what stands beside the date
      {"a name", story_under(h1 + "<div>Ann van Lee</div>" + day), "Ann van Lee"},
      {"a line that is no name", story_under(h1 + "<div>Town opens Park</div>" + day), ""},
      {"a section", site + story_under(h1 + "<div>Local News</div>" + day), ""},
      {"a desk with the site's initials", site + story_under(h1 + "<div>HP News</div>" + day), "HP News"},
      {"a picture's credit", story_under(h1 + "<div>Ann Lee/Valley Pictures</div>" + day), ""},
      // the first words of the description
      {"a byline", described("Posted by Ann Lee and Omar Sadiq - Border desk. Fighters entered the town") + story_under(h1), "Ann Lee|Omar Sadiq"},
      {"no sign parts the names from the text", described("Posted by Ann Lee Fighters entered the town") + story_under(h1), ""},
      {"no byline", described("Held by Ann Lee - the bridge over the river") + story_under(h1), ""},
      // the notice of the licence
      {"a person", story_under(h1) + licence("Ann Lee"), "Ann Lee"},
      {"less than a byline", story_under(h1 + "<p class='byline'>By Omar Sadiq</p>") + licence("Ann Lee"), "Omar Sadiq"},
      {"the site", site + story_under(h1) + licence("Hill Post"), ""},
      // a site called after its owner
      {"the owner", "<title>Ann Lee's Notes | Town under fire</title>" + story_under(h1) + "<footer>© 2021 Ann Lee. All rights reserved.</footer>", "Ann Lee"},
      {"a company owns it", "<title>Ann Lee's Notes | Town under fire</title>" + story_under(h1) + "<footer>© 2021 Hill Post. All rights reserved.</footer>", ""},
      {"not called after him", "<title>River Notes | Town under fire</title>" + story_under(h1) + "<footer>© 2021 Ann Lee. All rights reserved.</footer>", ""},
      // under the story
      {"a name that stands out signs it", story_under(h1) + "<p><b>Ann Lee</b></p>", "Ann Lee"},
      {"so does a body that is named as one", story_under(h1) + "<p align='right'>News Room of the Hills</p>", "News Room of the Hills"},
      {"a heading does not", story_under(h1) + "<h3><b>Ann Lee</b></h3>", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.rule));
    CHECK(joined(clean_html(row.html).authors) == row.want);
  }
}
