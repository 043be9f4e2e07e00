#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "read/digest.h"
#include "read_support.h"

using namespace daybook;
using namespace daybook::read_test;
namespace fs = std::filesystem;

namespace {

const std::string kOne = page_html("Talks resumed in the capital."), kTwo = page_html("Shelling went on near the river.");

std::string sha1_of(std::string_view bytes) { return "sha1:" + base32(raw_digest("sha1", bytes)); }

struct Folder {
  explicit Folder(const char* name) : path(fs::path(DAYBOOK_BUILD_DIR) / name) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  void put(const std::string& name, const std::string& bytes) const { std::ofstream(path / name, std::ios::binary) << bytes; }
  fs::path path;
};

void check_alone(const std::string& whole, const Got& got, const std::string& before = "") {
  for (const auto& page : got.pages) {
    CAPTURE(page.hints.url);
    REQUIRE(page.at.length > 0);
    const auto alone = read_bytes(before + whole.substr(page.at.offset, page.at.length));
    REQUIRE(alone.pages.size() == 1);
    CHECK(alone.pages[0].digest == page.digest);
    CHECK(alone.pages[0].hints.url == page.hints.url);
    CHECK(alone.pages[0].hints.captured == page.hints.captured);
  }
}

}  // namespace

TEST_CASE("ARC: records become pages as those of WARC do") {
  const std::string records[] = {arc_head(), arc("dns:a.example", "20140216050221\na.example. 60 IN A 192.0.2.1\n", "text/dns"),
                                 arc("http://a.example/1", http(kOne)), arc("http://a.example/logo", http("GIF", "Content-Type: image/gif\r\n"), "image/gif"),
                                 arc("http://a.example/2", http(gzip_member(kTwo), "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"))};
  std::string plain, packed;
  for (const auto& r : records) plain += r, packed += gzip_member(r);
  for (const auto& bytes : {plain, packed}) {
    const auto got = read_bytes(bytes);
    CHECK(got.findings() == "");
    REQUIRE(got.pages.size() == 2);
    CHECK(got.pages[0].bytes == kOne);
    CHECK(got.pages[0].hints.url == "http://a.example/1");
    CHECK(got.pages[0].hints.captured == "2014-02-16T05:02:21Z");
    CHECK(got.pages[0].at.record == 2);
    CHECK(got.pages[1].bytes == kTwo);
    CHECK(got.pages[1].hints.charset == "utf-8");
    check_alone(bytes, got);
  }
}

TEST_CASE("ARC: lines as they are met") {
  const std::string block = http(kOne), size = std::to_string(block.size());
  struct Row { const char* head; const char* url; const char* finding; };
  const Row rows[] = {
      {"http://a.example/x 192.0.2.1 20140216050221 text/html ", "http://a.example/x", ""},
      {"http://a.example/x 2001:db8::1 20140216050221 text/html; charset=utf-8 ", "http://a.example/x", ""},
      {"http://a.example/x 192.0.2.1 201402160502 no-type ", "http://a.example/x", ""},
      {"http://a.example/x 192.0.2.1 20140216050221 text/html 200 ABCD - 1234 made.arc ", "http://a.example/x", ""},  // version 2
      {"http://a.example/x y z 192.0.2.1 20140216050221 text/html ", "http://a.example/x%20y%20z", "white space"},
      {"http://a.example/x 192.0.2.1 20141399050221 text/html ", "http://a.example/x", "Archive-date '20141399050221' is no date"}};
  for (const auto& row : rows) {
    CAPTURE(row.head);
    const auto got = read_bytes(arc_head() + row.head + size + "\n" + block + "\n");
    REQUIRE(got.pages.size() == 1);
    CHECK(got.pages[0].hints.url == row.url);
    CHECK(got.pages[0].bytes == kOne);
    if (*row.finding) CHECK(got.findings().find(row.finding) != std::string::npos);
    CHECK(got.finding_count() == (*row.finding ? 1 : 0));
  }
}

