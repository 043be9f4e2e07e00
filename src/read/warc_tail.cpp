#include "read/warc_tail.h"

#include <charconv>
#include <fstream>

#include "base/error.h"
#include "read/gzip.h"

namespace daybook {
namespace {

constexpr std::size_t kHeaderMax = 64 << 10;

ByteStream::Fill bytes_of(std::ifstream& in) {
  return [&in](char* out, std::size_t n) {
    in.read(out, static_cast<std::streamsize>(n));
    return static_cast<std::size_t>(in.gcount());
  };
}

enum class Step { whole, cut, end, strange };

/// One record. A fault of the gzip layer passes through as Error.
Step walk_record(ByteStream& in, const std::function<void(const Fields&, int)>& record) {
  if (in.at_end()) return Step::end;
  const auto start = in.peek(5).substr(0, 5);
  if (!start.starts_with("WARC/")) return std::string_view("WARC/").starts_with(start) ? Step::cut : Step::strange;
  std::string head, line;
  for (;;) {
    if (in.line(line, kHeaderMax) == ByteStream::Line::none) return Step::cut;
    if (head.size() + line.size() > kHeaderMax) return Step::strange;
    head += line + "\n";
    if (line.empty()) break;
  }
  Fields fields;
  parse_fields(std::string_view(head).substr(head.find('\n') + 1), fields);
  const auto text = fields.get("Content-Length");
  std::uint64_t length = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), length).ec != std::errc{}) return Step::strange;
  std::string first;
  const auto status_line = in.peek(12).substr(0, std::min<std::uint64_t>(12, length));
  int status = 0;
  if (status_line.size() == 12 && status_line.starts_with("HTTP/1.")) std::from_chars(status_line.data() + 9, status_line.data() + 12, status);
  if (in.skip(length) < length) return Step::cut;
  const auto ends = in.peek(4).substr(0, 4);
  if (ends != "\r\n\r\n") return std::string_view("\r\n\r\n").starts_with(ends) ? Step::cut : Step::strange;
  in.skip(4);
  record(fields, status);
  return Step::whole;
}

/// True if a record starts somewhere behind `from`: then what is broken there is not the end of the file.
bool record_behind(const std::filesystem::path& file, bool packed, std::uint64_t from) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from));
  ByteStream raw(bytes_of(in));
  raw.skip(1);
  if (!packed) {
    std::string line;
    while (raw.line(line, 16) != ByteStream::Line::none)
      if (raw.peek(6).starts_with("WARC/1")) return true;
    return false;
  }
  for (;;) {
    GzipReader gzip(raw);
    if (!gzip.resync()) return false;
    ByteStream plain([&](char* out, std::size_t n) { return gzip.fill(out, n); });
    try {
      if (plain.peek(5).starts_with("WARC/")) return true;
    } catch (const Error&) {
    }
    raw.skip(1);
  }
}

}  // namespace

std::uint64_t whole_warc_size(const std::filesystem::path& file, bool packed, const std::function<void(const Fields&, int status)>& record) {
  const std::uint64_t size = std::filesystem::file_size(file);
  std::ifstream in(file, std::ios::binary);
  ByteStream raw(bytes_of(in));
  GzipReader gzip(raw);
  ByteStream plain([&](char* out, std::size_t n) { return gzip.fill(out, n); });
  ByteStream& records = packed ? plain : raw;
  for (bool first = true;; first = false) {
    const auto start = records.position();
    Step step;
    std::uint64_t at = start;
    try {
      step = walk_record(records, record);
      if (packed) at = gzip.place_of(start).member;
    } catch (const Error&) {
      const auto place = gzip.fault_place();
      step = place.cut ? Step::cut : Step::strange;
      at = place.compressed;
    }
    if (step == Step::whole) continue;
    if (step == Step::end) return size;
    if (step == Step::strange && first)
      throw Error(ErrorCode::bad_input, "The file " + file.string() + " holds something else than WARC records; nothing was appended.", file.string());
    if (step == Step::cut && !record_behind(file, packed, at)) return at;
    return size;
  }
}

}  // namespace daybook
