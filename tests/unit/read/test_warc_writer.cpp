#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/hash.h"
#include "read/digest.h"
#include "read/gzip.h"
#include "read/reader.h"
#include "read/warc_writer.h"

using namespace daybook;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test, taken away at the end.
struct Folder {
  explicit Folder(const char* name) : path(fs::path(DAYBOOK_BUILD_DIR) / name) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

struct Got {
  std::vector<Page> pages;
  std::vector<Rejection> rejections;
};

Got read_back(const fs::path& file) {
  Got got;
  read_path(file, {}, {[&](Page&& p) { got.pages.push_back(std::move(p)); }, [&](Rejection&& r) { got.rejections.push_back(std::move(r)); }});
  return got;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void put(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

HttpExchange exchange(const std::string& url, const std::string& body, const std::string& date = "2021-07-18T10:00:00Z") {
  HttpExchange out;
  out.url = url;
  out.ip = "192.0.2.7";
  out.date = date;
  out.request_head = "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n";
  out.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  out.response_body = body;
  return out;
}

std::string unpacked(const std::string& bytes) {
  std::istringstream in(bytes);
  ByteStream raw([&](char* out, std::size_t n) { in.read(out, static_cast<std::streamsize>(n)); return static_cast<std::size_t>(in.gcount()); });
  GzipReader gzip(raw);
  ByteStream plain([&](char* out, std::size_t n) { return gzip.fill(out, n); });
  std::string out;
  plain.read(out, 100 << 20);
  return out;
}

}  // namespace

TEST_CASE("digests in the spellings of archives") {
  // "abc": FIPS 180-4 examples
  CHECK(check_digest("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", {"abc"}) == DigestCheck::right);
  CHECK(check_digest("SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d", {"abc"}) == DigestCheck::right);
  CHECK(check_digest("sha1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", {"abc"}) == DigestCheck::right);
  CHECK(check_digest("sha1:qZk-NkcGgWq6PiVxeFDCbJzQ2J0", {"abc"}) == DigestCheck::right);
  CHECK(check_digest("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", {"x", "abc"}) == DigestCheck::right);
  CHECK(check_digest("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6", {"abc"}) == DigestCheck::wrong);
  CHECK(check_digest("crc:0", {"abc"}) == DigestCheck::unknown_method);
  CHECK(check_digest("0", {"abc"}) == DigestCheck::unknown_method);
  CHECK(check_digest("", {"abc"}) == DigestCheck::absent);
}

TEST_CASE("WARC writer: our reader reads what was written, each record from its own bytes") {
  const Folder folder("test_warc_writer");
  for (const char* name : {"a.warc.gz", "a.warc"}) {
    CAPTURE(name);
    const auto file = folder.path / name;
    std::vector<WarcPlace> places;
    {
      WarcWriter writer(file, "daybook/test", {{"operator", "Nobody\r\nX-Injected: 1"}});
      places.push_back(writer.write(exchange("http://example.org/one", "<p>Talks resumed.</p>")));
      auto packed = exchange("http://example.org/two", gzip_member("<p>Shelling went on.</p>"), "2021-07-18T10:00:01.250Z");
      packed.response_head = "HTTP/2 200 \r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\ncontent-length: 7\r\ntransfer-encoding: chunked\r\n\r\n";
      packed.request_head.clear();
      places.push_back(writer.write(packed));
    }
    const auto got = read_back(file);
    CHECK(got.rejections.empty());
    REQUIRE(got.pages.size() == 2);
    CHECK(got.pages[0].bytes == "<p>Talks resumed.</p>");
    CHECK(got.pages[0].hints.url == "http://example.org/one");
    CHECK(got.pages[0].hints.captured == "2021-07-18T10:00:00Z");
    CHECK(places[0].payload_digest == "sha256:" + sha256_hex("<p>Talks resumed.</p>"));
    CHECK(got.pages[1].bytes == "<p>Shelling went on.</p>");
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK(got.pages[i].notes.empty());
      CHECK(got.pages[i].at.offset == places[i].offset);
      CHECK(got.pages[i].at.length == places[i].length);
      put(folder.path / "cut", bytes_of(file).substr(places[i].offset, places[i].length));
      const auto alone = read_back(folder.path / "cut");
      REQUIRE(alone.pages.size() == 1);
      CHECK(alone.pages[0].digest == got.pages[i].digest);
    }
    const std::string text = name == std::string("a.warc") ? bytes_of(file) : unpacked(bytes_of(file));
    CHECK(text.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
    CHECK(text.find("operator: Nobody  X-Injected: 1\r\n") != std::string::npos);
    CHECK(text.find("WARC-Concurrent-To: " + places[0].record_id) != std::string::npos);
    CHECK(text.find("WARC-IP-Address: 192.0.2.7\r\n") != std::string::npos);
    CHECK(text.find("WARC-Protocol: h2\r\n") != std::string::npos);
    CHECK(text.find("HTTP/1.1 200 \r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\nX-Archive-Orig-content-length: 7\r\n"
                    "X-Archive-Orig-transfer-encoding: chunked\r\nContent-Length: ") != std::string::npos);
    std::size_t requests = 0;
    for (auto at = text.find("WARC-Type: request"); at != std::string::npos; at = text.find("WARC-Type: request", at + 1)) ++requests;
    CHECK(requests == 1);
  }
}

TEST_CASE("WARC writer: same exchanges, same bytes; another date, other ids") {
  const Folder folder("test_warc_writer_same");
  const auto write = [&](const char* sub, const char* date) {
    fs::create_directories(folder.path / sub);
    WarcWriter writer(folder.path / sub / "x.warc.gz", "daybook/test");
    const auto id = writer.write(exchange("http://example.org/", "<p>One.</p>", date)).record_id;
    return std::pair(id, bytes_of(folder.path / sub / "x.warc.gz"));
  };
  const auto a = write("a", "2021-07-18T10:00:00Z"), b = write("b", "2021-07-18T10:00:00Z"), c = write("c", "2021-07-18T10:00:01Z");
  CHECK(a == b);
  CHECK(a.first != c.first);
  CHECK(a.first.size() == std::string("<urn:uuid:00000000-0000-0000-0000-000000000000>").size());
  CHECK(a.first[24] == '8');  // the version: name-based, by SHA-256
}

TEST_CASE("WARC writer: a body seen before and a 304 become revisits, also over a restart") {
  const Folder folder("test_warc_writer_revisit");
  const auto file = folder.path / "r.warc.gz";
  WarcPlace first;
  {
    WarcWriter writer(file, "daybook/test");
    first = writer.write(exchange("http://example.org/a", "<p>Same words.</p>"));
    CHECK_FALSE(first.revisit);
    CHECK(writer.write(exchange("http://example.org/b", "<p>Same words.</p>")).revisit);
    CHECK_FALSE(writer.write(exchange("http://example.org/c", "<p>Other words.</p>")).revisit);
    CHECK_FALSE(writer.write(exchange("http://example.org/d", "")).revisit);
    CHECK_FALSE(writer.write(exchange("http://example.org/e", "")).revisit);  // nothing is no payload
    auto cut = exchange("http://example.org/f", "<p>Same words.</p>");
    cut.truncated = "length";
    CHECK_FALSE(writer.write(cut).revisit);
  }
  WarcWriter writer(file, "daybook/test");
  CHECK(writer.repaired() == 0);
  auto unchanged = exchange("http://example.org/a", "", "2021-07-19T10:00:00Z");
  unchanged.response_head = "HTTP/1.1 304 Not Modified\r\nContent-Length: 18\r\n\r\n";
  const auto place = writer.write(unchanged);
  CHECK(place.revisit);
  CHECK(place.payload_digest == first.payload_digest);
  auto elsewhere = unchanged;
  elsewhere.url = "http://example.org/z";
  elsewhere.original = {"http://example.org/z", "2021-01-01T00:00:00Z", "", ""};
  CHECK(writer.write(elsewhere).revisit);
  const auto text = unpacked(bytes_of(file));
  CHECK(text.find("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\nWARC-Refers-To: " + first.record_id +
                  "\r\nWARC-Refers-To-Target-URI: http://example.org/a\r\nWARC-Refers-To-Date: 2021-07-18T10:00:00Z\r\n") != std::string::npos);
  CHECK(text.find("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\nWARC-Refers-To: " + first.record_id) != std::string::npos);
  CHECK(text.find("WARC-Refers-To-Target-URI: http://example.org/z\r\nWARC-Refers-To-Date: 2021-01-01T00:00:00Z\r\n") != std::string::npos);
  CHECK(text.find("HTTP/1.1 304 Not Modified\r\nContent-Length: 18\r\n\r\n") != std::string::npos);
}

TEST_CASE("WARC writer: killed at any byte, the next writer goes on and every whole record is kept") {
  const Folder folder("test_warc_writer_killed");
  for (const char* name : {"k.warc.gz", "k.warc"}) {
    CAPTURE(name);
    const auto file = folder.path / name;
    fs::remove(file);
    std::uint64_t after_first = 0;
    {
      WarcWriter writer(file, "daybook/test");
      writer.write(exchange("http://example.org/1", "<p>First page.</p>"));
      after_first = fs::file_size(file);
      writer.write(exchange("http://example.org/2", "<p>Second page.</p>"));
    }
    const auto whole = bytes_of(file);
    for (std::size_t cut = 1; cut < whole.size(); cut += cut < after_first ? 37 : 1) {
      CAPTURE(cut);
      put(file, whole.substr(0, cut));
      {
        WarcWriter writer(file, "daybook/test");
        CHECK(writer.repaired() <= cut);
        writer.write(exchange("http://example.org/3", "<p>Third page.</p>"));
      }
      const auto got = read_back(file);
      CHECK(got.rejections.empty());
      REQUIRE(!got.pages.empty());
      CHECK(got.pages.back().bytes == "<p>Third page.</p>");
      if (cut >= after_first) CHECK(got.pages.front().bytes == "<p>First page.</p>");
    }
  }
}

TEST_CASE("WARC writer: what is not its own is left alone") {
  const Folder folder("test_warc_writer_foreign");
  const auto says = [&](const char* name, ErrorCode code) {
    try {
      WarcWriter writer(folder.path / name, "daybook/test");
    } catch (const Error& error) {
      return error.code() == code;
    }
    return false;
  };
  CHECK(says("pages.gz", ErrorCode::usage));
  CHECK(says("missing/x.warc", ErrorCode::io));
  put(folder.path / "letter.warc", "Dear reader,\n");
  CHECK(says("letter.warc", ErrorCode::bad_input));
  CHECK(bytes_of(folder.path / "letter.warc") == "Dear reader,\n");
  put(folder.path / "letter.warc.gz", gzip_member("Dear reader,\n"));
  CHECK(says("letter.warc.gz", ErrorCode::bad_input));

  // A record in two members, cut in the second: it is taken away whole. In a member with others, nothing is.
  const std::string info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 31\r\n\r\nsoftware: somebody else's one\r\n\r\n\r\n";
  const auto whole = gzip_member(info), two = gzip_member(info.substr(0, 60)) + gzip_member(info.substr(60)), many = gzip_member(info + info);
  for (const auto& [bytes, kept] : {std::pair{whole + two.substr(0, two.size() - 5), whole.size()}, {whole + many.substr(0, many.size() - 5), whole.size() + many.size() - 5}}) {
    put(folder.path / "split.warc.gz", bytes);
    WarcWriter writer(folder.path / "split.warc.gz", "daybook/test");
    CHECK(fs::file_size(folder.path / "split.warc.gz") == kept);
  }

  // Damage in the middle is not a cut end: nothing is taken away, the new records follow, and the reader finds both.
  const auto file = folder.path / "damaged.warc.gz";
  {
    WarcWriter writer(file, "daybook/test");
    CHECK(says("damaged.warc.gz", ErrorCode::locked));
    writer.write(exchange("http://example.org/1", "<p>First page.</p>"));
    writer.write(exchange("http://example.org/2", "<p>Second page.</p>"));
  }
  auto bytes = bytes_of(file);
  for (const std::size_t drop : {0u, 40u}) {  // a member damaged; a member shortened, whose deflate data run into the next
    auto bad = bytes;
    if (drop) bad.erase(bad.size() / 2, drop);
    else bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 0x5a);
    put(file, bad);
    {
      WarcWriter writer(file, "daybook/test");
      CHECK(writer.repaired() == 0);
      writer.write(exchange("http://example.org/3", "<p>Third page.</p>"));
    }
    CHECK(bytes_of(file).starts_with(bad));
    CHECK(read_back(file).pages.back().bytes == "<p>Third page.</p>");
  }
}

TEST_CASE("WARC writer: an exchange no record can hold is refused, and nothing is written") {
  const Folder folder("test_warc_writer_refused");
  const auto file = folder.path / "n.warc";
  WarcWriter writer(file, "daybook/test");
  for (const char* date : {"", "yesterday", "2021-07-18 10:00:00Z", "2021-07-18T10:00:00", "2021-07-18T10:00:00.Z", "2021-07-18T10:00:00Z\r\nX: y"})
    CHECK_THROWS_AS(writer.write(exchange("http://example.org/", "x", date)), Error);
  auto headless = exchange("http://example.org/", "x");
  headless.response_head = "<html>";
  CHECK_THROWS_AS(writer.write(headless), Error);
  CHECK(fs::file_size(file) == 0);
  auto odd = exchange("http://example.org/a b\r\nWARC-Type: response\xc3\xa9", "<p>x</p>");
  odd.ip = "1.2.3.4\r\nX: y";
  writer.write(odd);
  const auto text = bytes_of(file);
  CHECK(text.find("WARC-Target-URI: http://example.org/a%20b%0D%0AWARC-Type:%20response%C3%A9\r\n") != std::string::npos);
  CHECK(text.find("WARC-IP-Address") == std::string::npos);
}
