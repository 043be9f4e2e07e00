// What bytes are, from the bytes alone.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

enum class ByteFormat { empty, gzip, warc, arc, jsonl, feed, html, text, binary };

struct Sniffed {
  ByteFormat format;
  std::string what;  ///< for binary: "a PNG image"
};

/// From the first bytes (4 KiB are enough) of a stream.
Sniffed sniff(std::string_view head);

/// No NULs and hardly any control characters: text in some encoding.
bool looks_textual(std::string_view head);

}  // namespace daybook
