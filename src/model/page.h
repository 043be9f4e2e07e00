// A page: bytes as they were found, and what the container around them said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace daybook {

/// Where the bytes stood, so that they can be found again.
struct Coordinates {
  std::string file;           ///< path as given on the command line; "-" for standard input
  std::uint64_t offset = 0;   ///< first byte of the record in the file (compressed offset for .gz)
  std::uint64_t length = 0;   ///< bytes of the record in the file; 0: the whole file
  std::uint32_t record = 0;   ///< 0-based number of the record in the file
};

enum class MediaType { text, html, xml_feed, unknown };

/// What JSONL fields, feed items or WARC headers said of the page. Empty means: said nothing.
struct PageHints {
  std::string id, url, title, publisher, language;
  std::string published;  ///< as written there (ISO 8601 or RFC 2822)
  std::string modified;
  std::string captured;   ///< WARC-Date, ISO 8601; not the time of reading
  std::string charset;    ///< from a Content-Type header
  std::vector<std::string> authors;
};

struct Page {
  std::string bytes;   ///< the payload: transfer and content encodings undone, character encoding untouched
  std::string digest;  ///< sha256_hex(bytes)
  MediaType type = MediaType::unknown;
  PageHints hints;
  Coordinates at;
  std::vector<std::string> notes;  ///< doubts about the bytes: "the digest noted in the archive is not that of the bytes"
};

/// What tells this page from another with the same bytes: its address on the web, else the name of its file without
/// the folders above it. The folders are left out so that a ledger does not depend on where a checkout or a disk is mounted.
std::string address_of(const Coordinates& at, const std::string& url);

/// A record that could not become a page.
struct Rejection {
  Coordinates at;
  std::string code;     ///< name_of(ErrorCode)
  std::string message;  ///< one sentence: what, where
  std::string digest;   ///< of the bytes, if they could be read
};

/// A fault of a container by which no page is lost: a wrong digest of a record that is no page, records that share a
/// gzip member. A doubt about a page is a note of that page.
struct Remark {
  Coordinates at;
  std::string message;  ///< one sentence
};

}  // namespace daybook
