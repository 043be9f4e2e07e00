#include "read/warc_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "read/digest.h"
#include "read/gzip.h"
#include "read/http.h"
#include "read/warc_tail.h"

namespace daybook {
namespace {

constexpr const char* kNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
constexpr const char* kIdentical = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Hex, as browser crawlers write it; also the name the ledger gives a page, if the body has no content coding.
std::string digest_of(std::string_view bytes) { return "sha256:" + lower(hex(raw_digest("sha256", bytes))); }

/// RFC 9562 section 5.8: 122 bits of SHA-256 over the parts, each preceded by its length.
std::string uuid_of(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const auto part : parts) all += std::to_string(part.size()) + ":" + std::string(part);
  std::string raw = raw_digest("sha256", all).substr(0, 16);
  raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x80);
  raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
  const std::string h = lower(hex(raw));
  return "<urn:uuid:" + h.substr(0, 8) + "-" + h.substr(8, 4) + "-" + h.substr(12, 4) + "-" + h.substr(16, 4) + "-" + h.substr(20) + ">";
}

/// An address on one line: what no URI may hold is percent-encoded, what is encoded already stays.
std::string written_uri(std::string_view url) {
  std::string out;
  for (const char c : url) {
    const auto b = static_cast<unsigned char>(c);
    if (b <= 0x20 || b >= 0x7f || c == '<' || c == '>' || c == '"') out += "%" + hex(std::string_view(&c, 1));
    else out += c;
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return out;
}

bool is_ip(std::string_view ip) {
  return !ip.empty() && ip.size() <= 45 && ip.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

/// WARC-Date of WARC 1.1: YYYY-MM-DDThh:mm:ss[.fraction]Z.
bool is_date(std::string_view date) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
  if (date.size() < kShape.size() + 1 || date.back() != 'Z') return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < kShape.size(); ++i)
    if (kShape[i] == 'd' ? !digit(date[i]) : date[i] != kShape[i]) return false;
  const auto rest = date.substr(kShape.size(), date.size() - kShape.size() - 1);
  if (rest.empty()) return true;
  if (rest.front() != '.' || rest.size() < 2 || rest.size() > 10) return false;
  for (const char c : rest.substr(1))
    if (!digit(c)) return false;
  return true;
}

struct ArchivedHead {
  std::string text;
  std::string protocol;  ///< "h2", "h3" if the answer came over that
};

/// The head with CR LF line ends and an empty line at its end, made to agree with the body beside it.
ArchivedHead archived_head(std::string_view head, std::size_t body_size, bool bodiless) {
  ArchivedHead out;
  bool sized = false, unsized = false;
  std::size_t number = 0;
  for (std::size_t at = 0; at < head.size(); ++number) {
    const auto end = std::min(head.find('\n', at), head.size());
    auto line = std::string(head.substr(at, end - at));
    at = end + 1;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) break;
    if (number == 0) {
      if (line.starts_with("HTTP/2") || line.starts_with("HTTP/3")) {
        out.protocol = line[5] == '2' ? "h2" : "h3";
        const auto space = line.find(' ');
        line = "HTTP/1.1" + (space == std::string::npos ? "" : line.substr(space));
      }
    } else if (const auto name = lower(line.substr(0, line.find(':'))); name == "transfer-encoding") {
      line = "X-Archive-Orig-" + line;
      unsized = true;
    } else if (name == "content-length" && !bodiless) {
      std::string value = line.substr(line.find(':') + 1);
      value.erase(0, value.find_first_not_of(" \t"));
      value.erase(value.find_last_not_of(" \t") + 1);
      if (value == std::to_string(body_size) && !sized) sized = true;
      else line = "X-Archive-Orig-" + line, unsized = true;
    }
    out.text += line + "\r\n";
  }
  if (unsized && !sized && !bodiless) out.text += "Content-Length: " + std::to_string(body_size) + "\r\n";
  out.text += "\r\n";
  return out;
}

[[noreturn]] void cannot_write(const std::filesystem::path& path, int code) {
  throw Error(code == ENOSPC || code == EDQUOT ? ErrorCode::disk_full : ErrorCode::io,
              "Cannot write " + path.string() + ": " + std::strerror(code) + ".", path.string());
}

}  // namespace

WarcWriter::WarcWriter(std::filesystem::path path, std::string software, std::vector<std::pair<std::string, std::string>> about)
    : path_(std::move(path)), software_(std::move(software)), about_(std::move(about)) {
  const auto name = path_.filename().string();
  packed_ = name.ends_with(".warc.gz");
  if (!packed_ && !name.ends_with(".warc"))
    throw Error(ErrorCode::usage, "The archive " + path_.string() + " must be named *.warc.gz or *.warc.", path_.string());
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0) throw Error(ErrorCode::io, "Cannot open " + path_.string() + ": " + std::strerror(errno) + ".", path_.string());
  try {
    open_end();
  } catch (...) {
    ::close(file_);
    throw;
  }
}

WarcWriter::~WarcWriter() { ::close(file_); }

void WarcWriter::open_end() {
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0)
    throw Error(ErrorCode::locked, "Another process writes to " + path_.string() + ".", path_.string());
  const auto had = static_cast<std::uint64_t>(::lseek(file_, 0, SEEK_END));
  size_ = had;
  if (had == 0) return;
  size_ = whole_warc_size(path_, packed_, [this](const Fields& fields, int status) {
    ++records_;
    if (fields.get("WARC-Type") != "response" || status != 200 || !fields.get("WARC-Truncated").empty()) return;
    remember({fields.get("WARC-Target-URI"), fields.get("WARC-Date"), fields.get("WARC-Record-ID"), fields.get("WARC-Payload-Digest")});
  });
  repaired_ = had - size_;
  if (repaired_ > 0 && ::ftruncate(file_, static_cast<off_t>(size_)) != 0) cannot_write(path_, errno);
}

