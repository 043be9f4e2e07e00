#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/hash.h"
#include "read/codec.h"
#include "read/http.h"
#include "read/reader.h"
#include "read/sniff.h"

using namespace daybook;

namespace {

struct Got {
  std::vector<Page> pages;
  std::vector<Rejection> rejections;
};

PageSinks sinks_into(Got& got) {
  return {[&](Page&& page) { got.pages.push_back(std::move(page)); },
          [&](Rejection&& rejection) { got.rejections.push_back(std::move(rejection)); }};
}

Got read_text(const std::string& bytes, ReadOptions options = {}) {
  Got got;
  std::istringstream in(bytes);
  read_stream(in, "-", options, sinks_into(got));
  return got;
}

std::string gzip(std::string_view bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string record(const std::string& block, const std::string& extra = "", const std::string& type = "response",
                   int wrong_by = 0) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: http://example.org/a\r\nWARC-Date: 2021-07-18T10:00:00Z\r\n" + extra +
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " + std::to_string(static_cast<int>(block.size()) + wrong_by) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string http(const std::string& body, const std::string& headers = "Content-Type: text/html\r\n", const char* status = "200 OK") {
  return std::string("HTTP/1.1 ") + status + "\r\n" + headers + "\r\n" + body;
}

const std::string kHtml = "<html><body><p>Shelling hit the depot.</p></body></html>";

}  // namespace

TEST_CASE("the format is told by the bytes, not by a name") {
  struct Row { std::string head; ByteFormat format; };
  const Row rows[] = {{"", ByteFormat::empty}, {"\x1f\x8b\x08", ByteFormat::gzip}, {"WARC/1.1\r\n", ByteFormat::warc}, {"filedesc://a", ByteFormat::arc},
                      {"{\"id\": \"a\"}\n", ByteFormat::jsonl}, {"{curly} braces open this note", ByteFormat::text},
                      {"<?xml version='1.0'?><rss version='2.0'>", ByteFormat::feed}, {"<feed xmlns='http://www.w3.org/2005/Atom'>", ByteFormat::feed},
                      {"<!doctype html><html>", ByteFormat::html}, {"<?xml version='1.0'?><!DOCTYPE html><html>", ByteFormat::html},
                      {"saved page <div>text", ByteFormat::html}, {"a < b and c > d", ByteFormat::text}, {"MZ was the mark on the crate", ByteFormat::text},
                      {std::string("\x89PNG\r\n\x1a\n\0\0", 10), ByteFormat::binary}, {std::string("\x7f" "ELF\2\1", 6), ByteFormat::binary},
                      {"PK\x03\x04zip", ByteFormat::binary}, {std::string("a\0b\0\1\2", 6), ByteFormat::binary}, {"%PDF-1.4 text", ByteFormat::binary}};
  for (const auto& row : rows) {
    CAPTURE(row.head);
    CHECK(sniff(row.head).format == row.format);
  }
}

TEST_CASE("one clear sentence for what cannot be read") {
  struct Row { std::string bytes; const char* says; };
  const Row rows[] = {{"", "The file is empty."},
                      {"  \n \n", "white space only"},
                      {std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "a PNG image"},
                      {std::string("\x7f" "ELF\2\1\1\0", 8), "a program (ELF)"},
                      {"PK\x03\x04\x14", "a ZIP archive"},
                      {"{\n  \"a\": 1\n}\n", "JSON data"},
                      {gzip(""), "holds nothing"},
                      {gzip(gzip("text")), "compressed twice"},
                      {gzip(std::string(100000, 'a') + "b").substr(0, 40), "cut"},
                      {"<rss><channel></channel></rss>", "no items"}};
  for (const auto& row : rows) {
    CAPTURE(row.says);
    const auto got = read_text(row.bytes);
    CHECK(got.pages.empty());
    REQUIRE(got.rejections.size() == 1);
    CHECK(got.rejections[0].message.find(row.says) != std::string::npos);
    CHECK(got.rejections[0].message.back() == '.');
  }
}

