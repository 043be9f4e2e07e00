// Walks the records of an archive: WARC or ARC, plain or packed, sound or not.
//
// A compressed archive has, if made properly, one gzip member (or one or more zstd frames) a record; then a record can be
// read from its offset alone, and after damage the next unit is where reading goes on.
#include <optional>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/digest.h"
#include "read/formats.h"
#include "read/gzip.h"
#include "read/record_page.h"
#include "read/zstd.h"

namespace daybook {
namespace {

constexpr std::size_t kHeadMax = 64 << 10;
constexpr int kGoBackMax = 8;

/// The name of a record inside a sentence, from its address.
std::string shown_url(std::string_view url) { return url.empty() ? "" : " of " + repair_utf8(url.substr(0, 200)); }

/// What was read at one place.
struct Taken {
  RecordHead head;
  RecordYield yield;
  bool end = false;         ///< nothing was there
  bool elsewhere = false;   ///< the page has the coordinates of another record
};

class ArchiveWalk {
 public:
  using Take = std::function<void(Page&&)>;
  ArchiveWalk(ByteStream& in, PackedReader* packed, const ArchiveFormat& format, const Source& source, Take take)
      : in_(in), packed_(packed), format_(format), source_(source), take_(std::move(take)) {}

  /// `records`: how many to read at most.
  void run(std::uint32_t records) {
    for (std::uint32_t number = 0; number < records; ++number) {
      Coordinates at{source_.file, 0, 0, number};
      Taken taken;
      std::uint64_t start = in_.position();
      bool starts_unit = true;
      try {
        taken = next(start);
        at.offset = offset_of(start);
        starts_unit = !packed_ || packed_->place_of(start).starts_member;
      } catch (const Error& error) {  // of the stream under us; a sink's exception is not caught here
        at.offset = offset_of(start);
        const std::string message = in_record_ ? "The " + std::string(format_.name) + " record" + shown_url(url_) + " cannot be read: " + error.what() + "."
                                               : "The archive cannot be read on: " + std::string(error.what()) + ".";
        source_.reject(at, error.code(), message);
        in_.forget_buffer();
        if (!packed_ || !find_unit()) return;
        continue;
      }
      if (taken.end) return;
      at.length = length_from(start);
      const bool lost = taken.yield.fault && taken.yield.fault->lost;
      if (!starts_unit) tell_of_units(at);
      last_start_ = at.offset;
      deliver(std::move(taken), at);
      if (lost && !find_record(number, at)) return;
    }
  }

 private:
  std::string named(const Coordinates& at, std::string_view url) const {
    return "The " + std::string(format_.name) + " record at offset " + std::to_string(at.offset) + shown_url(url);
  }

  void deliver(Taken&& taken, const Coordinates& at) {
    auto& yield = taken.yield;
    if (taken.head.brackets && !told_brackets_) {
      told_brackets_ = true;
      source_.remark(at, named(at, taken.head.url) + " has its address in angle brackets, as some writers do; they are taken off, here and in later records.");
    }
    if (yield.fault) {
      const auto& fault = *yield.fault;
      source_.sinks.reject({at, name_of(fault.code), repair_utf8(fault.sentence ? fault.message : named(at, taken.head.url) + " " + fault.message), fault.digest});
    } else {
      for (const auto& doubt : yield.remarks) source_.remark(at, named(at, taken.head.url) + ": " + doubt + ".");
    }
    if (yield.page && !taken.elsewhere) yield.page->at = at;
    if (taken.head.type == "response" || taken.head.type == "resource" || taken.elsewhere)
      source_.originals.add(taken.head, yield.page ? yield.page->at : at, yield.page ? &*yield.page : nullptr);
    if (yield.page) take_(std::move(*yield.page));
  }

  /// Said once: it is one fault of the archive, not one of each record.
  void tell_of_units(const Coordinates& at) {
    if (told_units_) return;
    told_units_ = true;
    const std::string unit = packed_->unit();
    source_.remark(at, at.offset == last_start_
                           ? "The archive has several records in one " + unit + " (at offset " + std::to_string(at.offset) +
                                 "): they are read, but none of them can be found again by its offset alone."
                           : "A record of the archive starts inside the " + unit + " at offset " + std::to_string(at.offset) +
                                 ", not at its start: it is read, but it cannot be found again by its offset alone.");
  }

  std::uint64_t offset_of(std::uint64_t position) { return packed_ ? packed_->place_of(position).member : position; }

