// What bytes are, from the bytes alone.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

/// index: what goes with an archive and holds no page (CDX, CDXJ, the page list of a browser crawl). json: one JSON value.
enum class ByteFormat { empty, gzip, zstd, warc, arc, index, jsonl, json, feed, html, text, binary };

struct Sniffed {
  ByteFormat format;
  std::string what;  ///< for binary and index: "a PNG image", "an index of an archive (CDX)"
};

/// From the first bytes (4 KiB are enough) of a stream.
Sniffed sniff(std::string_view head);

/// No NULs and hardly any control characters: text in some encoding.
bool looks_textual(std::string_view head);

}  // namespace daybook
