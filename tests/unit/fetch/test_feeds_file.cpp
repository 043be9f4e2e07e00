#include <doctest/doctest.h>

#include "base/error.h"
#include "fetch/feeds_file.h"

using namespace daybook;

namespace {

std::string trouble(std::string_view text) {
  try {
    parse_feeds(text, "feeds.toml");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a plan with everything") {
  const auto plan = parse_feeds(R"toml(
contact = "https://example.org/reader"
pace = "5s"
max = 20

[[source]]
url = "https://harbour.example/rss.xml"
name = "Harbour Observer"
publisher = "The Harbour Observer"
language = "en"
kind = "rss"
include = ["/world/", "/politics/"]
exclude = ["/live/"]

[[source]]
url = "https://gezira.example/sitemap.xml"
kind = "news-sitemap"
pace = "500ms"
max = 3
max_age = "2d"
sitemaps = 9
)toml", "feeds.toml");
  CHECK(plan.contact == "https://example.org/reader");
  REQUIRE(plan.sources.size() == 2);
  const auto &a = plan.sources[0], &b = plan.sources[1];
  CHECK(to_text(a.url) == "https://harbour.example/rss.xml");
  CHECK(a.name == "Harbour Observer");
  CHECK(a.publisher == "The Harbour Observer");
  CHECK(a.kind == SourceKind::rss);
  CHECK(a.pace_ms == 5000);
  CHECK(a.max == 20);
  CHECK(a.max_age == 7 * 86'400);
  CHECK(b.name == "gezira.example/sitemap.xml");
  CHECK(b.kind == SourceKind::news_sitemap);
  CHECK(b.pace_ms == 500);
  CHECK(b.max == 3);
  CHECK(b.max_age == 2 * 86'400);
  CHECK(b.max_sitemaps == 9);

  CHECK(wanted(a, parse_url("https://harbour.example/world/1.html")));
  CHECK_FALSE(wanted(a, parse_url("https://harbour.example/sport/1.html")));
  CHECK_FALSE(wanted(a, parse_url("https://harbour.example/world/live/1.html")));
  CHECK(wanted(b, parse_url("https://gezira.example/anything")));
}

TEST_CASE("names and patterns may be in any script") {
  const auto plan = parse_feeds("[[source]] # по\nurl = 'https://a.example/f'\nname = \"Порт \\\" é\"\ninclude = ['''/é/''']\n", "feeds.toml");
  CHECK(plan.sources[0].name == "Порт \" é");
}

TEST_CASE("a list of feeds may be called so") {
  CHECK(parse_feeds("[[feed]]\nurl = 'https://a.example/f'\n", "feeds.toml").sources.size() == 1);
}

TEST_CASE("what is wrong is said in one sentence with its line") {
  struct Row {
    std::string_view text;
    const char* says;
  };
  for (const Row& row : {
           Row{"", "feeds.toml names no source"},
           Row{"pace = \"2s\"\n", "feeds.toml names no source"},
           Row{"[[source]]\nname = \"a\"\n", "feeds.toml, line 1: a source has no 'url'."},
           Row{"[[source]]\nurl = \"https://a.example/\"\npase = \"2s\"\n", "line 3: there is no field 'pase'; there are url, name,"},
           Row{"paces = 1\n[[source]]\nurl = \"https://a.example/\"\n", "line 1: there is no field 'paces'"},
           Row{"[[source]]\nurl = \"ftp://a.example/\"\n", "line 2: the address 'ftp://a.example/' is of the kind 'ftp'"},
           Row{"[[source]]\nurl = \"https://u:p@a.example/\"\n", "line 2: the address 'https://u:p@a.example/' holds a name or password"},
           Row{"[[source]]\nurl = 7\n", "line 2: 'url' is a text in quotation marks."},
           Row{"[[source]]\nurl = \"https://a.example/\"\npace = 2\n", "line 3: 'pace' is a length of time"},
           Row{"[[source]]\nurl = \"https://a.example/\"\npace = \"2 weeks\"\n", "line 3: 'pace' is a length of time"},
           Row{"[[source]]\nurl = \"https://a.example/\"\npace = \"2h\"\n", "line 3: 'pace' is at most an hour."},
           Row{"[[source]]\nurl = \"https://a.example/\"\nmax = 0\n", "line 3: 'max' is a whole number"},
           Row{"[[source]]\nurl = \"https://a.example/\"\nmax = \"5\"\n", "line 3: 'max' is a whole number"},
           Row{"[[source]]\nurl = \"https://a.example/\"\nkind = \"json\"\n", "line 3: there is no kind 'json'; the kinds are auto, rss, atom, sitemap, news-sitemap, page-list."},
           Row{"[[source]]\nurl = \"https://a.example/\"\ninclude = \"/a/\"\n", "line 3: 'include' is a list of texts"},
           Row{"[[source]]\nurl = \"https://a.example/\"\ninclude = [\"/a/\", \"\"]\n", "line 3: a pattern of 'include' is empty."},
           Row{"[[source]]\nurl = \"https://a.example/\"\n\n[[source]]\nurl = \"https://A.example\"\n", "line 5: the address https://a.example/ stands there twice."},
           Row{"[[source]]\nurl = \"https://a.example/1\"\nname=\"A\"\n[[source]]\nurl = \"https://a.example/2\"\nname=\"A\"\n", "line 6: two sources have the name 'A'."},
           Row{"[source]\nurl = \"https://a.example/\"\n", "line 1: 'source' is written with two brackets"},
           Row{"[[source]\nurl = \"https://a.example/\"\n", "line 1: "},
           Row{"[[source]]\nurl = \"https://a.example/\n", "line 2: "},
           Row{"[[source]]\nurl = \"https://a.example/\"\n[\n[[source]]\n", "line 3: a name or value is missing or malformed."},
           Row{"contact = \"me (at home)\"\n[[source]]\nurl = \"https://a.example/\"\n", "The contact 'me (at home)'"},
           Row{"contact = \"a\\r\\nX: 1\"\n[[source]]\nurl = \"https://a.example/\"\n", "line 1: 'contact' may have no line ends"},
           Row{"[[source]]\n[\033[x]]\n", "line 2: a control character may not stand there."},
           Row{"# é\n[[source]]\nname = 'é'\nurl = café\n", "line 4: a text stands in quotation marks"},
           Row{"[[source]]\nname = \"\\\"é\"\nurl = \"https://a.example/\"\nnäme = 1\n", "line 4: a text stands in quotation marks"},
           Row{"\xff", "feeds.toml is not UTF-8."},
           Row{"pace = \"2s\"\n[/world]\n", "line 2: a name or value is missing or malformed"},
           Row{"# fine: \xc3\xa9\nname = \"\"\"\n[/\n\"\"\"\n\xef\xb7\xbf", "line 5: a text stands in quotation marks"},
           Row{"[[source]]\nurl = \"https://a.example/\"\n\xc2\xa0max = 5\n", "line 3: a text stands in quotation marks"},
           Row{"[[[source]]]\n", "line 1: a name or value is missing or malformed"},
           Row{"pace = \"2s\"\n\nmax = [\n[}\n", "line 4: "},
           Row{"[[/#su", "line 1: a name or value is missing or malformed"},
           Row{std::string_view("[[source]]\n[\0\0c\n", 16), "line 2: a control character"},
       }) {
    CAPTURE(row.text);
    const std::string said = trouble(row.text);
    CHECK_MESSAGE(said.find(row.says) != std::string::npos, said);
    CHECK(said.find('\n') == std::string::npos);
  }
}

TEST_CASE("what looks wrong and is not") {
  CHECK(trouble("\xef\xbb\xbf[[source]] # caf\xc3\xa9 [/x]\nurl = \"https://a.example/\"\nname = 'Caf\xc3\xa9 \"[/'\ninclude = [\n  \"/a\",\n  \"\\\"[/\"\n]\n") == "none");
  CHECK(trouble("[[source]]\nurl = \"https://a.example/\"\ninclude = [\n[[1]]\n]\n").find("malformed") == std::string::npos);  // no text, but no head either
}

TEST_CASE("names in any script, in both kinds of quotes") {
  const auto plan = parse_feeds("[[source]]\nurl = \"https://a.example/\"\nname = 'Caf\xc3\xa9 \"C:\\x\"'  # \xe2\x82\xac\npublisher = \"\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xf0\x9f\x98\x80\"\n"
                                "[[source]]\nurl = 'https://b.example/'\nname = 'C:\\y'\n", "feeds.toml");
  REQUIRE(plan.sources.size() == 2);
  CHECK(plan.sources[0].name == "Caf\xc3\xa9 \"C:\\x\"");
  CHECK(plan.sources[0].publisher == "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xf0\x9f\x98\x80");
  CHECK(plan.sources[1].name == "C:\\y");
}

TEST_CASE("who asks") {
  CHECK(agent_name("") == "Daybook/0.1.0");
  CHECK(agent_name("mailto:desk@example.org") == "Daybook/0.1.0 (+mailto:desk@example.org)");
  CHECK_THROWS_AS(agent_name("a b"), Error);
}