void WarcWriter::remember(const WarcOriginal& original) {
  if (!original.payload_digest.empty()) by_payload_.try_emplace(original.payload_digest, original);
  by_url_[original.url] = original;
}

std::string WarcWriter::record(const WarcFields& fields, std::string_view block) const {
  std::string out = "WARC/1.1\r\n";
  for (const auto& [name, value] : fields)
    if (!value.empty()) out += name + ": " + one_line(value) + "\r\n";
  out += "WARC-Block-Digest: " + digest_of(block) + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n";
  out.append(block);
  out += "\r\n\r\n";
  return packed_ ? gzip_member(out) : out;
}

std::string WarcWriter::info_record(const std::string& date) {
  std::string block = "software: " + one_line(software_) + "\r\nformat: WARC File Format 1.1\r\n"
                      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  for (const auto& [name, value] : about_) block += one_line(name) + ": " + one_line(value) + "\r\n";
  info_id_ = uuid_of({"warcinfo", path_.filename().string(), date, block});
  return record({{"WARC-Type", "warcinfo"}, {"WARC-Record-ID", info_id_}, {"WARC-Date", date},
                 {"WARC-Filename", path_.filename().string()}, {"Content-Type", "application/warc-fields"}}, block);
}

void WarcWriter::append(const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto n = ::write(file_, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int code = errno;
      (void)!::ftruncate(file_, static_cast<off_t>(size_));
      cannot_write(path_, code);
    }
    done += static_cast<std::size_t>(n);
  }
  size_ += bytes.size();
}

WarcPlace WarcWriter::write(const HttpExchange& exchange) {
  if (!is_date(exchange.date)) throw Error(ErrorCode::bad_input, "The date '" + exchange.date + "' of an exchange is not of the form 2021-07-18T10:00:00Z.");
  if (!exchange.response_head.starts_with("HTTP/")) throw Error(ErrorCode::bad_input, "The answer from " + exchange.url + " has no HTTP status line.");
  const int status = parse_http(exchange.response_head + (exchange.response_head.ends_with('\n') ? "" : "\r\n") + "\r\n").status;
  const std::string url = written_uri(exchange.url), payload = digest_of(exchange.response_body);
  const auto& body = exchange.response_body;

  WarcOriginal original;
  const char* profile = nullptr;
  if (status == 304) {
    profile = kNotModified;
    original = exchange.original;
    if (const auto known = by_url_.find(url); original.url.empty() && known != by_url_.end()) original = known->second;
  } else if (const auto same = by_payload_.find(payload); same != by_payload_.end() && !body.empty() && exchange.truncated.empty()) {
    profile = kIdentical;
    original = same->second;
  }
  const auto head = archived_head(exchange.response_head, body.size(), status == 304);
  const std::string block = profile ? head.text : head.text + body;

  WarcPlace place;
  place.date = exchange.date;
  place.revisit = profile != nullptr;
  place.payload_digest = status == 304 ? original.payload_digest : payload;
  place.record_id = uuid_of({profile ? "revisit" : "response", url, exchange.date, block, place.payload_digest});

  const std::string info = info_id_.empty() ? info_record(exchange.date) : "";
  WarcFields fields = {{"WARC-Type", profile ? "revisit" : "response"}, {"WARC-Record-ID", place.record_id},
                       {"WARC-Warcinfo-ID", info_id_}, {"WARC-Target-URI", url}, {"WARC-Date", exchange.date},
                       {"WARC-IP-Address", is_ip(exchange.ip) ? exchange.ip : ""}, {"WARC-Protocol", head.protocol},
                       {"WARC-Truncated", exchange.truncated}, {"WARC-Payload-Digest", place.payload_digest}};
  if (profile) {
    fields.insert(fields.end(), {{"WARC-Profile", profile}, {"WARC-Refers-To", original.record_id},
                                 {"WARC-Refers-To-Target-URI", written_uri(original.url)}, {"WARC-Refers-To-Date", original.date}});
  }
  fields.emplace_back("Content-Type", "application/http; msgtype=response");
  const std::string response = record(fields, block);

  std::string request;
  if (!exchange.request_head.empty()) {
    std::string asked = exchange.request_head;
    while (asked.ends_with('\n') || asked.ends_with('\r')) asked.pop_back();
    asked += "\r\n\r\n";
    request = record({{"WARC-Type", "request"}, {"WARC-Record-ID", uuid_of({"request", url, exchange.date, asked, place.record_id})},
                      {"WARC-Warcinfo-ID", info_id_}, {"WARC-Target-URI", url}, {"WARC-Date", exchange.date},
                      {"WARC-Concurrent-To", place.record_id}, {"Content-Type", "application/http; msgtype=request"}}, asked);
  }
  const bool first = !info.empty();
  place.offset = size_ + info.size();
  place.length = response.size();
  place.record = records_ + (first ? 1 : 0);
  try {
    append(info + response + request);
  } catch (...) {
    if (first) info_id_.clear();  // it was not written either
    throw;
  }
  records_ = place.record + 1 + (request.empty() ? 0 : 1);
  if (!profile && status == 200 && exchange.truncated.empty()) remember({url, exchange.date, place.record_id, body.empty() ? "" : payload});
  return place;
}

}  // namespace daybook
