#include <doctest/doctest.h>

#include "fetch/pattern.h"
#include "fetch/robots.h"

using namespace daybook;

namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view why;
  std::string_view file;
  const char* target;
  bool allowed;
};

// What RFC 9309 says, section by section, with files written for this table.
const Row kRows[] = {
    {"no file content: nothing is forbidden", "", "/a", true},
    {"no group for us and none for all", "User-agent: otherbot\nDisallow: /\n", "/a", true},
    {"the group of all", "User-agent: *\nDisallow: /private/\n", "/private/x", false},
    {"a prefix of the path is enough", "User-agent: *\nDisallow: /priv\n", "/private/x", false},
    {"what is not under the prefix", "User-agent: *\nDisallow: /private/\n", "/public", true},
    {"our own group stands alone: that of all no longer counts", "User-agent: *\nDisallow: /\n\nUser-agent: Daybook\nDisallow: /x\n", "/a", true},
    {"the order of groups does not matter", "User-agent: daybook\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", "/a", true},
    {"our own group forbids", "User-agent: *\nAllow: /\n\nUser-agent: Daybook\nDisallow: /x\n", "/x/1", false},
    {"names compare without case", "USER-AGENT: dAyBoOk\nDISALLOW: /x\n", "/x", false},
    {"a version behind the name", "User-agent: Daybook/2.0\nDisallow: /x\n", "/x", false},
    {"a longer name is another reader", "User-agent: Daybook-News\nDisallow: /x\n", "/x", true},
    {"a shorter name is another reader", "User-agent: Day\nDisallow: /x\n", "/x", true},
    {"several names head one group", "User-agent: otherbot\nUser-agent: daybook\nUser-agent: third\nDisallow: /x\n", "/x", false},
    {"the next group is not ours", "User-agent: daybook\nDisallow: /x\nUser-agent: otherbot\nDisallow: /y\n", "/y", true},
    {"groups of one name are merged: first rule", "User-agent: daybook\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /b\n\nUser-agent: daybook\nDisallow: /c\n", "/a", false},
    {"groups of one name are merged: last rule", "User-agent: daybook\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /b\n\nUser-agent: daybook\nDisallow: /c\n", "/c", false},
    {"groups of one name are merged: the other's rule", "User-agent: daybook\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /b\n\nUser-agent: daybook\nDisallow: /c\n", "/b", true},
    {"a merged group lifts what the first forbids, by length", "User-agent: daybook\nDisallow: /a\n\nUser-agent: daybook\nAllow: /a/free\n", "/a/free/1", true},
    {"groups for all are merged too", "User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n", "/b", false},
    {"names without rules between them head one group", "User-agent: daybook\n\nUser-agent: *\nDisallow: /\n", "/a", false},
    {"a group with an empty rule", "User-agent: daybook\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a", true},
    {"the longest pattern decides: forbidden", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "/example/page/disallowed.gif", false},
    {"the longest pattern decides: allowed", "User-agent: *\nDisallow: /example/\nAllow: /example/page/\n", "/example/page/x", true},
    {"the longest pattern decides, not the last", "User-agent: *\nAllow: /example/page/\nDisallow: /example/\n", "/example/page/x", true},
    {"at equal length it is allowed", "User-agent: *\nDisallow: /x\nAllow: /x\n", "/x", true},
    {"at equal length it is allowed, in the other order", "User-agent: *\nAllow: /x\nDisallow: /x\n", "/x", true},
    {"length counts the '*' as one", "User-agent: *\nAllow: /a*\nDisallow: /ab\n", "/ab", true},
    {"paths compare with case", "User-agent: *\nDisallow: /Private\n", "/private", true},
    {"a star within", "User-agent: *\nDisallow: /*.gif\n", "/pictures/a.gif?x=1", false},
    {"a star within, other ending", "User-agent: *\nDisallow: /*.gif\n", "/pictures/a.png", true},
    {"a star may stand for nothing", "User-agent: *\nDisallow: /a*b\n", "/ab", false},
    {"several stars", "User-agent: *\nDisallow: /*/print/*.html$\n", "/2021/print/a.b.html", false},
    {"several stars, end not met", "User-agent: *\nDisallow: /*/print/*.html$\n", "/2021/print/a.html?x", true},
    {"a dollar is the end", "User-agent: *\nDisallow: /end$\n", "/end", false},
    {"a dollar is the end: more follows", "User-agent: *\nDisallow: /end$\n", "/end/more", true},
    {"a dollar in the middle is a dollar", "User-agent: *\nDisallow: /a$b\n", "/a$b", false},
    {"a dollar in the middle is not the end", "User-agent: *\nDisallow: /a$b\n", "/a", true},
    {"an escaped dollar at the end is a dollar", "User-agent: *\nDisallow: /cost-%24\n", "/cost-$", false},
    {"an escaped dollar is not the end", "User-agent: *\nDisallow: /cost-%24\n", "/cost-", true},
    {"an escaped star is a star", "User-agent: *\nDisallow: /file-%2a.html\n", "/file-*.html", false},
    {"an escaped star is not any bytes", "User-agent: *\nDisallow: /file-%2a.html\n", "/file-x.html", true},
    {"a pattern that begins with a star", "User-agent: *\nDisallow: *.php\n", "/a.php", false},
    {"a pattern without a slash fits no path", "User-agent: *\nDisallow: private\n", "/private", true},
    {"the query belongs to the path", "User-agent: *\nDisallow: /*?print=\n", "/a?print=1", false},
    {"escapes of letters are undone, in the rule", "User-agent: *\nDisallow: /foo/%62%61%7A\n", "/foo/baz", false},
    {"escapes of letters are undone, in the path", "User-agent: *\nDisallow: /foo/baz\n", "/foo/%62%61%7A", false},
    {"escapes compare in either case", "User-agent: *\nDisallow: /foo/%e3%83%84\n", "/foo/%E3%83%84", false},
    {"what is not ASCII is escaped, in the rule", "User-agent: *\nDisallow: /foo/\xe3\x83\x84\n", "/foo/%E3%83%84", false},
    {"what is not ASCII is escaped, in the path", "User-agent: *\nDisallow: /foo/%E3%83%84\n", "/foo/\xe3\x83\x84", false},
    {"an escaped slash is no slash", "User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
    {"an escaped slash is itself", "User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb", false},
    {"an address within a query, escaped or not", "User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar\n", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", false},
    {"an address within a query, not or escaped", "User-agent: *\nDisallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar\n", "/foo/bar?baz=https://foo.bar", false},
    {"an escape that is none", "User-agent: *\nDisallow: /100%\n", "/100%", false},
    {"CR LF ends lines", "User-agent: *\r\nDisallow: /x\r\n", "/x", false},
    {"CR alone ends lines", "User-agent: *\rDisallow: /x\rAllow: /x/y\r", "/x/z", false},
    {"CR alone ends lines, second rule", "User-agent: *\rDisallow: /x\rAllow: /x/y\r", "/x/y", true},
    {"no line end at the end", "User-agent: *\nDisallow: /x", "/x", false},
    {"a byte order mark", "\xef\xbb\xbfUser-agent: *\nDisallow: /x\n", "/x", false},
    {"a comment line", "# all\nUser-agent: *\n# none\nDisallow: /x # but this\n", "/x", false},
    {"a comment behind a rule is not of the rule", "User-agent: *\nDisallow: /x#y\n", "/x", false},
    {"white space around", "  User-agent :  *  \n\tDisallow\t:\t/x\t\n", "/x", false},
    {"an empty line does not end a group", "User-agent: *\n\nDisallow: /x\n", "/x", false},
    {"an unknown line does not end a group's head", "User-agent: daybook\nSitemap: https://example.org/s.xml\nUser-agent: otherbot\nDisallow: /x\n", "/x", false},
    {"a delay does not end a group's head", "User-agent: daybook\nCrawl-delay: 5\nUser-agent: otherbot\nDisallow: /x\n", "/x", false},
    {"an unknown line does not end a group", "User-agent: daybook\nDisallow: /x\nHost: example.org\nDisallow: /y\n", "/y", false},
    {"rules before any group are nobody's", "Disallow: /x\nUser-agent: *\nDisallow: /y\n", "/x", true},
    {"a line without a colon means nothing", "User-agent: *\nDisallow /x\n", "/x", true},
    {"a web page in place of the file", "<!DOCTYPE html><html><body>User-agent: nobody</body></html>", "/x", true},
    {"bytes that are no text", "User-agent: *\n\xff\xfe\x00\nDisallow: /x\n"sv, "/x", false},
    {"the file itself may always be read", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
    {"all is forbidden", "User-agent: *\nDisallow: /\n", "/", false},
    {"an empty allow means nothing", "User-agent: *\nAllow:\nDisallow: /\n", "/", false},
    {"a name with a star", "User-agent: * # everybody\nDisallow: /x\n", "/x", false},
};

}  // namespace

TEST_CASE("what robots.txt says") {
  for (const auto& row : kRows) {
    CAPTURE(std::string(row.why));
    CHECK(parse_robots(row.file, "Daybook").allows(row.target) == row.allowed);
  }
}

TEST_CASE("the RFC's sample of a file: two named readers, one shut out, and the rest") {
  const std::string file =
      "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
      "User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n"
      "User-Agent: quxbot\n";
  const auto may = [&](const char* who, const char* target) { return parse_robots(file, who).allows(target); };
  CHECK_FALSE(may("Daybook", "/example/page.html"));
  CHECK(may("Daybook", "/publications/a"));
  CHECK(may("Daybook", "/publications/a.gif"));  // the patterns "*.gif$" (6) and "/publications/" (14): the longer allows
  CHECK(may("foobot", "/example/page.html"));
  CHECK_FALSE(may("foobot", "/example/other.html"));
  CHECK_FALSE(may("bazbot", "/example/page.html"));
  CHECK(may("bazbot", "/example/a.gif"));
  CHECK(may("quxbot", "/example/a.gif"));  // a group without rules is a group
}

TEST_CASE("only the first 500 KiB count, and half a line does not") {
  const std::string filler(512'000 - 60, '#');
  CHECK_FALSE(parse_robots("User-agent: *\n" + filler + "\nDisallow: /x\n", "Daybook").allows("/x"));
  CHECK(parse_robots("User-agent: *\n" + filler + std::string(60, '#') + "\nDisallow: /x\n", "Daybook").allows("/x"));
  const std::string head = "User-agent: *\n" + filler + "\nDisallow: /";
  CHECK(parse_robots(head + std::string(100, 'a'), "Daybook").allows("/b"));
}

TEST_CASE("the pace a file asks for, and its sitemaps") {
  const auto robots = parse_robots("Sitemap: https://example.org/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\nSitemap: /b.xml\n\nUser-agent: otherbot\nCrawl-delay: 60\n", "Daybook");
  CHECK(robots.delay_ms == 2500);
  CHECK(robots.sitemaps == std::vector<std::string>{"https://example.org/a.xml", "/b.xml"});
  CHECK_FALSE(parse_robots("User-agent: *\nCrawl-delay: soon\n", "Daybook").delay_ms);
  CHECK_FALSE(parse_robots("User-agent: *\nCrawl-delay: -3\n", "Daybook").delay_ms);
}

TEST_CASE("when there is no file") {
  for (const int status : {400, 401, 403, 404, 410, 451}) CHECK(robots_without_file(status).allows("/a"));
  for (const int status : {0, 429, 500, 502, 503, 599, 304}) CHECK_FALSE(robots_without_file(status).allows("/a"));
}

TEST_CASE("patterns of include and exclude lists may stand anywhere") {
  CHECK(pattern_found("/world/", "https://example.org/world/a"));
  CHECK(pattern_found("world*html$", "https://example.org/world/a.html"));
  CHECK_FALSE(pattern_found("world*html$", "https://example.org/world/a.html?x"));
  CHECK(pattern_found(".html$", "https://example.org/a.html"));
  CHECK_FALSE(pattern_found(".html$", "https://example.org/a.html/b"));
  CHECK(pattern_found("^https://example.org/", "https://example.org/a"));
  CHECK_FALSE(pattern_found("^example", "https://example.org/a"));
  CHECK_FALSE(pattern_found("sport", "https://example.org/world/"));
}

TEST_CASE("a hostile pattern takes no more than the product of lengths") {
  std::string pattern = "/", path = "/";
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  path += std::string(100'000, 'a') + "b";
  CHECK(pattern_matches(pattern, path));
  CHECK_FALSE(pattern_matches(pattern + "c$", path));
}