TEST_CASE("text and html, plain and compressed") {
  for (const bool packed : {false, true}) {
    const auto pack = [&](const std::string& text) { return packed ? gzip(text) : text; };
    const auto text = read_text(pack("Talks resumed in Doha."));
    REQUIRE(text.pages.size() == 1);
    CHECK(text.pages[0].type == MediaType::text);
    CHECK(text.pages[0].digest == sha256_hex("Talks resumed in Doha."));
    const auto html = read_text(pack(kHtml));
    REQUIRE(html.pages.size() == 1);
    CHECK(html.pages[0].type == MediaType::html);
  }
  ReadOptions small;
  small.max_page_bytes = 1000;
  const auto bomb = read_text(gzip(std::string(1 << 20, 'a')), small);
  CHECK(bomb.pages.empty());
  REQUIRE(bomb.rejections.size() == 1);
  CHECK(bomb.rejections[0].code == "too_large");
}

TEST_CASE("JSONL: good lines stay, a broken one is named by its number") {
  const auto got = read_text(
      "{\"id\":\"a\",\"url\":\"http://x/\",\"title\":\"T\",\"published\":\"2021-07-18\",\"publisher\":\"P\",\"lang\":\"en\",\"text\":\"One.\",\"authors\":[\"N\"]}\n"
      "{\"id\":\"b\", \"text\": \"cut\n"
      "\n"
      "[1,2]\n"
      "{\"id\":\"c\"}\n"
      "{\"id\":\"d\",\"html\":\"<p>Two.</p>\",\"author\":\"M\"}\n" +
      std::string("{\"a\":") + std::string(100, '[') + "\n");
  REQUIRE(got.pages.size() == 2);
  CHECK(got.pages[0].hints.id == "a");
  CHECK(got.pages[0].hints.authors == std::vector<std::string>{"N"});
  CHECK(got.pages[0].hints.language == "en");
  CHECK(got.pages[1].type == MediaType::html);
  CHECK(got.pages[1].at.record == 4);
  REQUIRE(got.rejections.size() == 4);
  CHECK(got.rejections[0].message.starts_with("Line 2 is broken JSON"));
  CHECK(got.rejections[1].message.starts_with("Line 4 is no JSON object"));
  CHECK(got.rejections[2].message.starts_with("Line 5 has neither"));
  CHECK(got.rejections[3].message.starts_with("Line 7 nests deeper"));
}

TEST_CASE("feeds: items are pages, hints come from the item") {
  const std::string rss =
      "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>Daily</title><language>en</language>"
      "<item><title>First</title><link>http://x/1</link><pubDate>Sun, 18 Jul 2021 10:00:00 GMT</pubDate><dc:creator>N. N.</dc:creator>"
      "<description>short</description><content:encoded><![CDATA[<p>Long text.</p>]]></content:encoded></item>"
      "<item><title>Second</title><description>Plain words only</description></item>"
      "<item><title>Third</title></item></channel></rss>";
  const auto got = read_text(rss);
  REQUIRE(got.pages.size() == 2);
  CHECK(got.pages[0].bytes == "<p>Long text.</p>");
  CHECK(got.pages[0].type == MediaType::html);
  CHECK(got.pages[0].hints.publisher == "Daily");
  CHECK(got.pages[0].hints.authors == std::vector<std::string>{"N. N."});
  CHECK(rss.substr(got.pages[0].at.offset, 6) == "<item>");
  CHECK(rss.substr(got.pages[0].at.offset + got.pages[0].at.length - 7, 7) == "</item>");
  CHECK(got.pages[1].type == MediaType::text);
  REQUIRE(got.rejections.size() == 1);
  CHECK(got.rejections[0].message == "Item 3 of the feed, \"Third\", has no text.");

  const auto atom = read_text("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>F</title><entry><title>T</title>"
                              "<link href=\"http://x/2\"/><published>2021-07-18T00:00:00Z</published><updated>2021-07-19T00:00:00Z</updated>"
                              "<author><name>A</name></author><content type=\"xhtml\"><div><p>Body.</p></div></content></entry></feed>");
  REQUIRE(atom.pages.size() == 1);
  CHECK(atom.pages[0].hints.url == "http://x/2");
  CHECK(atom.pages[0].hints.modified == "2021-07-19T00:00:00Z");
  CHECK(atom.pages[0].bytes == "<div><p>Body.</p></div>");

  const auto broken = read_text(rss.substr(0, rss.find("<item><title>Third")) + "<item><title>Fou");
  CHECK(broken.pages.size() == 2);
  REQUIRE(broken.rejections.size() == 1);
  CHECK(broken.rejections[0].message.find("broken at its byte") != std::string::npos);
  CHECK(read_text("<rss>" + [] { std::string s; for (int i = 0; i < 100000; ++i) s += "<a>"; return s; }()).rejections.size() == 1);
}

