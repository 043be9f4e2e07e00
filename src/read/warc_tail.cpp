#include "read/warc_tail.h"

#include <charconv>
#include <fstream>
#include <optional>

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

struct Walked {
  Fields fields;
  int status = 0;
};

/// One record. A fault of the gzip layer passes through as Error.
Step walk_record(ByteStream& in, Walked& out) {
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
  out = {};
  parse_fields(std::string_view(head).substr(head.find('\n') + 1), out.fields);
  const auto text = out.fields.get("Content-Length");
  std::uint64_t length = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), length).ec != std::errc{}) return Step::strange;
  const auto status_line = in.peek(12).substr(0, std::min<std::uint64_t>(12, length));
  if (status_line.size() == 12 && status_line.starts_with("HTTP/1.")) std::from_chars(status_line.data() + 9, status_line.data() + 12, out.status);
  if (in.skip(length) < length) return Step::cut;
  const auto ends = in.peek(4).substr(0, 4);
  if (ends != "\r\n\r\n") return std::string_view("\r\n\r\n").starts_with(ends) ? Step::cut : Step::strange;
  in.skip(4);
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
  struct Last {
    std::uint64_t start = 0;
    GzipReader::Place place{0, false};
    Walked walked;
  };
  std::optional<Last> last;  // told of only once what follows shows that its gzip member is whole
  const auto tell = [&] {
    if (last) record(last->walked.fields, last->walked.status);
    last.reset();
  };
  for (bool first = true;; first = false) {
    const auto start = records.position();
    Step step;
    Walked walked;
    GzipReader::Place place{start, true};
    try {
      step = walk_record(records, walked);
      if (packed) place = gzip.place_of(start);
    } catch (const Error&) {
      const auto fault = gzip.fault_place();
      step = fault.cut ? Step::cut : Step::strange;
      if (fault.decompressed < start) {  // the last record's member: only its checksum is cut, or it has more than one record
        if (last && last->start <= fault.decompressed) place = last->place;
        else step = Step::strange;
        last.reset();
      } else {
        place = fault.decompressed == start ? GzipReader::Place{fault.compressed, true} : gzip.place_of(start);
      }
    }
    if (step == Step::whole) {
      tell();
      last = Last{start, place, std::move(walked)};
      continue;
    }
    tell();
    if (step == Step::strange && first)
      throw Error(ErrorCode::bad_input, "The file " + file.string() + " holds something else than WARC records; nothing was appended.", file.string());
    if (step == Step::cut && place.starts_member && !record_behind(file, packed, place.member)) return place.member;
    return size;
  }
}

}  // namespace daybook
