#include <doctest/doctest.h>

#include "fetch/polite.h"
#include "local_server.h"

using namespace daybook;

namespace {

/// Clocks that stand still until somebody sleeps.
struct HandClock {
  Seconds now = *parse_instant("2021-07-14T12:00:00Z");
  std::int64_t steady = 1'000'000;
  std::vector<std::int64_t> slept;
  FetchTime time() {
    return {[this] { return now; }, [this] { return steady; },
            [this](std::int64_t ms) {
              slept.push_back(ms);
              steady += ms;
              now += ms / 1000;
              return true;
            }};
  }
};

struct Visit {
  explicit Visit(PoliteOptions options = {}, RobotsStore store = {}) : manners(std::move(options), clock.time(), std::move(store)) {
    FetchOptions local;
    local.allow_private = true;
    fetcher.emplace(local, clock.time().now);
  }
  PoliteAnswer get(const std::string& url, std::int64_t pace = -1) {
    PoliteRequest request;
    request.fetch.url = parse_url(url);
    request.pace_ms = pace;
    return fetch_politely(request, *fetcher, manners);
  }
  HandClock clock;
  Manners manners;
  std::optional<Fetcher> fetcher;
};

std::string status(int code, const std::string& fields = "") { return "HTTP/1.1 " + std::to_string(code) + " X\r\nContent-Length: 0\r\nConnection: close\r\n" + fields + "\r\n"; }

std::size_t times(LocalServer& server, const std::string& path) {
  std::size_t out = 0;
  for (const auto& head : server.asked()) out += head.starts_with("GET " + path + " ");
  return out;
}

}  // namespace

TEST_CASE("turns at a host") {
  HostPace pace;
  CHECK(pace.book("a", 100, 50, 1000) == 0);
  CHECK(pace.book("a", 100, 50, 1000) == 50);
  CHECK(pace.book("a", 110, 50, 1000) == 90);
  CHECK(pace.book("b", 110, 50, 1000) == 0);
  CHECK(pace.book("a", 1000, 50, 1000) == 0);
  pace.hold("a", 5000);
  CHECK(pace.book("a", 1000, 50, 1000) == 4000);  // more than the patience: nothing was booked
  CHECK(pace.book("a", 4500, 50, 1000) == 500);
  CHECK(pace.free_from("a") == 5050);
  CHECK(pace.free_from("never") == 0);
}

