// WARC: records of "WARC/1.x", header lines, an empty line, Content-Length bytes, two line ends.
//
//     WARC/1.0 CRLF  Name: value CRLF ...  CRLF  block  CRLF CRLF  WARC/1.0 ...
//
// A compressed archive has, if made properly, one gzip member a record; then a record can be read from its offset alone.
#include <charconv>
#include <optional>
#include <variant>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/codec.h"
#include "read/digest.h"
#include "read/formats.h"
#include "read/http.h"
#include "read/sniff.h"

namespace daybook {
namespace {

constexpr std::size_t kHeaderMax = 64 << 10;

struct Fault {
  ErrorCode code;
  std::string message;
  std::string digest;
  bool lost = false;  ///< the place of the next record is not known
};
struct Skipped {};
struct End {};
using Outcome = std::variant<Page, Fault, Skipped, End>;

bool digest_differs(std::string_view noted, std::initializer_list<std::string_view> candidates) {
  return check_digest(noted, candidates) == DigestCheck::wrong;
}

bool readable_type(std::string_view type) {
  return type.empty() || type == "text/html" || type == "application/xhtml+xml" || type == "text/plain" ||
         type == "application/rss+xml" || type == "application/atom+xml" || type == "text/xml" || type == "application/xml" ||
         type == "application/rdf+xml";
}

std::string shown_url(std::string_view url) { return url.empty() ? "" : " of " + repair_utf8(url.substr(0, 200)); }

class WarcReader {
 public:
  WarcReader(ByteStream& in, GzipReader* gzip, const Source& source) : in_(in), gzip_(gzip), source_(source) {}

  void run() {
    for (std::uint32_t number = 0;; ++number) {
      Coordinates at{source_.file, 0, 0, number};
      Outcome outcome = End{};
      std::uint64_t start = in_.position();
      try {
        outcome = next(start);
        at.offset = offset_of(start);
      } catch (const Error& error) {  // of the stream under us; a sink's exception is not caught here
        at.offset = offset_of(start);
        const std::string message = in_record_ ? "The WARC record" + shown_url(url_) + " cannot be read: " + error.what() + "."
                                               : "The archive cannot be read on: " + std::string(error.what()) + ".";
        source_.reject(at, error.code(), message);
        in_.forget_buffer();
        if (!gzip_ || !find_member()) return;
        continue;
      }
      if (std::holds_alternative<End>(outcome)) return;
      at.length = length_from(start);
      if (auto* fault = std::get_if<Fault>(&outcome)) {
        const bool lost = fault->lost;
        Rejection rejection{at, name_of(fault->code), std::move(fault->message), std::move(fault->digest)};
        source_.sinks.reject(std::move(rejection));
        if (lost && !find_record(number, at)) return;
      } else if (auto* page = std::get_if<Page>(&outcome)) {
        page->at = at;
        read_payload(std::move(*page), source_);
      }
    }
  }

 private:
  std::uint64_t offset_of(std::uint64_t position) {
    if (!gzip_) return position;
    return gzip_->place_of(position).member;
  }

  /// 0 if the record shares its member with others, so that no piece of the file is the record.
  std::uint64_t length_from(std::uint64_t start) {
    if (!gzip_) return in_.position() - start;
    const auto first = gzip_->place_of(start);
    if (!first.starts_member) return 0;
    if (pending_) return gzip_->fault_place().compressed - first.member;
    try {
      while (!in_.peek(1).empty() && (in_.peek(1).front() == '\r' || in_.peek(1).front() == '\n')) in_.skip(1);
      const bool end = in_.at_end();
      const auto after = gzip_->place_of(in_.position());
      if (end) return gzip_->compressed_position() - first.member;
      return after.starts_member && after.member > first.member ? after.member - first.member : 0;
    } catch (const Error&) {
      pending_ = std::current_exception();  // belongs to the next record
      return gzip_->fault_place().compressed > first.member ? gzip_->fault_place().compressed - first.member : 0;
    }
  }

  bool find_member() {
    for (;;) {
      if (!gzip_->resync()) return false;
      try {
        if (in_.peek(5).starts_with("WARC/")) return true;
        if (in_.at_end()) return false;
      } catch (const Error&) {
      }
      in_.forget_buffer();
    }
  }

  /// Goes to the next line that starts a record.
  bool find_record(std::uint32_t number, Coordinates at) {
    std::string line;
    try {
      for (;;) {
        const auto head = in_.peek(7);
        if (head.empty()) return false;
        if (head.starts_with("WARC/1.") || head.starts_with("WARC/0.")) return true;
        if (in_.line(line, 64) == ByteStream::Line::none) return false;
      }
    } catch (const Error& error) {
      at.record = number;
      source_.reject(at, error.code(), "The archive cannot be read on: " + std::string(error.what()) + ".");
      in_.forget_buffer();
      return gzip_ && find_member();
    }
  }