TEST_CASE("a redirect is no page and no fault; one that leads nowhere is") {
  const auto answer = [](const char* status, const std::string& fields) { return response("http://a.example/old", http("<p>Moved.</p>", "Content-Type: text/html\r\n" + fields, status)); };
  const auto page = response("http://a.example/new", http(kOne));
  for (const char* status : {"301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"}) {
    CAPTURE(status);
    const auto got = read_bytes(answer(status, "Location: /new\r\n") + page);
    CHECK(got.pages.size() == 1);
    CHECK(got.finding_count() == 0);
  }
  struct Row { const char* status; const char* fields; };
  const Row rows[] = {{"302 Found", ""}, {"302 Found", "Location: \r\n"}, {"302 Found", "Location: http://a.example/old\r\n"}, {"300 Multiple Choices", "Location: /new\r\n"},
                      {"304 Not Modified", "Location: /new\r\n"}, {"404 Not Found", "Location: /new\r\n"}, {"503 Service Unavailable", "Location: /new\r\n"}};
  for (const auto& row : rows) {
    CAPTURE(row.status);
    CAPTURE(row.fields);
    const auto got = read_bytes(answer(row.status, row.fields) + page);
    CHECK(got.pages.size() == 1);
    REQUIRE(got.rejections.size() == 1);
    CHECK(got.rejections[0].message.find("instead of 200") != std::string::npos);
  }
}

TEST_CASE("ARC: one fault, one finding, and what follows is read") {
  struct Row { std::string bad; const char* says; };
  const Row rows[] = {{"http://a.example/b 192.0.2.1 20140216050221 text/html -1\n" + http(kTwo) + "\n", "no usable Archive-length: '-1'"},
                      {"http://a.example/b 192.0.2.1 20140216050221 text/html abc\n\n", "no usable Archive-length: 'abc'"},
                      {"http://a.example/b 20140216050221 text/html 5\nabcd\n\n", "are no ARC record"},
                      {"http://a.example/b 192.0.2.1 20140216050221 text/html 20\n" + http("<p>much longer than twenty bytes</p>") + "\n", "wrong Content-Length"},
                      {arc("http://a.example/b", "\n", "text/plain"), "no content"},
                      {arc("http://a.example/b", http("gone", "Content-Type: text/html\r\n", "404 Not Found")), "answered 404"}};
  for (const bool packed : {false, true})
    for (const auto& row : rows) {
      CAPTURE(row.says);
      CAPTURE(packed);
      const auto pack = [&](const std::string& r) { return packed ? gzip_member(r) : r; };
      const auto got = read_bytes(pack(arc_head()) + pack(arc("http://a.example/a", http(kOne))) + pack(row.bad) + pack(arc("http://a.example/c", http(kTwo))));
      CHECK(got.pages.size() == 2);
      REQUIRE(got.rejections.size() == 1);
      CHECK(got.finding_count() == 1);
      CHECK(got.rejections[0].message.find(row.says) != std::string::npos);
    }
  // A bare body has the type of its line.
  CHECK(read_bytes(arc_head() + arc("http://a.example/t", "Words without a head.", "text/plain")).pages.size() == 1);
  CHECK(read_bytes(arc_head() + arc("ftp://a.example/t", "Words without a head.", "text/plain")).pages.empty());
}

TEST_CASE("ARC: cut at any byte keeps the records before the cut") {
  const std::string first = arc_head() + arc("http://a.example/1", http(kOne)), whole = first + arc("http://a.example/2", http(kTwo));
  for (std::size_t cut = first.size() + 1; cut < whole.size() - 1; ++cut) {
    CAPTURE(cut);
    const auto got = read_bytes(whole.substr(0, cut));
    CHECK(got.pages.size() == 1);
    CHECK(got.rejections.size() == 1);
  }
  CHECK(read_bytes(whole).pages.size() == 2);
}

TEST_CASE("pages are found again by offset and length, whatever the archive is packed in") {
  const std::string records[] = {warc("warcinfo", "", "", "software: made by hand\r\n"), response("http://a.example/1", http(kOne)),
                                 warc("request", "http://a.example/1", "", "GET /1 HTTP/1.1\r\n\r\n"), response("http://a.example/2", http(kTwo)),
                                 warc("resource", "http://a.example/3", "Content-Type: text/plain\r\n", "Words of a resource.")};
  std::string plain, gz, zst, zst_split;
  for (const auto& r : records) {
    plain += r, gz += gzip_member(r), zst += zstd_frame(r);
    zst_split += zstd_frame(r.substr(0, r.size() / 2)) + std::string("\x50\x2a\x4d\x18\x03\0\0\0abc", 11) + zstd_frame(r.substr(r.size() / 2));
  }
  for (const auto& bytes : {plain, gz, zst, zst_split}) {
    const auto got = read_bytes(bytes);
    CHECK(got.findings() == "");
    CHECK(got.pages.size() == 3);
    check_alone(bytes, got);
  }
}