TEST_CASE("WARC: pages, places and hints") {
  const std::string first = record("software: x\r\n", "", "warcinfo"), second = record(http(kHtml)), third = record("GET / HTTP/1.1\r\n\r\n", "", "request");
  const auto got = read_text(first + second + third + record(http("GIF", "Content-Type: image/gif\r\n")));
  CHECK(got.rejections.empty());
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].at.offset == first.size());
  CHECK(got.pages[0].at.length == second.size());
  CHECK(got.pages[0].at.record == 1);
  CHECK(got.pages[0].hints.url == "http://example.org/a");
  CHECK(got.pages[0].hints.captured == "2021-07-18T10:00:00Z");
  CHECK(got.pages[0].bytes == kHtml);

  const auto packed = read_text(gzip(first) + gzip(second) + gzip(third));
  REQUIRE(packed.pages.size() == 1);
  CHECK(packed.pages[0].at.offset == gzip(first).size());
  CHECK(packed.pages[0].at.length == gzip(second).size());
  const auto one_member = read_text(gzip(first + second + second));
  REQUIRE(one_member.pages.size() == 2);
  CHECK(one_member.pages[1].at.offset == 0);
  CHECK(one_member.pages[1].at.length == 0);
  CHECK(one_member.pages[1].at.record == 2);
}

