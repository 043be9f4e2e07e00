#include <doctest/doctest.h>

#include "clean/class_names.h"
#include "clean/dates.h"
#include "clean/name_table.h"
#include "clean/part_names.h"
#include "clean/parts.h"

using namespace daybook;

TEST_CASE("ClassNames: equal values have one number, others not, and none is 0") {
  std::string html = "<div class='a b'><p>x</p><p class=''>y</p><p class='a b'>z</p><p class='b a'>z</p></div>";
  for (int i = 0; i < 1000; ++i) html += "<i class='n" + std::to_string(i) + "'></i>";
  const auto tree = parse_html(html);
  const ClassNames classes(tree);
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto value = tree.nodes[i].attribute("class");
    CHECK(classes.value(classes.of(i)) == value);
    CHECK((classes.of(i) == 0) == value.empty());
    if (!value.empty()) seen.push_back(classes.of(i));
  }
  REQUIRE(seen.size() == 1003);
  CHECK(seen[0] == seen[1]);
  CHECK(seen[1] != seen[2]);
  CHECK(classes.count() == 1003);  // two values, a thousand more, and none
}

TEST_CASE("NameTable: names of one word and of two") {
  NameTable<int> days;
  days.add("monday", 0);
  days.add("segunda-feira", 0);
  days.add("thu", 3);
  days.add("thu", 4);
  REQUIRE(days.find("monday"));
  CHECK(*days.find("thu") == 4);
  CHECK(!days.find("mondays"));
  CHECK(!days.find("Monday"));
  CHECK(!days.find(""));
  REQUIRE(days.find("segunda", '-', "feira"));
  CHECK(!days.find("segunda", ' ', "feira"));
  CHECK(!days.find("monday", '-', "feira"));
}

TEST_CASE("PartNames: words, whole names, starts; a forum's name tells a forum and no role") {
  PartNames names;
  names.add(PartRole::content, "article-body");
  names.add(PartRole::furniture, "=hidden");
  names.add(PartRole::furniture, "related*");
  names.add(PartRole::comment, "comment");
  names.add_forum("postbody");
  struct Row { const char* value; const char* pattern; bool forum; };
  const Row rows[] = {{"ArticleBody__text--main", "article-body", false}, {"x article-body", "article-body", false}, {"article-bodyguard", "", false}, {"body-article", "", false},
                      {"hidden", "=hidden", false}, {"hidden-title", "", false}, {"is-hidden", "", false}, {"relatedStories", "related*", false}, {"my-related", "related*", false}, {"unrelated", "", false},
                      {"comment3", "comment", false}, {"comment comment", "comment", false}, {"postbody", "", true}, {"comment postbody", "comment", true}, {"post-body", "", false},
                      {"comment article-body", "article-body", false}, {"a-b-c-d-e-f-g-comment", "comment", false}, {"a-b-c-d-e-f-g-h-comment", "", false}, {"", "", false}, {" - ", "", false}};
  for (const auto& row : rows) {
    CAPTURE(row.value);
    const auto hit = names.find(row.value);
    CHECK(hit.pattern == row.pattern);
    CHECK(hit.forum == row.forum);
  }
}

TEST_CASE("TitleSides: the side beside a heading, of any separator; no side of a heading of one word") {
  const TitleSides sides("Harbour opens again - Port News | Ansel Post");
  CHECK(sides.beside(bare_title("Harbour opens again")) == "Port News | Ansel Post");
  CHECK(sides.beside(bare_title("Harbour opens again - Port News")) == "Ansel Post");
  CHECK(sides.beside(bare_title("ansel post")) == "Harbour opens again - Port News");
  CHECK(!sides.beside(bare_title("Port News")));
  CHECK(!sides.beside(bare_title("Harbour opens")));
  CHECK(!TitleSides("Harbour - Post").beside(bare_title("Harbour")));
}

TEST_CASE("without_kicker: the run of pieces that makes the stated title") {
  const std::vector<std::string> pieces{"Port:", "Harbour opens", "again", "3 May"};
  CHECK(without_kicker(pieces, "Harbour Opens Again") == "Harbour opens again");
  CHECK(without_kicker(pieces, "again") == "again");
  CHECK(without_kicker(pieces, "Harbour opens gain") == "Port: Harbour opens again 3 May");
  CHECK(without_kicker(pieces, "opens again") == "Port: Harbour opens again 3 May");  // a piece is taken whole
  CHECK(without_kicker({"Harbour", "-", "opens"}, "Harbour opens") == "Harbour - opens");
}
