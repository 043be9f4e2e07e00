#include <doctest/doctest.h>
#include <zlib.h>

#include "base/error.h"
#include "fetch/fetcher.h"
#include "local_server.h"

using namespace daybook;

namespace {

Seconds noon() { return *parse_instant("2021-07-14T12:00:00Z"); }

FetchOptions local() {
  FetchOptions out;
  out.allow_private = true;
  out.total_ms = 20'000;
  return out;
}

/// Answers each question with the next list, the last one for ever, and counts.
struct Names {
  std::vector<std::vector<const char*>> answers;
  int asked = 0;
  Resolve resolve() {
    return [this](const std::string&, std::int64_t) {
      const auto& now = answers[std::min<std::size_t>(static_cast<std::size_t>(asked++), answers.size() - 1)];
      std::vector<IpAddress> out;
      for (const char* text : now) out.push_back(*parse_address(text));
      return out;
    };
  }
};

FetchAnswer get(Fetcher& fetcher, const std::string& url) {
  FetchRequest request;
  request.url = parse_url(url);
  request.for_archive = true;
  return fetcher.fetch(request);
}

FetchAnswer get(const FetchOptions& options, const std::string& url) {
  Fetcher fetcher(options, noon);
  return get(fetcher, url);
}

std::string gzip(const std::string& text) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(compressBound(text.size()) + 32, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

}  // namespace

TEST_CASE("an answer is handed on as it came, and what was sent is kept") {
  LocalServer server({{"/a?b=1", LocalServer::ok("<p>hello</p>", "Content-Type: text/html; charset=utf-8\r\nETag: \"x\"\r\n")}});
  FetchOptions options = local();
  options.agent = "Daybook/0.1.0 (+https://example.org/contact)";
  const auto answer = get(options, server.base() + "/x/../a?b=1#part");
  REQUIRE(answer.outcome == FetchOutcome::answered);
  CHECK(answer.status == 200);
  CHECK(answer.body == "<p>hello</p>");
  CHECK(answer.fields.get("etag") == "\"x\"");
  CHECK(answer.ip == "127.0.0.1");
  REQUIRE(answer.exchanges.size() == 1);
  const auto& exchange = answer.exchanges[0];
  CHECK(exchange.date == "2021-07-14T12:00:00Z");
  CHECK(exchange.request_head.starts_with("GET /a?b=1 HTTP/1.1\r\n"));
  CHECK(exchange.request_head.find("User-Agent: Daybook/0.1.0 (+https://example.org/contact)\r\n") != std::string::npos);
  CHECK(exchange.request_head.find("Cookie") == std::string::npos);
  CHECK(exchange.response_head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(exchange.response_head.ends_with("\r\n\r\n"));
  CHECK(exchange.response_body == "<p>hello</p>");
}

TEST_CASE("this machine and local networks are refused unless allowed, before anything is sent") {
  LocalServer server({{"/", LocalServer::ok("secret")}});
  const std::string port = std::to_string(server.port());
  for (const std::string host : {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "[::1]", "localhost", "0.0.0.0", "[64:ff9b::7f00:1]", "10.0.0.1", "169.254.169.254"}) {
    CAPTURE(host);
    const auto answer = get(FetchOptions{}, "http://" + host + ":" + port + "/");
    CHECK(answer.outcome == FetchOutcome::refused);
    CHECK(answer.message.find("only public addresses") != std::string::npos);
  }
  CHECK(server.asked().empty());
  CHECK(get(local(), server.base() + "/").body == "secret");
}

TEST_CASE("a name is looked up once, and a later meaning of it changes nothing") {
  LocalServer server({{"/1", LocalServer::ok("one")}, {"/2", LocalServer::ok("two")}});
  Names names{{{"127.0.0.1"}, {"127.9.9.9"}}};
  Fetcher fetcher(local(), noon, names.resolve());
  const std::string base = "http://news.example:" + std::to_string(server.port());
  CHECK(get(fetcher, base + "/1").body == "one");
  CHECK(get(fetcher, base + "/2").body == "two");
  CHECK(names.asked == 1);
  CHECK(server.asked()[1].find("Host: news.example:") != std::string::npos);
}

TEST_CASE("a name that means a local address is refused, and asked no second time") {
  LocalServer server({{"/", LocalServer::ok("secret")}});
  const std::string url = "http://news.example:" + std::to_string(server.port()) + "/";
  for (const char* address : {"127.0.0.1", "10.1.2.3", "::1", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "100.64.0.1", "0.0.0.0", "::"}) {
    CAPTURE(address);
    Names names{{{address}}};
    Fetcher fetcher(FetchOptions{}, noon, names.resolve());
    const auto answer = get(fetcher, url);
    CHECK(answer.outcome == FetchOutcome::refused);
    CHECK(names.asked == 1);
  }
  CHECK(server.asked().empty());
}

TEST_CASE("of several addresses only the allowed ones are used") {
  const auto chosen = [](std::vector<const char*> texts, bool allow) {
    std::vector<IpAddress> found;
    for (const char* text : texts) found.push_back(*parse_address(text));
    std::string out;
    for (const auto& address : allowed_addresses(found, allow)) out += to_text(address) + " ";
    return out;
  };
  CHECK(chosen({"10.0.0.1", "8.8.8.8", "::1", "2606:4700::1"}, false) == "8.8.8.8 2606:4700::1 ");
  CHECK(chosen({"10.0.0.1", "8.8.8.8", "224.0.0.1"}, true) == "10.0.0.1 8.8.8.8 ");
  CHECK(chosen({"127.0.0.1"}, false).empty());

  // The first of the two has nobody listening: the second is tried.
  LocalServer server({{"/", LocalServer::ok("found")}});
  Names names{{{"127.9.9.9", "127.0.0.1"}}};
  Fetcher fetcher(local(), noon, names.resolve());
  CHECK(get(fetcher, "http://news.example:" + std::to_string(server.port()) + "/").body == "found");
}

TEST_CASE("IPv6, by address and by name") {
  try {
    LocalServer server({{"/", LocalServer::ok("six")}}, true);
    CHECK(get(FetchOptions{}, server.base() + "/").outcome == FetchOutcome::refused);
    CHECK(get(local(), server.base() + "/").body == "six");
    Names names{{{"::1"}}};
    Fetcher fetcher(local(), noon, names.resolve());
    const auto answer = get(fetcher, "http://news.example:" + std::to_string(server.port()) + "/");
    CHECK(answer.body == "six");
    CHECK(answer.ip == "::1");
  } catch (const std::runtime_error& error) {
    MESSAGE("this machine has no IPv6: " << error.what());
  }
}

TEST_CASE("a name that nobody knows") {
  Fetcher fetcher(FetchOptions{}, noon, [](const std::string& host, std::int64_t) -> std::vector<IpAddress> { throw Error(ErrorCode::unreadable, "There is no host " + host + "."); });
  const auto answer = get(fetcher, "https://nowhere.example/");
  CHECK(answer.outcome == FetchOutcome::unreachable);
  CHECK(answer.message == "There is no host nowhere.example.");
}

TEST_CASE("redirects are followed one by one, and each is kept") {
  LocalServer server({{"/a", LocalServer::redirect("/b?x=1")}, {"/b?x=1", LocalServer::redirect("c#frag")}, {"/c", LocalServer::ok("end")}});
  const auto answer = get(local(), server.base() + "/a");
  REQUIRE(answer.outcome == FetchOutcome::answered);
  CHECK(answer.body == "end");
  CHECK(to_text(answer.url) == server.base() + "/c");
  REQUIRE(answer.exchanges.size() == 3);
  CHECK(answer.exchanges[1].url == server.base() + "/b?x=1");
}

TEST_CASE("redirects may not lead where an address may not") {
  for (const std::string to : {"file:///etc/passwd", "ftp://example.org/", "http://user:pass@example.org/", "javascript:alert(1)", "http://127.0.0.1:22/", "//", "gopher://127.0.0.1/_x"}) {
    CAPTURE(to);
    LocalServer server({{"/", LocalServer::redirect(to)}});
    const auto answer = get(local(), server.base() + "/");
    CHECK(answer.outcome == FetchOutcome::refused);
    CHECK(answer.status == 0);
    CHECK(server.asked().size() == 1);
  }
}

TEST_CASE("a redirect to a local address is refused where the first address was public") {
  LocalServer server({{"/", LocalServer::ok("secret")}});
  // The public address cannot be had here, so the first hop is let through by name and the second is not: the check is the same.
  LocalServer outer({{"/", LocalServer::redirect("http://inner.example:" + std::to_string(server.port()) + "/")}});
  Fetcher fetcher(local(), noon, [](const std::string& host, std::int64_t) { return std::vector<IpAddress>{*parse_address(host == "outer.example" ? "127.0.0.1" : "0.0.0.0")}; });
  const auto answer = get(fetcher, "http://outer.example:" + std::to_string(outer.port()) + "/");
  CHECK(answer.outcome == FetchOutcome::refused);
  CHECK(answer.message.find("inner.example") != std::string::npos);
  CHECK(answer.exchanges.size() == 1);
  CHECK(server.asked().empty());
}

TEST_CASE("redirects in a ring and without end") {
  LocalServer server({{"/a", LocalServer::redirect("/b")}, {"/b", LocalServer::redirect("/a")}, {"/self", LocalServer::redirect("/self")},
                      {"/1", LocalServer::redirect("/2")}, {"/2", LocalServer::redirect("/3")}, {"/3", LocalServer::ok("x")}});
  CHECK(get(local(), server.base() + "/a").message.find("lead round") != std::string::npos);
  CHECK(get(local(), server.base() + "/self").outcome == FetchOutcome::refused);
  FetchOptions options = local();
  options.max_redirects = 1;
  CHECK(get(options, server.base() + "/1").message.find("more than 1 times") != std::string::npos);
  options.max_redirects = 2;
  CHECK(get(options, server.base() + "/1").body == "x");
}

TEST_CASE("limits on bytes: wire, unpacked, header fields") {
  const std::string bomb = gzip(std::string(5'000'000, 'a'));
  REQUIRE(bomb.size() < 20'000);
  LocalServer server({{"/large", LocalServer::ok(std::string(100'001, 'x'))},
                      {"/endless", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(400'000, 'x')},
                      {"/bomb", LocalServer::ok(bomb, "Content-Encoding: gzip\r\n")},
                      {"/twice", LocalServer::ok(gzip(bomb), "Content-Encoding: gzip, gzip\r\n")},
                      {"/fits", LocalServer::ok(gzip("hello"), "Content-Encoding: gzip\r\n")},
                      {"/head", "HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'y') + "\r\n\r\nx"},
                      {"/heads", [] {
                         std::string out = "HTTP/1.1 200 OK\r\n";
                         for (int i = 0; i < 5000; ++i) out += "X-" + std::to_string(i) + ": yyyyyyyyyyyy\r\n";
                         return out + "\r\nx";
                       }()}});
  FetchOptions options = local();
  options.max_wire_bytes = 100'000;
  options.max_body_bytes = 1'000'000;
  for (const char* path : {"/large", "/endless", "/bomb", "/twice", "/head", "/heads"}) {
    CAPTURE(path);
    const auto answer = get(options, server.base() + path);
    CHECK(answer.outcome == FetchOutcome::too_large);
    CHECK(answer.body.empty());
  }
  CHECK(get(options, server.base() + "/fits").body == "hello");
  FetchRequest cut;
  cut.url = parse_url(server.base() + "/endless");
  cut.cut_at_limit = true;
  cut.max_body_bytes = 1000;
  Fetcher fetcher(options, noon);
  const auto answer = fetcher.fetch(cut);
  CHECK(answer.outcome == FetchOutcome::answered);
  CHECK(answer.body == std::string(1000, 'x'));
  CHECK(answer.exchanges[0].truncated == "length");
}

TEST_CASE("answers that are no proper answers") {
  LocalServer server({{"/short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"},
                      {"/nothing", ""},
                      {"/old", "just text, as in 1991"},
                      {"/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\nzz\r\n"},
                      {"/cut-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n50\r\nhello"},
                      {"/no-gzip", LocalServer::ok("\x1f\x8b" "broken", "Content-Encoding: gzip\r\n")},
                      {"/unknown", LocalServer::ok(std::string("\x00\x01\x02", 3), "Content-Encoding: x-secret\r\n")}});
  for (const char* path : {"/short", "/nothing", "/old", "/chunks", "/cut-chunk", "/no-gzip", "/unknown"}) {
    CAPTURE(path);
    const auto answer = get(local(), server.base() + path);
    CHECK(answer.outcome == FetchOutcome::damaged);
    CHECK_FALSE(answer.message.empty());
  }
}

TEST_CASE("chunks, interim answers and coded bodies are undone; the archive keeps the coding") {
  LocalServer server({{"/chunked", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n"},
                      {"/packed", LocalServer::ok(gzip("unpacked"), "Content-Encoding: GZIP\r\n")}});
  const auto chunked = get(local(), server.base() + "/chunked");
  CHECK(chunked.body == "hello world");
  CHECK(chunked.exchanges[0].response_head.starts_with("HTTP/1.1 200"));
  CHECK(chunked.exchanges[0].response_body == "hello world");
  const auto packed = get(local(), server.base() + "/packed");
  CHECK(packed.body == "unpacked");
  CHECK(packed.exchanges[0].response_body == gzip("unpacked"));
}

TEST_CASE("conditional requests say what is known; a line end in it sends nothing") {
  LocalServer server({{"/", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"}});
  Fetcher fetcher(local(), noon);
  FetchRequest request;
  request.url = parse_url(server.base() + "/");
  request.etag = "W/\"7\"";
  request.last_modified = "Wed, 14 Jul 2021 10:00:00 GMT";
  CHECK(fetcher.fetch(request).status == 304);
  request.etag = "x\r\nX-Injected: 1";
  fetcher.fetch(request);
  const auto asked = server.asked();
  CHECK(asked[0].find("If-None-Match: W/\"7\"\r\n") != std::string::npos);
  CHECK(asked[0].find("If-Modified-Since: Wed, 14 Jul 2021 10:00:00 GMT\r\n") != std::string::npos);
  CHECK(asked[1].find("X-Injected") == std::string::npos);
}

TEST_CASE("who is asked before each hop may refuse it") {
  LocalServer server({{"/a", LocalServer::redirect("/b")}, {"/b", LocalServer::ok("x")}});
  Fetcher fetcher(local(), noon);
  FetchRequest request;
  request.url = parse_url(server.base() + "/a");
  std::vector<std::string> seen;
  request.before_hop = [&](const Url& url) -> std::optional<std::string> {
    seen.push_back(url.path);
    if (url.path == "/b") return "No.";
    return std::nullopt;
  };
  const auto answer = fetcher.fetch(request);
  CHECK(answer.outcome == FetchOutcome::refused);
  CHECK(answer.message == "No.");
  CHECK(seen == std::vector<std::string>{"/a", "/b"});
  CHECK(server.asked().size() == 1);
}

TEST_CASE("told to stop, nothing is asked any more") {
  LocalServer server({{"/", LocalServer::ok("x")}});
  FetchOptions options = local();
  options.stop = [] { return true; };
  CHECK(get(options, server.base() + "/").outcome == FetchOutcome::stopped);
  CHECK(server.asked().empty());
}

TEST_CASE("the environment's proxy is not used; one that is named is, and still no literal local address goes to it") {
  LocalServer proxy({{"http://news.example/", LocalServer::ok("by proxy")}});
  setenv("http_proxy", proxy.base().c_str(), 1);
  Names names{{{"127.9.9.9"}}};
  FetchOptions options = local();
  Fetcher direct(options, noon, names.resolve());
  CHECK(get(direct, "http://news.example/").outcome == FetchOutcome::unreachable);
  unsetenv("http_proxy");
  CHECK(proxy.asked().empty());
  options.allow_private = false;
  options.proxy = proxy.base();
  Fetcher through(options, noon, names.resolve());
  CHECK(get(through, "http://news.example/").body == "by proxy");
  CHECK(names.asked == 1);
  CHECK(get(through, "http://10.0.0.1/").outcome == FetchOutcome::refused);
  CHECK(proxy.asked().size() == 1);
}