  Outcome next(std::uint64_t& start) {
    in_record_ = false;
    url_.clear();
    if (pending_) std::rethrow_exception(std::exchange(pending_, nullptr));
    while (!in_.peek(1).empty() && (in_.peek(1).front() == '\r' || in_.peek(1).front() == '\n')) in_.skip(1);
    start = in_.position();
    if (in_.at_end()) return End{};
    in_record_ = true;
    const auto where = [&] { return " at offset " + std::to_string(offset_of(start)); };
    if (!in_.peek(5).starts_with("WARC/")) {
      if (std::string_view("WARC/").starts_with(in_.peek(5))) {
        in_.skip(5);
        if (in_.at_end()) return cut(where(), "header");  // or throws the fault of the gzip layer
      }
      return Fault{ErrorCode::bad_input, "The bytes" + where() + " are no WARC record; they are passed over up to the next one.", {}, true};
    }
    std::string head, line;
    for (;;) {
      const auto got = in_.line(line, kHeaderMax);
      if (got == ByteStream::Line::none) return cut(where(), "header");
      if (head.size() + line.size() > kHeaderMax)
        return Fault{ErrorCode::too_large, "The header of the WARC record" + where() + " is longer than 64 KiB.", {}, true};
      head += line + "\n";
      if (line.empty()) break;
    }
    Fields fields;
    parse_fields(std::string_view(head).substr(head.find('\n') + 1), fields);
    url_ = fields.get("WARC-Target-URI");
    if (url_.starts_with('<') && url_.ends_with('>')) url_ = url_.substr(1, url_.size() - 2);
    const std::string length_text = fields.get("Content-Length");
    std::uint64_t length = 0;
    const auto [end, code] = std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
    if (length_text.empty() || code != std::errc{} || end != length_text.data() + length_text.size())
      return Fault{ErrorCode::bad_input, "The WARC record" + where() + shown_url(url_) + " has no usable Content-Length.", {}, true};

    const std::string type = fields.get("WARC-Type");
    const bool wanted = type == "response" || type == "resource";
    if (!wanted || length > source_.options.max_page_bytes + kHeaderMax) return pass_over(fields, type, length, wanted, where());
    std::string block;
    block.reserve(std::min<std::uint64_t>(length, 1 << 20));
    if (in_.read(block, length) < length) return put_back_swallowed(block) ? wrong_length(where()) : cut(where(), "block");
    if (auto fault = check_end(where(), block)) return *fault;
    if (type == "resource") return resource(fields, std::move(block), where());
    return response(fields, std::move(block), where());
  }

  Fault cut(const std::string& where, const char* part) {
    return {ErrorCode::bad_input, "The WARC record" + where + shown_url(url_) + " is cut: the file ends inside its " + part + ".", {}, false};
  }

  Outcome pass_over(const Fields& fields, const std::string& type, std::uint64_t length, bool wanted, const std::string& where) {
    std::string head;
    bool document = wanted && type == "resource" && readable_type(media_type_of(fields.get("Content-Type")));
    if (wanted && type == "response") {
      head = in_.peek(std::min<std::uint64_t>(length, kHeaderMax)).substr(0, std::min<std::uint64_t>(length, kHeaderMax));
      try {
        const auto http = parse_http(head);
        document = http.status == 200 && readable_type(media_type_of(http.fields.get("Content-Type")));
      } catch (const Error&) {
        document = true;
      }
    }
    if (in_.skip(length) < length) return cut(where, "block");
    if (auto fault = check_end(where, {})) return *fault;
    if (document)
      return Fault{ErrorCode::too_large, "The WARC record" + where + shown_url(url_) + " has " + std::to_string(length) +
                   " bytes, more than the " + std::to_string(source_.options.max_page_bytes) + " a page may have.", {}, false};
    return Skipped{};
  }

  /// A record must be followed by an empty line and the next record, or by the end of the file. A length noted too long has
  /// swallowed the head of the next record: then that is put back, as often as the budget against hostile files lasts.
  std::optional<Fault> check_end(const std::string& where, std::string_view block) {
    std::string ends, head;
    try {
      while (ends.size() < 64 && !in_.peek(1).empty() && (in_.peek(1).front() == '\r' || in_.peek(1).front() == '\n')) in_.read(ends, 1);
      head = in_.peek(5).substr(0, 5);
    } catch (const Error&) {
      if (!gzip_ || gzip_->fault_place().decompressed != in_.position()) throw;
      pending_ = std::current_exception();  // the fault lies in the next member; this record is sound
      return {};
    }
    if (std::string_view("WARC/").starts_with(head) && (head.empty() || !ends.empty() || head.size() == 5)) return {};
    if (ends.starts_with("\r\n\r\n")) return {};  // ended as it should; what follows is the next fault
    put_back_swallowed(std::string(block) + ends);
    return wrong_length(where);
  }

