#include "read/reader.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <istream>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/formats.h"
#include "read/gzip.h"
#include "read/sniff.h"
#include "read/zstd.h"

namespace daybook {
namespace fs = std::filesystem;

void Source::page(Page&& page) const {
  page.digest = sha256_hex(page.bytes);
  sinks.page(std::move(page));
}

void Source::reject(Coordinates at, ErrorCode code, std::string message, std::string_view bytes) const {
  sinks.reject({std::move(at), name_of(code), repair_utf8(message), bytes.empty() ? std::string{} : sha256_hex(bytes)});
}

void Source::remark(Coordinates at, std::string message) const {
  if (sinks.remark) sinks.remark({std::move(at), repair_utf8(message)});
}

void read_payload(Page&& page, const Source& source) {
  const auto sniffed = sniff(std::string_view(page.bytes).substr(0, 4096));
  switch (sniffed.format) {
    case ByteFormat::empty: source.reject(page.at, ErrorCode::bad_input, "The record is empty."); return;
    case ByteFormat::binary:
    case ByteFormat::gzip:
    case ByteFormat::zstd:
      source.reject(page.at, ErrorCode::bad_input, "The record is called a page but is " +
                    (sniffed.what.empty() ? "compressed data" : sniffed.what) + ".", page.bytes);
      return;
    case ByteFormat::feed: read_feed(page.bytes, &page, source); return;
    case ByteFormat::html: page.type = MediaType::html; break;
    case ByteFormat::json:
    case ByteFormat::jsonl:  // data for scripts, not a document
      source.reject(page.at, ErrorCode::bad_input, "The record is called a page but is JSON data.", page.bytes);
      return;
    case ByteFormat::warc:
    case ByteFormat::arc:
    case ByteFormat::index:
    case ByteFormat::text: page.type = MediaType::text; break;
  }
  source.page(std::move(page));
}

namespace {

std::string size_limit(std::size_t bytes) { return "more than the " + std::to_string(bytes) + " bytes a page may have"; }

/// A whole file that is one page or one feed.
void read_single(ByteStream& in, ByteFormat format, const Source& source) {
  Coordinates at{source.file, 0, 0, 0};
  const std::size_t cap = format == ByteFormat::feed ? source.options.max_feed_bytes : source.options.max_page_bytes;
  Page page;
  try {
    in.read(page.bytes, cap + 1);
  } catch (const Error& error) {
    source.reject(at, error.code(), "The file cannot be read: " + std::string(error.what()) + ".");
    return;
  }
  if (page.bytes.size() > cap) {
    source.reject(at, ErrorCode::too_large, "The file has " + size_limit(cap) + ".");
    return;
  }
  if (format == ByteFormat::feed) {
    read_feed(page.bytes, nullptr, source);
    return;
  }
  if (trim(page.bytes).empty()) {
    source.reject(at, ErrorCode::bad_input, "The file has no text: it is white space only.", page.bytes);
    return;
  }
  page.type = format == ByteFormat::html ? MediaType::html : MediaType::text;
  page.at = at;
  source.page(std::move(page));
}

void read_any(ByteStream& in, PackedReader* packed, const Source& source);

template <typename Reader>
void read_packed(ByteStream& in, PackedReader* outer, const Source& source) {
  if (outer) {
    source.reject({source.file, 0, 0, 0}, ErrorCode::bad_input, "The file is compressed twice.");
    return;
  }
  Reader reader(in);
  ByteStream plain([&](char* out, std::size_t n) { return reader.fill(out, n); });
  Source inside = source;
  inside.packed = true;
  read_any(plain, &reader, inside);
}

void read_any(ByteStream& in, PackedReader* packed, const Source& source) {
  const Coordinates at{source.file, 0, 0, 0};
  Sniffed sniffed;
  try {
    sniffed = sniff(in.peek(4096).substr(0, 4096));
  } catch (const Error& error) {
    // What came before the fault is still in the buffer; an archive cut in its first record has nothing whole anyway.
    source.reject(at, error.code(), "The file cannot be read: " + std::string(error.what()) + ".");
    return;
  }
  switch (sniffed.format) {
    case ByteFormat::empty:
      source.reject(at, ErrorCode::bad_input, packed ? "The compressed file holds nothing." : "The file is empty.");
      return;
    case ByteFormat::binary: source.reject(at, ErrorCode::bad_input, "The file is no text: it is " + sniffed.what + "."); return;
    case ByteFormat::index:
      source.remark(at, "The file is " + sniffed.what + "; it was passed over, for the pages themselves stand in the archive.");
      return;
    case ByteFormat::json: source.reject(at, ErrorCode::bad_input, "The file is no text: it is JSON data."); return;
    case ByteFormat::gzip: read_packed<GzipReader>(in, packed, source); return;
    case ByteFormat::zstd: read_packed<ZstdReader>(in, packed, source); return;
    case ByteFormat::warc: read_archive(in, packed, kWarcFormat, source); return;
    case ByteFormat::arc: read_archive(in, packed, kArcFormat, source); return;
    case ByteFormat::jsonl: read_jsonl(in, source); return;
    case ByteFormat::feed:
    case ByteFormat::html:
    case ByteFormat::text: read_single(in, sniffed.format, source); return;
  }
}

void read_from(std::istream& in, const Source& of) {
  ByteStream stream([&](char* out, std::size_t n) {
    in.read(out, static_cast<std::streamsize>(n));
    if (in.bad()) throw Error(ErrorCode::unreadable, "the system reports a read error");
    return static_cast<std::size_t>(in.gcount());
  });
  Source source = of;
  source.go_to = [&in](std::uint64_t position) {
    in.clear();
    in.seekg(static_cast<std::streamoff>(position));
    return in.good();
  };
  read_any(stream, nullptr, source);
}

void read_file(const fs::path& path, const std::string& shown, const ReadOptions& options, const PageSinks& sinks) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::unreadable, "The file " + shown + " cannot be opened; it may not be allowed.", shown);
  read_stream(in, shown, options, sinks);
}