TEST_CASE("WARC: one fault, one rejection, and what follows is read") {
  struct Row { std::string bad; const char* says; };
  const Row rows[] = {
      {record(http(kHtml), "", "response", +300), "wrong Content-Length"},
      {record(http(kHtml), "", "response", -20), "wrong Content-Length"},
      {"garbage that is no record\r\n\r\n", "no WARC record"},
      {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n", "no usable Content-Length"},
      {record(http("gone", "Content-Type: text/html\r\n", "404 Not Found")), "answered 404"},
      {record("no status line", ""), "no HTTP status line"},
      {record(http("", "Content-Type: text/html\r\n")), "no content"},
      {record(http("1\r\n \r\nzz\r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")), "chunked body breaks"},
      {record(http("ff\r\n  \r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")), "cut inside a chunk"},
      {record(http(gzip(kHtml).substr(0, 10), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")), "data are cut"},
      {record(http(gzip(kHtml).replace(12, 4, "\xff\xff\xff\xff"), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")), "damaged"},
      {record(http(kHtml, "Content-Type: text/html\r\nContent-Encoding: gzip, br, deflate, gzip\r\n")), "more than 3 content codings"},
      {record(http(std::string("\x89PNG\r\n\x1a\n\0\0", 10), "Content-Type: text/html\r\n")), "a PNG image"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.says);
    const auto got = read_text(record(http(kHtml)) + row.bad + record(http(kHtml + "2")));
    CHECK(got.pages.size() == 2);
    REQUIRE(got.rejections.size() == 1);
    CHECK(got.rejections[0].message.find(row.says) != std::string::npos);
    CHECK(got.rejections[0].at.offset == record(http(kHtml)).size());
  }
  ReadOptions small;
  small.max_page_bytes = 100 << 10;
  const auto large = read_text(record(http(kHtml)) + record(http(std::string(300 << 10, 'a'))) + record(http(kHtml)), small);
  CHECK(large.pages.size() == 2);
  REQUIRE(large.rejections.size() == 1);
  CHECK(large.rejections[0].code == "too_large");
}

TEST_CASE("WARC: a damaged member is passed over") {
  std::string bad = gzip(record(http(kHtml)));
  bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 0x55);
  bad[bad.size() / 2 + 1] = static_cast<char>(bad[bad.size() / 2 + 1] ^ 0x55);
  const auto got = read_text(gzip(record(http(kHtml))) + bad + gzip(record(http(kHtml))));
  CHECK(got.pages.size() == 2);
  CHECK(got.rejections.size() == 1);
}

TEST_CASE("WARC: transfer and content codings, digests") {
  const auto one = [](const std::string& block, const std::string& extra = "") {
    auto got = read_text(record(block, extra));
    REQUIRE(got.pages.size() == 1);
    return got.pages[0];
  };
  CHECK(one(http("5\r\nShell\r\n3;x=y\r\ning\r\n0\r\n\r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")).bytes == "Shelling");
  CHECK(one(http(kHtml, "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")).bytes == kHtml);  // stored without chunks
  CHECK(one(http(gzip(kHtml), "Content-Type: text/html; charset=koi8-r\r\nContent-Encoding: gzip\r\n")).bytes == kHtml);
  CHECK(one(http(kHtml, "Content-Type: text/html\r\nContent-Encoding: br\r\n")).bytes == kHtml);  // stored undone
  CHECK(one(http(kHtml, "Content-Type: text/html; charset=\"Koi8-R\"\r\n")).hints.charset == "koi8-r");
  // sha1 of "abc", FIPS 180-4
  CHECK(one(http("abc"), "WARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n").notes.empty());
  CHECK(one(http("abd"), "WARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n").notes.size() == 1);
  CHECK(one(http("abd"), "WARC-Payload-Digest: crc:0\r\n").notes.empty());
  CHECK_THROWS_AS(undo_coding("gzip", gzip(std::string(1 << 20, 'a')), 1000), Error);
  CHECK_THROWS_AS(undo_coding("zstd", "\x28\xb5\x2f\xfd nonsense", 1000), Error);
  CHECK_THROWS_AS(undo_coding("br", std::string("\0\1\2\3", 4), 1000), Error);
}

TEST_CASE("a compressed archive cut at any byte keeps the records before the cut") {
  const std::string members[] = {gzip(record("x", "", "warcinfo")), gzip(record(http(kHtml))), gzip(record(http(kHtml + "more")))};
  const std::string whole = members[0] + members[1] + members[2];
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    CAPTURE(cut);
    const auto got = read_text(whole.substr(0, cut));
    const std::size_t sound = cut >= members[0].size() + members[1].size() ? 1 : 0;
    CHECK(got.pages.size() == sound);
    const bool between = cut == members[0].size() || cut == members[0].size() + members[1].size();
    CHECK(got.rejections.size() == (between ? 0 : 1));
  }
  CHECK(read_text(whole).pages.size() == 2);
}

TEST_CASE("a plain archive cut at any byte keeps the records before the cut") {
  const std::string first = record(http(kHtml));
  const std::string whole = first + record(http(kHtml + "more"));
  for (std::size_t cut = 5; cut < whole.size() - 4; ++cut) {  // under 5 bytes it is a short text
    CAPTURE(cut);
    const auto got = read_text(whole.substr(0, cut));
    CHECK(got.pages.size() == (cut >= first.size() - 4 ? 1 : 0));
    CHECK(got.rejections.size() == (cut >= first.size() - 4 && cut <= first.size() ? 0 : 1));
  }
}

TEST_CASE("folders: byte order, files passed over, a fault is not the end") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(DAYBOOK_BUILD_DIR) / "test_read_folder";
  fs::remove_all(folder);
  fs::create_directories(folder / "b");
  const auto put = [&](const char* name, const std::string& text) { std::ofstream(folder / name) << text; };
  put("B.txt", "second?");
  put("a.txt", "third");
  put("b/x.txt", "last");
  put("A.txt", "first");
  put("README.txt", "not read");
  put("notes.md", "not read");
  put(".hidden", "not read");
  put("empty", "");
  fs::create_symlink("nowhere", folder / "dangling");
  Got got;
  read_path(folder, {}, sinks_into(got));
  REQUIRE(got.pages.size() == 4);
  CHECK(got.pages[0].bytes == "first");
  CHECK(got.pages[3].bytes == "last");
  CHECK(got.pages[3].at.file == (folder / "b/x.txt").generic_string());
  CHECK(got.rejections.size() == 2);
  CHECK_THROWS_AS(read_path(folder / "missing", {}, sinks_into(got)), Error);
  fs::remove_all(folder);
}
