#include <doctest/doctest.h>

#include "base/error.h"
#include "fetch/url.h"

using namespace daybook;

namespace {

std::string normal(std::string_view text) {
  try {
    return to_text(parse_url(text));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    return "refused";
  }
}

std::string from(std::string_view base, std::string_view reference) {
  try {
    return to_text(resolve_url(parse_url(base), reference));
  } catch (const Error&) {
    return "refused";
  }
}

}  // namespace

TEST_CASE("an address has one form") {
  struct Row {
    const char *written, *form;
  };
  for (const Row& row : {
           Row{"http://example.org", "http://example.org/"},
           Row{"HTTP://EXAMPLE.org:80/", "http://example.org/"},
           Row{"https://example.org:443/a?b#c", "https://example.org/a?b"},
           Row{"https://example.org:8443/a", "https://example.org:8443/a"},
           Row{"  https://example.org/a\n", "https://example.org/a"},
           Row{"https://example.org./a", "https://example.org/a"},
           Row{"https://example.org/a/./b/../c", "https://example.org/a/c"},
           Row{"https://example.org/a/..", "https://example.org/"},
           Row{"https://example.org/../../a/", "https://example.org/a/"},
           Row{"https://example.org/%7euser/%2f%3a", "https://example.org/~user/%2F%3A"},
           Row{"https://example.org/a b", "https://example.org/a%20b"},
           Row{"https://example.org/caf\xc3\xa9", "https://example.org/caf%C3%A9"},
           Row{"https://example.org/100%", "https://example.org/100%25"},
           Row{"https://example.org?x=1", "https://example.org/?x=1"},
           Row{"https://example.org/?", "https://example.org/"},
           Row{"https://b\xc3\xbc" "cher.example/", "https://xn--bcher-kva.example/"},
           Row{"http://127.1/", "http://127.0.0.1/"},
           Row{"http://2130706433/", "http://127.0.0.1/"},
           Row{"http://0x7f.0.0.1/", "http://127.0.0.1/"},
           Row{"http://0177.0.0.01/", "http://127.0.0.1/"},
           Row{"http://0x7f000001/", "http://127.0.0.1/"},
           Row{"http://192.168.257/", "http://192.168.1.1/"},
           Row{"http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
           Row{"http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1/", "http://127.0.0.1/"},  // full-width digits
           Row{"http://[::1]:8080/", "http://[::1]:8080/"},
           Row{"http://[2001:DB8:0:0::1]/", "http://[2001:db8::1]/"},
           Row{"http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"},
           Row{"http://under_score.example/", "http://under_score.example/"},
       }) {
    CAPTURE(row.written);
    CHECK(normal(row.written) == row.form);
    CHECK(normal(normal(row.written)) == row.form);  // the form is its own form
  }
}

TEST_CASE("what is no address of the web is refused") {
  for (const char* text : {"", "example.org", "/a/b", "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "data:text/html,x", "http:/example.org",
                           "http://", "http:///a", "https://user@example.org/", "https://user:pass@example.org/", "http://example.org@127.0.0.1/", "http://a b/", "http://exa\\mple/",
                           "http://example.org\\@127.0.0.1/", "http://[::1/", "http://[::1%25eth0]/", "http://[127.0.0.1]/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://1.2.3.08/",
                           "http://example.org:0/", "http://example.org:65536/", "http://example.org:8x/", "http://example.org:25/", "http://example.org:6000/", "http://.example.org/",
                           "http://a..b/", "http://a../", "http://<script>/"}) {
    CAPTURE(text);
    CHECK(normal(text) == "refused");
  }
  CHECK(normal("https://example.org/" + std::string(9000, 'a')) == "refused");
}

TEST_CASE("references are seen from where they stand") {
  const char* base = "https://example.org/news/2021/story.html?x=1";
  struct Row {
    const char *reference, *means;
  };
  for (const Row& row : {
           Row{"other.html", "https://example.org/news/2021/other.html"},
           Row{"./other.html", "https://example.org/news/2021/other.html"},
           Row{"../", "https://example.org/news/"},
           Row{"../../../../x", "https://example.org/x"},
           Row{"/top?y=2#z", "https://example.org/top?y=2"},
           Row{"?page=2", "https://example.org/news/2021/story.html?page=2"},
           Row{"", "https://example.org/news/2021/story.html?x=1"},
           Row{"#part", "https://example.org/news/2021/story.html?x=1"},
           Row{"//cdn.example.org/a", "https://cdn.example.org/a"},
           Row{"http://other.example/", "http://other.example/"},
           Row{"a:b", "refused"},  // a scheme 'a'
           Row{"./a:b", "https://example.org/news/2021/a:b"},
           Row{"file:///etc/passwd", "refused"},
           Row{"//user@host/", "refused"},
           Row{"//127.1:22/", "refused"},
       }) {
    CAPTURE(row.reference);
    CHECK(from(base, row.reference) == row.means);
  }
}

TEST_CASE("an article is known again whichever way a reader came") {
  const std::vector<std::string> tracking{"utm_*", "fbclid"};
  const auto key = [&](std::string_view text) { return key_of(parse_url(text), tracking); };
  CHECK(key("https://example.org/a?utm_source=rss&utm_medium=feed") == "//example.org/a");
  CHECK(key("https://example.org/a?id=7&fbclid=x&page=2") == "//example.org/a?id=7&page=2");
  CHECK(key("https://example.org/a?utm=1") == "//example.org/a?utm=1");
  CHECK(key("http://example.org/a") == key("https://example.org/a"));
  CHECK(key("http://example.org:8080/a") != key("http://example.org/a"));
  CHECK(key("https://example.org/a?id=7") != key("https://example.org/a?id=8"));
}

TEST_CASE("words of a command line") {
  CHECK(looks_like_url("https://example.org"));
  CHECK(looks_like_url("HTTP://x"));
  CHECK_FALSE(looks_like_url("http.txt"));
  CHECK_FALSE(looks_like_url("-"));
}

TEST_CASE("an address reads as it is written: one dot behind a host is dropped, two are no host") {
  CHECK(to_text(parse_url("https://a.example./x")) == "https://a.example/x");
  CHECK_THROWS_AS(parse_url("https://a.example../x"), Error);
  CHECK_THROWS_AS(parse_url("https://a.example.%2e/x"), Error);
}