  /// 0 if the record shares its unit with others, so that no piece of the file is the record.
  std::uint64_t length_from(std::uint64_t start) {
    if (!packed_) return in_.position() - start;
    const auto first = packed_->place_of(start);
    if (!first.starts_member) return 0;
    if (pending_) return packed_->fault_place().compressed - first.member;
    try {
      skip_line_ends();
      const bool end = in_.at_end();
      const auto after = packed_->place_of(in_.position());
      if (end) return packed_->compressed_position() - first.member;
      return after.starts_member && after.member > first.member ? after.member - first.member : 0;
    } catch (const Error&) {
      pending_ = std::current_exception();  // belongs to the next record
      return packed_->fault_place().compressed > first.member ? packed_->fault_place().compressed - first.member : 0;
    }
  }

  void skip_line_ends() {
    while (!in_.peek(1).empty() && (in_.peek(1).front() == '\r' || in_.peek(1).front() == '\n')) in_.skip(1);
  }

  bool record_starts() { return format_.starts(in_.peek(format_.look)); }

  bool find_unit() {
    while (packed_->resync()) {
      try {
        if (record_starts()) return true;
        if (in_.at_end()) return false;
      } catch (const Error&) {
      }
      in_.forget_buffer();
    }
    return false;
  }

  /// Goes to the next line that starts a record.
  bool find_record(std::uint32_t number, Coordinates at) {
    std::string line;
    try {
      for (;;) {
        if (in_.at_end()) return false;
        if (record_starts()) return true;
        if (in_.line(line, 64) == ByteStream::Line::none) return false;
      }
    } catch (const Error& error) {
      at.record = number;
      source_.reject(at, error.code(), "The archive cannot be read on: " + std::string(error.what()) + ".");
      in_.forget_buffer();
      return packed_ && find_unit();
    }
  }

  Taken faulty(RecordFault fault, RecordHead head = {}) {
    Taken out;
    out.head = std::move(head);
    out.yield.fault = std::move(fault);
    return out;
  }
  Taken cut(RecordHead head, const char* part) {
    return faulty({ErrorCode::bad_input, "is cut: the file ends inside its " + std::string(part) + ".", {}, false}, std::move(head));
  }

  Taken next(std::uint64_t& start) {
    in_record_ = false;
    url_.clear();
    if (pending_) std::rethrow_exception(std::exchange(pending_, nullptr));
    skip_line_ends();
    start = in_.position();
    if (in_.at_end()) {
      Taken out;
      out.end = true;
      return out;
    }
    in_record_ = true;
    if (!record_starts()) {
      const auto ahead = in_.peek(format_.look);
      const bool short_of_a_line = ahead.size() < format_.look && ahead.find('\n') == std::string_view::npos;
      if (short_of_a_line && (&format_ == &kArcFormat || std::string_view("WARC/1.").starts_with(ahead))) {
        in_.skip(ahead.size());
        if (in_.at_end()) return cut({}, "header");  // or throws the fault of the layer under us
      }
      return faulty({ErrorCode::bad_input, "The bytes at offset " + std::to_string(offset_of(start)) + " are no " + format_.name +
                     " record; they are passed over up to the next one.", {}, true, true});
    }
    auto read = format_.read(in_);
    if (read.cut) return cut(std::move(read.head), "header");
    url_ = read.head.url;
    if (read.fault) return faulty(std::move(*read.fault), std::move(read.head));
    RecordHead head = std::move(read.head);
    const std::size_t cap = source_.options.max_page_bytes;
    if (head.length > cap + kHeadMax) return pass_over(std::move(head));

    std::string block;
    block.reserve(std::min<std::uint64_t>(head.length, 1 << 20));
    const bool short_block = in_.read(block, head.length) < head.length;
    // With a right digest, what follows is the next fault.
    if (short_block || (!ends_well() && !block_is_whole(head, block))) {
      const std::uint64_t said = head.length;
      const bool found = take_back(block) || (!short_block && read_on(block));
      const bool whole = (found || short_block) && trim_to_whole(head, block);
      if (!whole && short_block && !found) return cut(std::move(head), "block");
      if (!whole)
        return faulty({ErrorCode::bad_input, "has a wrong Content-Length: no record follows where it should end.", {}, !found}, std::move(head));
      head.doubts.push_back("the record's length is noted as " + std::to_string(said) + " bytes and is " + std::to_string(block.size()));
    }
    return content(std::move(head), block);
  }

