#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "read/digest.h"
#include "read_support.h"

using namespace daybook;
using namespace daybook::read_test;
namespace fs = std::filesystem;

namespace {

const std::string kPage = page_html("Talks resumed in the capital.");
const std::string kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", kHead304 = "HTTP/1.1 304 Not Modified\r\n\r\n";
const std::string kIdentical = "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n";
const std::string kNotModified = "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n";

std::string digest_line(std::string_view bytes) { return "WARC-Payload-Digest: sha1:" + base32(raw_digest("sha1", bytes)) + "\r\n"; }

std::string revisit(const std::string& url, const std::string& fields, const std::string& head = kHead) {
  return "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: " + url + "\r\nWARC-Date: 2021-07-19T10:00:00Z\r\n" + fields +
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " + std::to_string(head.size()) + "\r\n\r\n" + head + "\r\n\r\n";
}

const std::string kOriginal = response("http://a.example/1", http(kPage, "Content-Type: text/html; charset=utf-8\r\n"), "WARC-Record-ID: <urn:uuid:1>\r\n" + digest_line(kPage));

}  // namespace

TEST_CASE("a revisit is the page it refers to, captured again") {
  const std::string by[] = {"WARC-Refers-To: <urn:uuid:1>\r\n", "WARC-Refers-To-Target-URI: http://a.example/1\r\nWARC-Refers-To-Date: 2021-07-18T10:00:00Z\r\n",
                            kIdentical + digest_line(kPage), kNotModified + "WARC-Refers-To-Target-URI: http://a.example/1\r\n", kNotModified};
  for (const auto& fields : by)
    for (const bool packed : {false, true}) {
      CAPTURE(fields);
      const auto pack = [&](const std::string& r) { return packed ? gzip_member(r) : r; };
      const auto got = read_bytes(pack(kOriginal) + pack(revisit("http://a.example/1", fields, fields.starts_with(kNotModified) ? kHead304 : kHead)));
      REQUIRE(got.pages.size() == 2);
      CHECK(got.findings() == "");
      CHECK(got.pages[1].digest == got.pages[0].digest);
      CHECK(got.pages[1].type == MediaType::html);
      CHECK(got.pages[1].hints.charset == "utf-8");
      CHECK(got.pages[1].hints.captured == "2021-07-19T10:00:00Z");
      CHECK(got.pages[1].at.offset == got.pages[0].at.offset);  // where its bytes stand
      CHECK(got.pages[1].at.length == got.pages[0].at.length);
    }
  const auto moved = read_bytes(kOriginal + revisit("http://a.example/copy", kIdentical + digest_line(kPage)));
  REQUIRE(moved.pages.size() == 2);
  CHECK(moved.pages[1].hints.url == "http://a.example/copy");
  CHECK(moved.findings().find("the same as that of http://a.example/1, captured 2021-07-18T10:00:00Z") != std::string::npos);
  const auto twice = read_bytes(kOriginal + revisit("http://a.example/1", "WARC-Record-ID: <urn:uuid:2>\r\nWARC-Refers-To: <urn:uuid:1>\r\n") +
                                revisit("http://a.example/1", "WARC-Refers-To: <urn:uuid:2>\r\n"));
  CHECK(twice.pages.size() == 3);
}

TEST_CASE("a revisit of what is not there says what it refers to") {
  const auto missing = read_bytes(kOriginal + revisit("http://a.example/9", "WARC-Refers-To-Target-URI: http://a.example/8\r\nWARC-Refers-To-Date: 2020-01-01T00:00:00Z\r\n"));
  CHECK(missing.pages.size() == 1);
  REQUIRE(missing.rejections.size() == 1);
  CHECK(missing.rejections[0].code == "not_found");
  CHECK(missing.rejections[0].message.find("revisit of http://a.example/8, captured 2020-01-01T00:00:00Z) that does not stand before it") != std::string::npos);
  // Of that address and time, but of other bytes.
  CHECK(read_bytes(kOriginal + revisit("http://a.example/1", digest_line("other") + "WARC-Refers-To-Target-URI: http://a.example/1\r\nWARC-Refers-To-Date: 2021-07-18T10:00:00Z\r\n")).rejections.size() == 1);
  // Nobody knows what it was: a remark, for it may be a picture.
  const auto unknown = read_bytes(kOriginal + revisit("http://a.example/9", kNotModified, kHead304));
  CHECK(unknown.rejections.empty());
  CHECK(unknown.remarks.size() == 1);
  // The order counts: an archive is read once.
  CHECK(read_bytes(revisit("http://a.example/1", kIdentical + digest_line(kPage)) + kOriginal).rejections.size() == 1);
}

TEST_CASE("revisits of pictures and of errors are no findings") {
  const std::string picture = response("http://a.example/i", http("GIF", "Content-Type: image/gif\r\n"), digest_line("GIF"));
  const std::string gone = response("http://a.example/g", http("gone", "Content-Type: text/html\r\n", "404 Not Found"), digest_line("gone"));
  CHECK(read_bytes(picture + revisit("http://a.example/i", kIdentical + digest_line("GIF"))).findings() == "");
  CHECK(read_bytes(kOriginal + revisit("http://a.example/i", kIdentical, "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\n")).findings() == "");
  CHECK(read_bytes(kOriginal + revisit("http://a.example/i", kIdentical, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n")).findings() == "");
  CHECK(read_bytes(gone + revisit("http://a.example/g", kIdentical + digest_line("gone"))).finding_count() == 1);  // the 404 itself
}

TEST_CASE("originals that are no longer held are read again from their file; from a pipe that is said") {
  const fs::path folder = fs::path(DAYBOOK_BUILD_DIR) / "test_revisit_folder";
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string filler(6 << 20, 'x');  // three of them push the original out of what is held
  std::string between;
  for (int i = 0; i < 3; ++i) between += gzip_member(response("http://a.example/f" + std::to_string(i), http(filler)));
  const std::string whole = gzip_member(kOriginal) + between + gzip_member(revisit("http://a.example/1", "WARC-Refers-To: <urn:uuid:1>\r\n"));
  std::ofstream(folder / "a.warc.gz", std::ios::binary) << whole;
  // In a folder, an earlier file counts too; in a zst archive the dictionary-less frame is read as it is.
  std::ofstream(folder / "b.warc.zst", std::ios::binary) << zstd_frame(revisit("http://a.example/1", kIdentical + digest_line(kPage)));
  Got got;
  read_path(folder, {}, got.sinks());
  CHECK(got.rejections.empty());
  REQUIRE(got.pages.size() == 6);
  CHECK(got.pages[4].digest == got.pages[0].digest);
  CHECK(got.pages[5].digest == got.pages[0].digest);
  CHECK(got.pages[5].at.file == (folder / "a.warc.gz").generic_string());
  const auto piped = read_pipe(whole);
  CHECK(piped.pages.size() == 4);
  REQUIRE(piped.rejections.size() == 1);
  CHECK(piped.rejections[0].message.find("cannot be read a second time") != std::string::npos);
  fs::remove_all(folder);
}