  bool put_back_swallowed(std::string_view block) {
    const auto swallowed = block.find("\nWARC/1.");
    if (swallowed == std::string_view::npos || rewound_ >= 4 * source_.options.max_page_bytes) return false;
    rewound_ += block.size() - swallowed;
    in_.unread(block.substr(swallowed + 1));
    return true;
  }

  Fault wrong_length(const std::string& where) {
    return {ErrorCode::bad_input, "The WARC record" + where + shown_url(url_) +
            " has a wrong Content-Length: no record follows where it should end.", {}, true};
  }

  Page page_of(const Fields& fields) {
    Page page;
    page.hints.url = repair_utf8(url_);
    page.hints.captured = fields.get("WARC-Date");
    if (const auto why = fields.get("WARC-Truncated"); !why.empty())
      page.notes.push_back("the archive keeps only the start of this page (WARC-Truncated: " + repair_utf8(why.substr(0, 40)) + ")");
    return page;
  }

  Outcome resource(const Fields& fields, std::string block, const std::string&) {
    if (!readable_type(media_type_of(fields.get("Content-Type")))) return Skipped{};
    for (const auto* scheme : {"metadata:", "dns:", "screenshot:", "urn:"})  // the crawler's own notes and logs
      if (url_.starts_with(scheme)) return Skipped{};
    Page page = page_of(fields);
    page.hints.charset = charset_of(fields.get("Content-Type"));
    if (digest_differs(fields.get("WARC-Block-Digest"), {block}) || digest_differs(fields.get("WARC-Payload-Digest"), {block}))
      page.notes.push_back("the digest noted in the archive is not that of the bytes");
    page.bytes = std::move(block);
    return page;
  }

  Outcome response(const Fields& fields, std::string block, const std::string& where) {
    const auto fault = [&](ErrorCode code, const std::string& why) {
      return Fault{code, "The WARC record" + where + shown_url(url_) + " is no page: " + why + ".", sha256_hex(block), false};
    };
    if (!block.starts_with("HTTP/")) {
      if (media_type_of(fields.get("Content-Type")) != "application/http") return Skipped{};  // DNS answers and the like
      return fault(ErrorCode::bad_input, "the record has no HTTP status line");
    }
    HttpResponse http;
    try {
      http = parse_http(block);
    } catch (const Error& error) {
      return fault(error.code(), error.what());
    }
    const auto type = media_type_of(http.fields.get("Content-Type"));
    if (!readable_type(type)) return Skipped{};
    if (type == "text/plain" && url_.ends_with("/robots.txt")) return Skipped{};
    if (http.status != 200)
      return fault(ErrorCode::bad_input, "the server answered " + std::to_string(http.status) + " instead of 200");
    Page page = page_of(fields);
    page.hints.charset = charset_of(http.fields.get("Content-Type"));
    std::string body(http.body), plain;
    try {
      auto transfer = http.fields.get("Transfer-Encoding");
      for (char& c : transfer) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (transfer.find("chunked") != std::string::npos) body = undo_chunks(body);
      plain = body;
      auto codings = http.fields.get("Content-Encoding");
      for (char& c : codings) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      for (int depth = 0; !codings.empty() && depth < 3; ++depth) {  // the last one listed was applied last
        const auto comma = codings.rfind(',');
        const auto coding = comma == std::string::npos ? codings : codings.substr(comma + 1);
        plain = undo_coding(trim(coding), plain, source_.options.max_page_bytes);
        codings = comma == std::string::npos ? "" : codings.substr(0, comma);
      }
    } catch (const Error& error) {
      return fault(error.code(), error.what());
    }
    if (trim(plain).empty()) return fault(ErrorCode::bad_input, "it has no content");
    if (digest_differs(fields.get("WARC-Block-Digest"), {block}) ||
        digest_differs(fields.get("WARC-Payload-Digest"), {http.body, body, plain}))
      page.notes.push_back("the digest noted in the archive is not that of the bytes");
    page.bytes = std::move(plain);
    return page;
  }

  ByteStream& in_;
  GzipReader* gzip_;
  const Source& source_;
  std::exception_ptr pending_;
  std::string url_;
  bool in_record_ = false;
  std::uint64_t rewound_ = 0;
};

}  // namespace

void read_warc(ByteStream& in, GzipReader* gzip, const Source& source) { WarcReader(in, gzip, source).run(); }

}  // namespace daybook