  /// A record too large for a page: only looked at, and hashed, as it goes by.
  Taken pass_over(RecordHead head) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(head.length, kHttpHeadMax));
    const bool page = large_page(head, in_.peek(size).substr(0, size));
    StreamDigest digest(head.fields.get("WARC-Block-Digest"));
    const std::uint64_t block = in_.position();
    std::uint64_t left = head.length;
    while (left > 0) {
      const auto have = in_.peek(1);
      if (have.empty() || swallows_unit()) {
        if (have.empty() && !go_back(block)) return cut(std::move(head), "block");
        return faulty({ErrorCode::bad_input, "has a wrong Content-Length: other records stand in what it should have, or the file ends in it.", {}, true}, std::move(head));
      }
      auto step = std::min<std::uint64_t>(have.size(), left);
      if (packed_) step = std::min(step, packed_->next_unit(in_.position()) - in_.position());
      digest.add(have.substr(0, step));
      in_.skip(step);
      left -= step;
    }
    if (!ends_well()) return faulty({ErrorCode::bad_input, "has a wrong Content-Length: no record follows where it should end.", {}, true}, std::move(head));
    if (page)
      return faulty({ErrorCode::too_large, "has " + std::to_string(head.length) + " bytes, more than the " +
                     std::to_string(source_.options.max_page_bytes) + " a page may have.", {}, false}, std::move(head));
    Taken out;
    if (digest.check() == DigestCheck::wrong) out.yield.remarks.emplace_back("the digest noted in the archive is not that of the bytes (block)");
    out.head = std::move(head);
    return out;
  }

  /// A record starts where a unit does: then it is no part of another.
  bool swallows_unit() { return packed_ && packed_->place_of(in_.position()).starts_member && record_starts(); }

  /// A length far too large must not cost the records behind it. Only files can go back, and only so often.
  bool go_back(std::uint64_t position) {
    if (packed_ || !source_.go_to || went_back_ >= kGoBackMax || !source_.go_to(position)) return false;
    ++went_back_;
    in_.restart(position);
    return true;
  }

  /// A record must be followed by an empty line and the next record, or by the end of the file. If not, nothing is used up.
  bool ends_well() {
    std::string ends;
    std::string_view ahead;
    try {
      while (ends.size() < 64 && !in_.peek(1).empty() && (in_.peek(1).front() == '\r' || in_.peek(1).front() == '\n')) in_.read(ends, 1);
      ahead = in_.peek(format_.look);
    } catch (const Error&) {
      if (!packed_ || packed_->fault_place().decompressed != in_.position()) throw;
      pending_ = std::current_exception();  // the fault lies in the next unit; this record is sound
      return true;
    }
    const bool blank = format_.blank_line_ends ? ends.starts_with("\r\n\r\n") : !ends.empty();
    if (ahead.empty() || format_.starts(ahead) || blank) return true;  // after a blank line, what follows is the next fault
    if (!ends.empty() && std::string_view("WARC/1.").starts_with(ahead)) return true;
    if (!ends.empty()) in_.unread(ends);
    return false;
  }

  /// A length noted too long has swallowed the head of the next record: then that is put back, as often as the budget
  /// against hostile files lasts.
  bool take_back(std::string& block) {
    for (std::size_t at = block.find('\n'); at != std::string::npos; at = block.find('\n', at + 1)) {
      if (!format_.starts(std::string_view(block).substr(at + 1))) continue;
      if (rewound_ >= 4 * source_.options.max_page_bytes) return false;
      rewound_ += block.size() - at;
      in_.unread(std::string_view(block).substr(at + 1));
      block.resize(at + 1);
      return true;
    }
    const auto last = block.rfind('\n');  // the head of the next record may be cut in two
    if (last == std::string::npos || block.size() - last > format_.look) return false;
    const std::string tail = block.substr(last + 1);
    if (tail.empty() || !format_.starts(tail + std::string(in_.peek(format_.look).substr(0, format_.look)))) return false;
    in_.unread(tail);
    block.resize(last + 1);
    return true;
  }

  /// A length noted too short: goes on to the next record, or the end.
  bool read_on(std::string& block) {
    while (block.size() <= source_.options.max_page_bytes + kHeadMax) {
      const auto have = in_.peek(1);
      if (have.empty()) return true;
      const auto end = have.find('\n');
      in_.read(block, end == std::string_view::npos ? have.size() : end + 1);
      if (end != std::string_view::npos && record_starts()) return true;
    }
    return false;
  }

  /// Takes off the line ends behind the block; false if nothing says that what is left is the whole of it.
  bool trim_to_whole(const RecordHead& head, std::string& block) {
    for (const std::string_view ends : {"\r\n\r\n", "\n\n", "\r\n", "\n", ""}) {
      if (!block.ends_with(ends) || !block_is_whole(head, std::string_view(block).substr(0, block.size() - ends.size()))) continue;
      block.resize(block.size() - ends.size());
      return true;
    }
    return false;
  }