TEST_CASE("back-off doubles, has a limit and a share that seed and host decide") {
  for (unsigned tries = 0; tries < 8; ++tries) {
    const auto wait = backoff_ms(1, "a.example", tries, 1000, 30'000);
    const std::int64_t whole = std::min<std::int64_t>(1000 << tries, 30'000);
    CHECK(wait >= whole / 2);
    CHECK(wait <= whole);
    CHECK(wait == backoff_ms(1, "a.example", tries, 1000, 30'000));
  }
  CHECK(backoff_ms(1, "a.example", 0, 1000, 30'000) != backoff_ms(2, "a.example", 0, 1000, 30'000));
  CHECK(backoff_ms(1, "a.example", 0, 1000, 30'000) != backoff_ms(1, "b.example", 0, 1000, 30'000));
}

TEST_CASE("robots.txt is asked once, and what it shuts out is not fetched") {
  LocalServer server({{"/robots.txt", LocalServer::ok("User-agent: *\nDisallow: /private\n")}, {"/a", LocalServer::ok("a")}, {"/b", LocalServer::redirect("/private/c")}});
  Visit visit;
  CHECK(visit.get(server.base() + "/a").body == "a");
  const auto refused = visit.get(server.base() + "/private/x");
  CHECK(refused.outcome == FetchOutcome::refused);
  CHECK(refused.robots_refused);
  const auto beyond = visit.get(server.base() + "/b");  // a redirect to where robots.txt shuts out
  CHECK(beyond.robots_refused);
  CHECK(times(server, "/robots.txt") == 1);
  CHECK(times(server, "/private/x") == 0);
  CHECK(times(server, "/private/c") == 0);
}

TEST_CASE("robots.txt may be left aside for what a person asks for") {
  LocalServer server({{"/robots.txt", LocalServer::ok("User-agent: *\nDisallow: /\n")}, {"/a", LocalServer::ok("a")}});
  PoliteOptions options;
  options.robots = false;
  Visit visit(options);
  CHECK(visit.get(server.base() + "/a").body == "a");
  CHECK(times(server, "/robots.txt") == 0);
}

TEST_CASE("a robots.txt that cannot be had shuts out; one that is not there does not") {
  LocalServer broken({{"/robots.txt", status(500)}, {"/a", LocalServer::ok("a")}});
  const auto refused = Visit().get(broken.base() + "/a");
  CHECK(refused.outcome == FetchOutcome::refused);
  CHECK_FALSE(refused.robots_refused);
  CHECK(refused.robots_missing == 500);
  LocalServer none({{"/a", LocalServer::ok("a")}});
  CHECK(Visit().get(none.base() + "/a").body == "a");
  LocalServer ring({{"/robots.txt", LocalServer::redirect("/robots.txt")}, {"/a", LocalServer::ok("a")}});
  CHECK(Visit().get(ring.base() + "/a").body == "a");
  LocalServer moved({{"/robots.txt", LocalServer::redirect("/r")}, {"/r", LocalServer::ok("User-agent: *\nDisallow: /a\n")}, {"/a", LocalServer::ok("a")}});
  CHECK(Visit().get(moved.base() + "/a").robots_refused);
}

TEST_CASE("robots.txt is kept for a day, and an old one serves while the server is out of order") {
  LocalServer server({{"/robots.txt", status(503)}, {"/a", LocalServer::ok("a")}});
  RobotsRecord kept{200, "User-agent: *\nDisallow: /private\n", *parse_instant("2021-07-14T00:00:00Z"), {}};
  const auto visit = [&](const char* fetched, const char* path) {
    kept.fetched = *parse_instant(fetched);
    RobotsStore store{[&](const std::string&) { return std::optional(kept); }, [](const std::string&, const RobotsRecord&) { FAIL("a failed answer must not replace the file"); }};
    return Visit({}, store).get(server.base() + path);
  };
  CHECK(visit("2021-07-14T00:00:00Z", "/a").body == "a");
  CHECK(times(server, "/robots.txt") == 0);
  CHECK(visit("2021-07-14T00:00:00Z", "/private/a").robots_refused);
  CHECK(visit("2021-07-12T00:00:00Z", "/a").body == "a");  // two days old: asked, in vain, and used
  CHECK(times(server, "/robots.txt") == 1);
  CHECK(visit("2021-05-12T00:00:00Z", "/a").robots_missing == 503);  // two months old
}

TEST_CASE("pages of one host wait for their turn, by the pace or by the site's delay") {
  LocalServer server({{"/robots.txt", LocalServer::ok("User-agent: *\nCrawl-delay: 5\n")}, {"/a", LocalServer::ok("a")}});
  PoliteOptions options;
  options.pace_ms = 2000;
  {
    Visit visit(options);
    for (int i = 0; i < 3; ++i) visit.get(server.base() + "/a");
    CHECK(visit.clock.slept == std::vector<std::int64_t>{5000, 5000});
  }
  options.robots = false;
  {
    Visit visit(options);
    for (int i = 0; i < 3; ++i) visit.get(server.base() + "/a");
    CHECK(visit.clock.slept == std::vector<std::int64_t>{2000, 2000});
    visit.get(server.base() + "/a", 100);
    visit.get(server.base() + "/a", 100);
    CHECK(visit.clock.slept.back() == 100);
  }
  options.pace_ms = 100'000;
  {
    Visit visit(options);
    visit.get(server.base() + "/a");
    const auto left = visit.get(server.base() + "/a");
    CHECK(left.later);
    CHECK(visit.clock.slept.empty());
    REQUIRE(left.retry_at);
    CHECK(*left.retry_at == visit.clock.now + 100);
  }
}

TEST_CASE("a server that asks to wait gets its wish, if it is short; else the page is left for later") {
  LocalServer server({{"/soon", status(429, "Retry-After: 7\r\n")}, {"/late", status(503, "Retry-After: 3600\r\n")}, {"/date", status(503, "Retry-After: Wed, 14 Jul 2021 12:00:09 GMT\r\n")},
                      {"/never", status(429, "Retry-After: 999999999999\r\n")}, {"/other", LocalServer::ok("x")}});
  PoliteOptions options;
  options.robots = false;
  options.pace_ms = 0;
  {
    Visit visit(options);
    const auto answer = visit.get(server.base() + "/soon");
    CHECK(answer.status == 429);
    CHECK(visit.clock.slept == std::vector<std::int64_t>{7000, 7000});
    CHECK(answer.later);
    CHECK(visit.get(server.base() + "/other").body == "x");  // seven more seconds: within the patience
    CHECK(visit.clock.slept.size() == 3);
  }
  {
    Visit visit(options);
    const auto answer = visit.get(server.base() + "/late");
    CHECK(answer.later);
    CHECK(answer.retry_at == visit.clock.now + 3600);
    CHECK(visit.get(server.base() + "/other").later);  // the whole host is left alone
    CHECK(visit.clock.slept.empty());
    CHECK(times(server, "/other") == 1);
  }
  {
    Visit visit(options);
    visit.get(server.base() + "/date");
    CHECK(visit.clock.slept.front() == 9000);
  }
  {
    Visit visit(options);
    CHECK(visit.get(server.base() + "/never").retry_at == visit.clock.now + 86'400);
  }
}

TEST_CASE("faults of a server are tried again with back-off, refusals are not") {
  LocalServer server({{"/fault", status(500)}, {"/cut", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"}, {"/gone", status(404)}, {"/no", status(403)}});
  PoliteOptions options;
  options.robots = false;
  options.pace_ms = 0;
  options.retries = 2;
  Visit visit(options);
  const auto fault = visit.get(server.base() + "/fault");
  CHECK(fault.status == 500);
  CHECK_FALSE(fault.later);
  CHECK(times(server, "/fault") == 3);
  CHECK(visit.clock.slept.size() == 2);
  CHECK(visit.clock.slept[1] > visit.clock.slept[0] / 2);
  CHECK(visit.get(server.base() + "/cut").outcome == FetchOutcome::damaged);
  CHECK(times(server, "/cut") == 3);
  visit.get(server.base() + "/gone");
  visit.get(server.base() + "/no");
  CHECK(times(server, "/gone") == 1);
  CHECK(times(server, "/no") == 1);
}
