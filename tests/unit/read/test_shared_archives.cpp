// The archives of the development data, each with the pages and findings it must give. They stand beside the checkout and
// are left out, with a line that says so, where they are not.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>

#include "read_support.h"

using namespace daybook;
using namespace daybook::read_test;
namespace fs = std::filesystem;

namespace {

struct Row {
  const char* file;
  std::size_t pages, rejections, notes, remarks;
  std::vector<const char*> says;  ///< one piece of each finding that is no answer other than 200
};

// What is in each: aut/ are crawls of Heritrix, Webrecorder and wget; warcio/ are files made to try readers out.
const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"aut/example.docs.warc.gz", 0, 0, 0, 0, {}},  // office documents only
      {"aut/example.pdf.warc.gz", 1, 1, 0, 0, {}},   // a page and a PDF; two redirects, one 404
      {"aut/example.txt.warc.gz", 2, 0, 0, 0, {}},   // text/plain, once without a type
      {"aut/example.warc.gz", 547, 40, 0, 0, {}},    // WARC 0.17; 97 pages and the 450 items of 9 feeds; redirects and 404
      {"aut/issue-493.warc", 4, 0, 0, 0, {}},        // revisits of pictures
      {"aut/issue-514.warc", 1, 0, 0, 1, {"angle brackets"}},
      {"warcio/bad.arc", 0, 3, 0, 1, {"filedesc://bad.arc.gz: the record has no usable Archive-length: '-1'", "offset 134", "it has no content", "Archive-length: 'abc'"}},
      {"warcio/example-bad-non-chunked.warc.gz", 2, 0, 0, 1, {"several records in one gzip member"}},
      {"warcio/example-bad.warc.gz.bad", 2, 0, 0, 1, {"several records in one gzip member"}},
      {"warcio/example-digest.warc", 0, 0, 0, 1, {"at offset 0 of http://example.com/: the digest noted in the archive is not that of the bytes (payload)"}},
      {"warcio/example-iana.org-chunked.warc", 1, 0, 0, 0, {}},
      {"warcio/example-resource.warc.gz", 1, 0, 0, 0, {}},
      {"warcio/example-space-in-target-uri.warc.gz", 0, 0, 0, 1, {"white space"}},  // a picture
      {"warcio/example-space-in-url.arc", 1, 0, 2, 0, {"white space", "the record's length is noted as 1591 bytes and is 1578"}},
      {"warcio/example-trunc.warc", 1, 0, 1, 0, {"the record's length is noted as 973 bytes and is 975"}},
      {"warcio/example-wget-bad-target-uri.warc.gz", 1, 0, 0, 1, {"angle brackets"}},
      {"warcio/example-wrong-chunks.warc.gz", 1, 0, 2, 1, {"announced 1271 bytes", "not that of the bytes (block)", "starts inside the gzip member at offset 1130"}},
      {"warcio/example.arc", 1, 0, 0, 0, {}},
      {"warcio/example.arc.gz", 1, 0, 0, 0, {}},
      {"warcio/example.warc", 2, 0, 0, 0, {}},     // a page and its revisit
      {"warcio/example.warc.gz", 2, 0, 0, 0, {}},
      {"warcio/post-test.warc.gz", 0, 0, 0, 0, {}},  // JSON answers
  };
  return all;
}

}  // namespace

TEST_CASE("the archives of the development data: pages and findings of each") {
  const fs::path folder = fs::path(DAYBOOK_SOURCE_DIR) / "../shared/data/warc";
  if (!fs::is_directory(folder)) {
    std::printf("left out: archives of the development data (not beside the checkout)\n");
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) files += entry.is_regular_file();
  CHECK(files == rows().size());  // a file more is a row more
  for (const auto& row : rows()) {
    CAPTURE(row.file);
    Got got;
    read_path(folder / row.file, {}, got.sinks());
    std::size_t notes = 0;
    for (const auto& page : got.pages) notes += page.notes.size();
    CHECK(got.pages.size() == row.pages);
    CHECK(got.rejections.size() == row.rejections);
    CHECK(notes == row.notes);
    CHECK(got.remarks.size() == row.remarks);
    const auto findings = got.findings();
    CAPTURE(findings);
    for (const char* says : row.says) CHECK(findings.find(says) != std::string::npos);
    std::size_t answers = 0;
    for (auto at = findings.find("instead of 200"); at != std::string::npos; at = findings.find("instead of 200", at + 1)) ++answers;
    CHECK(answers + row.says.size() == got.finding_count());
  }
}