  Taken content(RecordHead head, const std::string& block) {
    Taken out;
    const auto cap = source_.options.max_page_bytes;
    bool about_head = true;
    if (head.type == "response") {
      out.yield = read_response(head, block, cap);
    } else if (head.type == "resource") {
      out.yield = read_resource(head, block);
    } else if (head.type == "revisit") {
      out = revisit(head, block);
    } else if (head.type == "conversion") {
      if (!source_.originals.knows_id(head.fields.get("WARC-Refers-To"))) out.yield = read_conversion(head, block);
    } else {
      about_head = head.type.empty() || head.type == "warcinfo";  // a request repeats what its response has
      const auto body = head.type == "request" ? block.find("\r\n\r\n") : std::string::npos;
      const auto payload = body == std::string::npos ? std::string_view(block) : std::string_view(block).substr(body + 4);
      if (auto doubt = digest_doubt(head, block, {payload, block}); !doubt.empty()) out.yield.remarks.push_back(std::move(doubt));
      if (head.type == "continuation" && !source_.originals.knows_id(head.fields.get("WARC-Segment-Origin-ID")))
        out.yield.remarks.emplace_back("it goes on with a record that does not stand before it in this archive; it was passed over");
    }
    if (!out.yield.page && !out.yield.fault && about_head)
      for (auto& doubt : head_doubts(head)) out.yield.remarks.push_back(std::move(doubt));
    out.head = std::move(head);
    return out;
  }

  Taken revisit(const RecordHead& head, std::string_view block) {
    Taken out;
    int status = 200;
    std::string type;
    try {
      const auto http = parse_http(block);
      status = http.status;
      type = media_type_of(http.fields.get("Content-Type"));
    } catch (const Error&) {  // old archives keep no head
    }
    if (!readable_type(type) || (status != 200 && status != 304)) return out;
    auto found = source_.originals.find(head, source_.options);
    if (found.answer == Originals::Answer::found) {
      out.yield.page = std::move(found.page);
      out.elsewhere = true;
    } else if (found.answer != Originals::Answer::no_page) {
      const auto refers = usable_url(head.fields.get("WARC-Refers-To-Target-URI")), date = repair_utf8(head.fields.get("WARC-Refers-To-Date"));
      const std::string what = "repeats an earlier answer (revisit" + (refers.empty() ? "" : " of " + refers.substr(0, 200)) +
                               (date.empty() ? "" : ", captured " + date.substr(0, 40)) + ")" +
                               (found.answer == Originals::Answer::gone ? " that cannot be read a second time" : " that does not stand before it in this archive");
      if (type.empty()) out.yield.remarks.push_back("it " + what);  // nobody knows whether it was a page
      else out.yield.fault = RecordFault{ErrorCode::not_found, what + ".", {}, false};
    }
    return out;
  }

  ByteStream& in_;
  PackedReader* packed_;
  const ArchiveFormat& format_;
  const Source& source_;
  Take take_;
  std::exception_ptr pending_;
  std::string url_;
  bool in_record_ = false, told_units_ = false, told_brackets_ = false;
  int went_back_ = 0;
  std::uint64_t rewound_ = 0, last_start_ = 0;
};

}  // namespace

void read_archive(ByteStream& in, PackedReader* packed, const ArchiveFormat& format, const Source& source) {
  ArchiveWalk(in, packed, format, source, [&](Page&& page) { read_payload(std::move(page), source); }).run(UINT32_MAX);
}

std::optional<Page> read_first_record(ByteStream& in, const ReadOptions& options) {
  std::optional<Page> out;
  const PageSinks sinks{[](Page&&) {}, [](Rejection&&) {}, {}};
  Originals none;
  const Source source{"", options, sinks, none};
  const auto read = [&](ByteStream& plain, PackedReader* packed) {
    for (const auto* format : {&kWarcFormat, &kArcFormat})
      if (format->starts(plain.peek(format->look))) {
        ArchiveWalk(plain, packed, *format, source, [&](Page&& page) { out = std::move(page); }).run(1);
        return;
      }
  };
  try {
    const auto head = in.peek(4);
    if (head.starts_with("\x1f\x8b")) {
      GzipReader gzip(in);
      ByteStream plain([&](char* to, std::size_t n) { return gzip.fill(to, n); });
      read(plain, &gzip);
    } else if (starts_zstd(head)) {
      ZstdReader zstd(in);
      ByteStream plain([&](char* to, std::size_t n) { return zstd.fill(to, n); });
      read(plain, &zstd);
    } else {
      read(in, nullptr);
    }
  } catch (const Error&) {
  }
  return out;
}

}  // namespace daybook