TEST_CASE("packed archives whose records do not stand alone: read, and said once") {
  const std::string a = response("http://a.example/1", http(kOne)), b = response("http://a.example/2", http(kTwo));
  const auto one = read_bytes(gzip_member(a + b + a + b));
  CHECK(one.pages.size() == 4);
  CHECK(one.finding_count() == 1);
  CHECK(one.findings().find("several records in one gzip member") != std::string::npos);
  const auto askew = read_bytes(gzip_member(a.substr(0, 100)) + gzip_member(a.substr(100) + b.substr(0, 100)) + gzip_member(b.substr(100)));
  CHECK(askew.pages.size() == 2);
  CHECK(askew.finding_count() == 1);
  CHECK(askew.findings().find("not at its start") != std::string::npos);
  const auto zst = read_bytes(zstd_frame(a + b));
  CHECK(zst.pages.size() == 2);
  CHECK(zst.findings().find("several records in one zstd frame") != std::string::npos);
  CHECK(read_bytes(gzip_member(a) + gzip_member(b)).findings() == "");
}

TEST_CASE("digests: of pages a note, of other records a remark") {
  const std::string block = http(kOne), request = "GET /1 HTTP/1.1\r\n\r\n";
  const auto fields = [](const std::string& of_block, const std::string& of_payload) {
    return (of_block.empty() ? "" : "WARC-Block-Digest: " + of_block + "\r\n") + (of_payload.empty() ? "" : "WARC-Payload-Digest: " + of_payload + "\r\n");
  };
  struct Row { std::string of_block, of_payload; const char* says; };
  const Row rows[] = {{sha1_of(block), sha1_of(kOne), ""}, {"sha256:" + sha256_hex(block), "", ""}, {sha1_of("x"), sha1_of(kOne), "(block)"},
                      {"", sha1_of("x"), "(payload)"}, {sha1_of("x"), sha1_of("y"), "(block and payload)"}, {"", "crc:12", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.says);
    const auto got = read_bytes(response("http://a.example/1", block, fields(row.of_block, row.of_payload)) + response("http://a.example/2", http(kTwo)));
    CHECK(got.pages.size() == 2);
    CHECK(got.finding_count() == (*row.says ? 1 : 0));
    CHECK(got.findings().find(row.says) != std::string::npos);
  }
  // Of the body with and without its codings, as archivers have it.
  const std::string packed = gzip_member(kOne), chunked = "5\r\n" + kOne.substr(0, 5) + "\r\n0\r\n\r\n";
  CHECK(read_bytes(response("http://a.example/1", http(packed, "Content-Encoding: gzip\r\n"), fields("", sha1_of(kOne)))).findings() == "");
  CHECK(read_bytes(response("http://a.example/1", http(packed, "Content-Encoding: gzip\r\n"), fields("", sha1_of(packed)))).findings() == "");
  CHECK(read_bytes(response("http://a.example/1", http(chunked, "Transfer-Encoding: chunked\r\n"), fields("", sha1_of(chunked)))).findings() == "");
  CHECK(read_bytes(response("http://a.example/1", http(chunked, "Transfer-Encoding: chunked\r\n"), fields("", sha1_of("<html")))).findings() == "");
  const std::string page = response("http://a.example/1", block);  // so that the file is more than its bad record
  for (const auto& [type, body, right] : {std::tuple{"request", request, std::string()}, {"metadata", std::string("a: b\r\n"), std::string("a: b\r\n")}}) {
    CHECK(read_bytes(page + warc(type, "http://a.example/1", fields(sha1_of(body), sha1_of(right)), body)).findings() == "");
    const auto got = read_bytes(page + warc(type, "http://a.example/1", fields(sha1_of(body), sha1_of("x")), body));
    CHECK(got.remarks.size() == 1);
    CHECK(got.finding_count() == 1);
  }
  const auto image = read_bytes(page + response("http://a.example/i", http("GIF", "Content-Type: image/gif\r\n"), fields("", sha1_of("JPG"))));
  CHECK(image.remarks.size() == 1);
}

