// The readers of the single formats. Each takes a stream and hands pages and rejections to the sinks in input order.
#pragma once

#include "base/error.h"
#include "read/byte_stream.h"
#include "read/gzip.h"
#include "read/reader.h"

namespace daybook {

/// What all readers of one file share.
struct Source {
  std::string file;  ///< as shown
  const ReadOptions& options;
  const PageSinks& sinks;

  void page(Page&& page) const;  ///< fills in the digest
  void reject(Coordinates at, ErrorCode code, std::string message, std::string_view bytes = {}) const;
};

/// WARC 1.0 and 1.1 (ISO 28500). `gzip` is the layer under `in` if the archive is compressed, else nullptr.
void read_warc(ByteStream& in, GzipReader* gzip, const Source& source);

/// One JSON object a line.
void read_jsonl(ByteStream& in, const Source& source);

/// RSS 2.0, RSS 1.0 or Atom. `container` gives coordinates and hints if the feed itself stood in an archive.
void read_feed(std::string_view xml, const Page* container, const Source& source);

/// Adds the hints and sniffs what `bytes` are; a feed becomes its items, anything unreadable a rejection.
void read_payload(Page&& page, const Source& source);

}  // namespace daybook
