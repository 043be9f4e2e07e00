// Who publishes a page: what its head says, a link to the front page, the copyright line.
#include <doctest/doctest.h>

#include "clean/parts.h"
#include "clean_support.h"

using namespace daybook;

TEST_CASE("the owner in a copyright line") {
  struct Row { const char* line; const char* want; };
  const Row rows[] = {{"© 2019-2021 Hill Post. All rights reserved.", "Hill Post"},
                      {"Copyright (c) 2021 by Hill Post", "Hill Post"},
                      {"Hill Post © 2021", ""},  // the name stands before the sign: no owner is read from what follows
                      {"Copyright 2021", ""},
                      {"© Ann Lee/Hill Pictures", ""},  // a photographer and the agency
                      {"© 2021 All rights reserved", ""},
                      {"The town lies on a hill.", ""},
                      {"Copyright law was changed last year, the governor said", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.line));
    CHECK(owner_in_copyright(row.line) == row.want);
  }
}

TEST_CASE("the publisher of a page") {
  const std::string h1 = "<h1>Town in the hills under fire again</h1>";
  const auto site = [](const std::string& name) { return "<meta property='og:site_name' content='" + name + "'>"; };
  const auto legal = [](const std::string& name) { return data_of("\"headline\":\"Town in the hills under fire again\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"" + name + "\"}"); };
  struct Row { const char* rule; std::string html; const char* want; };
  const Row rows[] = {
      {"as the data say", legal("Hill Post") + site("Hill Post Online"), "Hill Post"},
      {"a company's legal name gives way to the site's", legal("Hill Post Media GmbH") + site("Hill Post"), "Hill Post"},
      {"and stands where the site has no name", legal("Hill Post Media GmbH"), "Hill Post Media GmbH"},
      {"the part of a slogan that names the site", site("Hill Post | World | Sport") + "<link rel='canonical' href='https://hillpost.example/a'>", "Hill Post"},
      {"an address beside the name", site("Hill Post | hp.example"), "Hill Post"},
      {"no part names it: the whole stays", site("Hills | Valleys") + "<link rel='canonical' href='https://example.org/a'>", "Hills | Valleys"},
      {"signs before the name", site("(c) Hill Post"), "Hill Post"},
      {"a template's hole is no name", site("{{ site.name }}") + "<title>Town in the hills under fire again</title>", ""},
      {"the title of the story is no name", "<title>Town in the hills under fire again</title>" + site("Town in the hills under fire again"), ""},
      {"beside the title", "<title>Town in the hills under fire again | Hill Post</title>", "Hill Post"},
      {"nothing beside it", "<title>Town in the hills under fire again</title>", ""},
      {"the copyright line", "<title>Town in the hills under fire again</title><footer>© 2021 Valley Times. All rights reserved.</footer>", "Valley Times"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.rule));
    CHECK(clean_html(row.html + story_under(h1)).publisher == row.want);
  }
}
