#include <doctest/doctest.h>

#include "fetch/instant.h"

using namespace daybook;

TEST_CASE("moments in the forms that servers and feeds write") {
  struct Row {
    const char *written, *means;
  };
  for (const Row& row : {
           Row{"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
           Row{"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
           Row{"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
           Row{"Wed, 14 Jul 2021 10:00:00 +0430", "2021-07-14T05:30:00Z"},
           Row{"14 Jul 2021 10:00 EST", "2021-07-14T15:00:00Z"},
           Row{"Wed, 14 July 2021 10:00:00 -0500", "2021-07-14T15:00:00Z"},
           Row{"14 Jul 2021", "2021-07-14T00:00:00Z"},
           Row{"14 Jul 21 10:00:00 GMT", "2021-07-14T10:00:00Z"},
           Row{"2021-07-14", "2021-07-14T00:00:00Z"},
           Row{"2021-07-14T10:00Z", "2021-07-14T10:00:00Z"},
           Row{"2021-07-14T10:00:00.123+04:30", "2021-07-14T05:30:00Z"},
           Row{"2021-07-14T23:30:00-05", "2021-07-15T04:30:00Z"},
           Row{"2021-07-14 10:00:00", "2021-07-14T10:00:00Z"},
           Row{"  2021-07-14T10:00:00Z\n", "2021-07-14T10:00:00Z"},
           Row{"2020-02-29", "2020-02-29T00:00:00Z"},
       }) {
    CAPTURE(row.written);
    const auto instant = parse_instant(row.written);
    REQUIRE(instant);
    CHECK(to_iso_instant(*instant) == row.means);
  }
  for (const char* text : {"", "yesterday", "2021-13-01", "2021-02-30", "30 Feb 2021", "Wed, 14 Jul 2021 25:00:00 GMT", "2021-07-14T10", "14 Jul", "2021-07-14T10:00:00+25:00", "14 Xyz 2021", "0", "Wed, 14 Jul 2021 10:00:00 NOWHERE"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text));
  }
  CHECK(to_http_date(*parse_instant("1994-11-06T08:49:37Z")) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(to_iso_instant(-1) == "1969-12-31T23:59:59Z");
}

TEST_CASE("when to come back") {
  const Seconds now = *parse_instant("2021-07-14T10:00:00Z");
  CHECK(parse_retry_after("120", now) == 120);
  CHECK(parse_retry_after("Wed, 14 Jul 2021 10:02:00 GMT", now) == 120);
  CHECK(parse_retry_after("Wed, 14 Jul 2021 09:00:00 GMT", now) == 0);
  CHECK(*parse_retry_after("99999999999999999999999", now) > 86400 * 365);
  CHECK_FALSE(parse_retry_after("soon", now));
  CHECK_FALSE(parse_retry_after("", now));
  CHECK_FALSE(parse_retry_after("-5", now));
}

TEST_CASE("lengths of time") {
  CHECK(parse_milliseconds("500ms") == 500);
  CHECK(parse_milliseconds("2s") == 2000);
  CHECK(parse_milliseconds("0.5s") == 500);
  CHECK(parse_milliseconds("15m") == 900'000);
  CHECK(parse_milliseconds("2h") == 7'200'000);
  CHECK(parse_milliseconds("7d") == 604'800'000);
  CHECK(parse_milliseconds("0s") == 0);
  for (const char* text : {"", "5", "s", "-1s", "1w", "1 s", "1.25s", "1..s", "99999999999d"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_milliseconds(text));
  }
}

TEST_CASE("moments outside the years that can be written are none") {
  CHECK(parse_instant("9999-12-31T23:59:59Z").has_value());
  CHECK_FALSE(parse_instant("9999-12-31T23:59:60Z").has_value());
  CHECK_FALSE(parse_instant("9999-12-31T23:59:59-01:00").has_value());
  CHECK_FALSE(parse_instant("1900-01-01T00:00:00+04:30").has_value());
  CHECK(parse_instant("1900-01-01T00:00:00Z").has_value());
}

TEST_CASE("days and months in addresses") {
  struct Row {
    const char *url, *means;
  };
  for (const Row& row : {Row{"https://h.example/2021/07/14/story", "2021-07-14"}, Row{"https://h.example/2021-07-14-story", "2021-07-14"}, Row{"https://h.example/story-20210714.html", "2021-07-14"},
                         Row{"https://h.example/sitemap-2021-07.xml", "2021-07-28"}, Row{"https://h.example/sitemap_202107.xml.gz", "2021-07-28"}, Row{"https://h.example/2021/07/", "2021-07-28"}}) {
    CAPTURE(row.url);
    const auto found = moment_in_address(row.url);
    REQUIRE(found);
    CHECK(to_iso_instant(*found).substr(0, 10) == row.means);
  }
  for (const char* url : {"https://h.example/", "https://h.example/2021", "https://h.example/story-2021-13", "https://h.example/120210714", "https://h.example/1920-07-14", "https://h.example/20210732", "https://h.example/article-2021075"}) {
    CAPTURE(url);
    CHECK_FALSE(moment_in_address(url));
  }
}