TEST_CASE("HTTP lengths, chunks and codings that end too early: the page is kept, with a note") {
  const std::string html = "Content-Type: text/html\r\n", gz = gzip_member(kOne + kOne);
  const auto length = [&](std::size_t n) { return html + "Content-Length: " + std::to_string(n) + "\r\n"; };
  struct Row { std::string block, bytes; const char* says; };
  const std::string five = kOne.substr(0, 5);
  const Row rows[] = {
      {http(kOne, length(kOne.size())), kOne, ""},
      {http(kOne, length(kOne.size() + 9)), kOne, "the server announced"},
      {http(kOne, length(3)), kOne, "the server announced 3 bytes"},
      {http(kOne, html + "Content-Length: many\r\n"), kOne, ""},
      {http(kOne, length(17) + "Content-Encoding: gzip\r\n"), kOne, ""},  // the archiver undid the coding
      {http("5\r\n" + five + "\r\n0\r\n\r\n", length(17) + "Transfer-Encoding: chunked\r\n"), five, ""},
      {http("5\r\n" + five + "\r\n", html + "Transfer-Encoding: chunked\r\n"), five, "ends without its last chunk"},
      {http("5\r\n" + five + "\r\nzz\r\nrest", html + "Transfer-Encoding: chunked\r\n"), five, "the chunked body breaks at its byte 10"},
      {http("5\r\n" + five + "X0\r\n\r\n", html + "Transfer-Encoding: chunked\r\n"), "5\r\n" + five + "X0\r\n\r\n", ""},  // never had chunks
      {http("5\r\n" + five + "\r\nff\r\nl>", html + "Transfer-Encoding: chunked\r\n"), five + "l>", "is cut inside a chunk"},
      {http("120\nis the number of the dead, the ministry says.", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"),
       "120\nis the number of the dead, the ministry says.", ""},
      {http(gz.substr(0, gz.size() - 4), html + "Content-Encoding: gzip\r\n"), kOne + kOne, "the gzip data of the page are cut"},
      {http(gzip_member(five) + gzip_member(kOne), html + "Content-Encoding: gzip\r\n"), five + kOne, ""},
      {http(gzip_member(gz), html + "Content-Encoding: gzip, gzip\r\n"), kOne + kOne, ""},
      {http(zstd_frame(gz), html + "Content-Encoding: gzip, zstd\r\n"), kOne + kOne, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.block);
    const auto got = read_bytes(response("http://a.example/1", row.block) + response("http://a.example/2", http(kTwo)));
    REQUIRE(got.pages.size() == 2);
    CHECK(got.pages[0].bytes == row.bytes);
    CHECK(got.findings().find(row.says) != std::string::npos);
    CHECK(got.finding_count() == (*row.says ? 1 : 0));
  }
}

TEST_CASE("a record's wrong length is mended where the record itself says what is right") {
  const std::string block = http(kOne, "Content-Type: text/html\r\nContent-Length: " + std::to_string(kOne.size()) + "\r\n"), bare = http(kOne);
  const std::string digest = "WARC-Block-Digest: " + sha1_of(bare) + "\r\n";
  for (const int by : {-40, -2, 7, 300})
    for (const auto& bad : {response("http://a.example/1", block, "", by), response("http://a.example/1", bare, digest, by)}) {
      CAPTURE(by);
      const auto got = read_bytes(bad + response("http://a.example/2", http(kTwo)));
      REQUIRE(got.pages.size() == 2);
      CHECK(got.pages[0].bytes == kOne);
      CHECK(got.pages[1].bytes == kTwo);
      CHECK(got.finding_count() == 1);
      CHECK(got.findings().find("the record's length is noted as") != std::string::npos);
    }
  const auto last = read_bytes(response("http://a.example/2", http(kTwo)) + response("http://a.example/1", block, "", 5000));
  REQUIRE(last.pages.size() == 2);
  CHECK(last.pages[1].bytes == kOne);
  // A right digest: what follows is the fault.
  const auto garbage = read_bytes(response("http://a.example/1", bare, digest) + "garbage\r\n\r\n" + response("http://a.example/2", http(kTwo)));
  CHECK(garbage.pages.size() == 2);
  CHECK(garbage.findings().find("are no WARC record") != std::string::npos);
  CHECK(garbage.finding_count() == 1);
}

TEST_CASE("a length beyond all measure does not cost the records behind it") {
  const std::string a = response("http://a.example/1", http(kOne)), c = response("http://a.example/3", http(kTwo));
  const std::string huge = response("http://a.example/2", http("<p>x</p>"), "", 2'000'000'000);
  const auto got = read_bytes(a + huge + c);
  CHECK(got.pages.size() == 2);
  CHECK(got.rejections.size() == 1);
  const auto packed = read_pipe(gzip_member(a) + gzip_member(huge) + gzip_member(c));  // a new member is no part of a record
  CHECK(packed.pages.size() == 2);
  CHECK(packed.rejections.size() == 1);
  const auto pipe = read_pipe(a + huge + c);  // what flowed by cannot be read a second time
  CHECK(pipe.pages.size() == 1);
  CHECK(pipe.findings().find("is cut") != std::string::npos);
  std::string many;
  for (int i = 0; i < 50; ++i) many += huge;
  CHECK(read_bytes(many).rejections.size() <= 10);  // going back has a limit
}

TEST_CASE("heads with faults") {
  const std::string next = response("http://a.example/2", http(kTwo)), block = http(kOne);
  struct Row { std::string bad; std::size_t pages; const char* says; };
  const std::string length = "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n", http_type = "Content-Type: application/http\r\n";
  const Row rows[] = {
      {response("http://a.example/a b", block), 2, "white space"},
      {response("<http://a.example/1>", block), 2, "angle brackets"},
      {response("", block), 2, "has no address"},
      {warc("response", "http://a.example/1", "WARC-Truncated: length\r\nContent-Type: application/http\r\n", block), 2, "WARC-Truncated: length"},
      {warc("response", "http://a.example/1", "WARC-Segment-Number: 1\r\nContent-Type: application/http\r\n", block), 2, "in segments"},
      {"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Date: soon\r\n" + http_type + length, 2, "WARC-Date 'soon' is no date"},
      {"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\n" + http_type + length, 2, "has no WARC-Date"},
      {"WARC/1.0\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Date: 2021-07-18T10:00:00Z\r\n" + http_type + length, 1, "has no WARC-Type"},
      {warc("continuation", "http://a.example/1", "WARC-Segment-Origin-ID: <urn:x>\r\nWARC-Segment-Number: 2\r\n", "rest"), 1, "goes on with a record"},
      {warc("resource", "http://a.example/a b.png", "Content-Type: image/png\r\n", "PNG"), 1, "white space"},
      {warc("strange", "http://a.example/1", "", "x"), 1, ""},
      {warc("metadata", "http://a.example/a b", "", "x"), 1, ""},
      {warc("resource", "urn:pageinfo:http://a.example/1", "Content-Type: application/json\r\n", "{}"), 1, ""},
      {warc("resource", "urn:text:http://a.example/1", "Content-Type: text/plain\r\n", "Words."), 1, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bad);
    const auto got = read_bytes(row.bad + next);
    CHECK(got.pages.size() == row.pages);
    CHECK(got.finding_count() == (*row.says ? 1 : 0));
    CHECK(got.findings().find(row.says) != std::string::npos);
  }
  // Once for the archive, not for each of its records.
  CHECK(read_bytes(response("<http://a.example/1>", block) + response("<http://a.example/2>", block)).finding_count() == 1);
}

TEST_CASE("what browser crawlers and Common Crawl write") {
  const auto typed = [](const std::string& of_server, const std::string& identified) {
    return read_bytes(warc("response", "http://a.example/1", "WARC-Identified-Payload-Type: " + identified + "\r\nContent-Type: application/http\r\n",
                           http(kOne, of_server)) + response("http://a.example/2", http(kTwo))).pages.size();
  };
  CHECK(typed("Content-Type: application/octet-stream\r\n", "text/html") == 2);
  CHECK(typed("Content-Type: application/octet-stream\r\n", "image/png") == 1);
  CHECK(typed("Content-Type: application/json\r\n", "text/html") == 1);  // the server knows what it sends
  const std::string words = "Talks resumed in the capital.\nNobody left.";
  const std::string wet = warc("conversion", "http://a.example/1", "WARC-Refers-To: <urn:uuid:1>\r\nWARC-Identified-Content-Language: eng\r\nContent-Type: text/plain\r\n", words);
  const auto alone = read_bytes(wet);
  REQUIRE(alone.pages.size() == 1);
  CHECK(alone.pages[0].type == MediaType::text);
  CHECK(alone.pages[0].bytes == words);
  CHECK(alone.pages[0].hints.language == "en");
  CHECK(alone.findings().find("only the text") != std::string::npos);
  const auto beside = read_bytes(response("http://a.example/1", http(kOne), "WARC-Record-ID: <urn:uuid:1>\r\n") + wet);
  CHECK(beside.pages.size() == 1);  // its original is there
  CHECK(beside.findings() == "");
  const auto lists = read_bytes(" CDX N b a m s k r M S V g\n");
  CHECK(lists.pages.empty());
  CHECK(lists.rejections.empty());
  CHECK(lists.remarks.size() == 1);
}

TEST_CASE("an archive in a folder of many: by file, by folder, from a pipe") {
  const Folder folder("test_archive_folder");
  folder.put("a.warc", response("http://a.example/1", http(kOne)));
  folder.put("b.warc.gz", gzip_member(response("http://a.example/2", http(kTwo))));
  folder.put("c.arc", arc_head() + arc("http://a.example/3", http(kOne)));
  folder.put("d.warc.zst", zstd_frame(response("http://a.example/4", http(kTwo))));
  folder.put("e.cdxj", "example,a)/1 20210718100000 {\"url\": \"http://a.example/1\"}\n");
  Got got;
  read_path(folder.path, {}, got.sinks());
  REQUIRE(got.pages.size() == 4);
  CHECK(got.rejections.empty());
  CHECK(got.remarks.size() == 1);
  CHECK(got.pages[3].at.file == (folder.path / "d.warc.zst").generic_string());
  for (const auto& page : got.pages) {
    Got one;
    read_path(page.at.file, {}, one.sinks());
    std::ifstream in(page.at.file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto piped = read_pipe(bytes.str());
    REQUIRE(one.pages.size() == 1);
    REQUIRE(piped.pages.size() == 1);
    CHECK(one.pages[0].digest == page.digest);
    CHECK(piped.pages[0].digest == page.digest);
    CHECK(piped.pages[0].at.offset == page.at.offset);
    CHECK(piped.pages[0].at.length == page.at.length);
  }
}

TEST_CASE("places inside packed or re-encoded lists are no places in the file") {
  const std::string lines = "{\"id\": \"a\", \"text\": \"Talks resumed.\"}\n{\"id\": \"b\", \"text\": \"Nobody left.\"}\n{broken\n";
  const std::string items = "<item><title>A</title><description>Talks resumed.</description></item><item><title>B</title><description>Caf\xe9 closed.</description></item></channel></rss>";
  const std::string plain_feed = "<?xml version=\"1.0\"?><rss><channel>" + std::string(items).replace(items.find('\xe9'), 1, "e");
  const std::string latin_feed = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel>" + items;
  for (const auto& bytes : {gzip_member(lines), gzip_member(plain_feed), latin_feed}) {
    const auto got = read_bytes(bytes);
    REQUIRE(got.pages.size() == 2);
    for (const auto& page : got.pages) CHECK((page.at.offset == 0 && page.at.length == 0));
    CHECK(got.pages[1].at.record == 1);
    for (const auto& r : got.rejections) CHECK((r.at.offset == 0 && r.at.length == 0));
  }
  for (const auto& bytes : {lines, plain_feed}) {
    const auto got = read_bytes(bytes);
    REQUIRE(got.pages.size() == 2);
    CHECK(bytes.substr(got.pages[1].at.offset, got.pages[1].at.length).find(bytes == lines ? "Nobody left." : "Cafe closed.") != std::string::npos);
  }
}
