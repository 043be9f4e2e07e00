// The readers of the single formats. Each takes a stream and hands pages and rejections to the sinks in input order.
#pragma once

#include "base/error.h"
#include "read/byte_stream.h"
#include "read/originals.h"
#include "read/packed_reader.h"
#include "read/reader.h"
#include "read/record_head.h"

namespace daybook {

/// What all readers of one file share.
struct Source {
  std::string file;  ///< as shown
  const ReadOptions& options;
  const PageSinks& sinks;
  Originals& originals;  ///< of this file and, in a folder, of those read before
  bool packed = false;   ///< positions are those of the unpacked bytes: places in them are no places in the file
  std::function<bool(std::uint64_t)> go_to = {};  ///< moves the bytes of the file under all readers; empty where they only flow

  void page(Page&& page) const;  ///< fills in the digest
  void reject(Coordinates at, ErrorCode code, std::string message, std::string_view bytes = {}) const;
  void remark(Coordinates at, std::string message) const;
};

/// WARC 0.17 to 1.1 or ARC. `packed` is the layer under `in` if the archive is compressed, else nullptr.
void read_archive(ByteStream& in, PackedReader* packed, const ArchiveFormat& format, const Source& source);

/// The page of the first record of a piece of an archive, before it is looked at as HTML, text or feed. Nothing if it has none.
std::optional<Page> read_first_record(ByteStream& in, const ReadOptions& options);

/// One JSON object a line.
void read_jsonl(ByteStream& in, const Source& source);

/// RSS 2.0, RSS 1.0 or Atom. `container` gives coordinates and hints if the feed itself stood in an archive.
void read_feed(std::string_view xml, const Page* container, const Source& source);

/// Adds the hints and sniffs what `bytes` are; a feed becomes its items, anything unreadable a rejection.
void read_payload(Page&& page, const Source& source);

}  // namespace daybook