bool passed_over(const fs::path& relative) {
  for (const auto& part : relative)
    if (part.string().starts_with('.')) return true;
  const auto name = relative.filename().string();
  return name.starts_with("README") || name.ends_with(".md");
}

}  // namespace

void read_page(Page&& page, const ReadOptions& options, const PageSinks& sinks) {
  Originals originals;
  const std::string file = page.at.file;
  read_payload(std::move(page), Source{file, options, sinks, originals});
}

void read_stream(std::istream& in, const std::string& name, const ReadOptions& options, const PageSinks& sinks) {
  Originals originals;
  read_from(in, Source{name, options, sinks, originals});
}

void read_path(const fs::path& path, const ReadOptions& options, const PageSinks& sinks) {
  std::error_code code;
  const auto status = fs::status(path, code);
  if (status.type() == fs::file_type::not_found) throw Error(ErrorCode::not_found, "There is no file or folder " + path.string() + ".", path.string());
  if (code) throw Error(ErrorCode::unreadable, "Cannot look at " + path.string() + ": " + code.message() + ".", path.string());
  if (!fs::is_directory(status)) {
    read_file(path, path.string(), options, sinks);
    return;
  }
  Originals originals;
  const Source source{path.string(), options, sinks, originals};
  std::vector<std::string> names;
  fs::recursive_directory_iterator walk(path, code), end;
  if (code) throw Error(ErrorCode::unreadable, "Cannot open the folder " + path.string() + ": " + code.message() + ".", path.string());
  for (; walk != end; walk.increment(code)) {
    if (code) {
      source.reject({path.string(), 0, 0, 0}, ErrorCode::unreadable, "A folder under " + path.string() + " cannot be opened: " + code.message() + ".");
      break;
    }
    const auto relative = walk->path().lexically_relative(path);
    std::error_code ignored;
    if (walk->is_directory(ignored)) {
      // A folder that cannot be opened is one rejection; the walk itself must go on.
      if (::access(walk->path().c_str(), R_OK | X_OK) != 0 && !walk->is_symlink(ignored)) {
        source.reject({walk->path().string(), 0, 0, 0}, ErrorCode::unreadable, "The folder " + walk->path().string() + " cannot be opened.");
        walk.disable_recursion_pending();
      }
      continue;
    }
    if (!passed_over(relative)) names.push_back(relative.generic_string());
  }
  std::sort(names.begin(), names.end());
  for (const auto& name : names) {
    const auto file = path / name;
    const std::string shown = file.generic_string();
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) {
      source.reject({shown, 0, 0, 0}, ErrorCode::unreadable, "The file " + shown + " is no regular file or points nowhere.");
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      source.reject({shown, 0, 0, 0}, ErrorCode::unreadable, "The file " + shown + " cannot be opened; it may not be allowed.");
      continue;
    }
    read_from(in, Source{shown, options, sinks, originals});
  }
}

}  // namespace daybook
