// Bytes to pages: text, HTML, JSONL, RSS/Atom, WARC and ARC (plain, gzip, zstd), folders of these, standard input. The
// format is told by the content.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <istream>
#include <string>

#include "model/page.h"

namespace daybook {

/// Limits that protect memory; the defaults suit a laptop.
struct ReadOptions {
  std::size_t max_page_bytes = 32u << 20;    ///< one page after decompression; larger ones are rejected
  std::size_t max_feed_bytes = 64u << 20;    ///< one feed or JSONL line
};

/// Where pages go. Called in input order, from the calling thread; a callback may throw to stop reading.
struct PageSinks {
  std::function<void(Page&&)> page;
  std::function<void(Rejection&&)> reject;  ///< one fault, one call; good records after it are still read
  std::function<void(Remark&&)> remark;     ///< faults by which no page is lost; may be empty
};

/// Reads a file, or a folder (recursively, in byte order of the relative paths; dot files, README* and files named
/// *.md skipped). `shown` is the name kept in Coordinates::file. Memory is bounded by one page whatever the archive's size.
/// Throws Error{not_found, unreadable} for `path` itself only; faults inside become rejections.
void read_path(const std::filesystem::path& path, const ReadOptions& options, const PageSinks& sinks);

/// Reads one page whose bytes came from elsewhere, an answer of a server say: sniffed, a feed becomes its items, what is no page a rejection.
void read_page(Page&& page, const ReadOptions& options, const PageSinks& sinks);

/// Reads one stream (standard input). `name` is kept in Coordinates::file.
void read_stream(std::istream& in, const std::string& name, const ReadOptions& options, const PageSinks& sinks);

}  // namespace daybook
