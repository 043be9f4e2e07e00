#include <charconv>

#include "base/utf8.h"
#include "read/record_head.h"

namespace daybook {
namespace {

constexpr std::size_t kLineMax = 16 << 10;
constexpr std::size_t kLook = 4 << 10;  // of a line that may be a head

struct ArcLine {
  std::string url, ip, date, type, length;
};

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool ip_like(std::string_view text) {
  return !text.empty() && text.size() <= 45 && text.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos &&
         text.find_first_of(".:") != std::string_view::npos;
}

/// Fields are parted by spaces, and addresses may wrongly hold some: the address and its date behind it are what is looked for.
std::optional<ArcLine> parse_arc_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto scheme = line.find(':');
  if (scheme == std::string_view::npos || scheme == 0 || scheme > 20 || line.find(' ') < scheme) return std::nullopt;
  for (const char c : line.substr(0, scheme))
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.') return std::nullopt;
  std::vector<std::pair<std::size_t, std::string_view>> words;  // with their places
  for (std::size_t at = 0; at < line.size();) {
    const auto end = std::min(line.find(' ', at), line.size());
    words.emplace_back(at, line.substr(at, end - at));
    at = end + 1;
  }
  for (std::size_t i = words.size(); i-- > 2;) {  // the last pair of IP and date that leaves a type and a length
    if (i + 2 >= words.size() || !digits(words[i].second) || words[i].second.size() < 8 || words[i].second.size() > 18) continue;
    if (!ip_like(words[i - 1].second)) continue;
    ArcLine out;
    out.url = line.substr(0, words[i - 1].first - 1);
    out.ip = words[i - 1].second;
    out.date = words[i].second;
    out.type = words[i + 1].second;
    out.length = words.back().second;
    return out;
  }
  return std::nullopt;
}

/// YYYYMMDD[hh[mm[ss]]] to ISO 8601; empty if it is no date.
std::string iso_of(std::string_view date) {
  if (date.size() < 8) return {};
  std::string d(date.substr(0, 14));
  d.resize(14, '0');
  const int month = std::stoi(d.substr(4, 2)), day = std::stoi(d.substr(6, 2)), hour = std::stoi(d.substr(8, 2));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || d[10] > '5' || d[12] > '6') return {};
  return d.substr(0, 4) + "-" + d.substr(4, 2) + "-" + d.substr(6, 2) + "T" + d.substr(8, 2) + ":" + d.substr(10, 2) + ":" + d.substr(12, 2) + "Z";
}

ArchiveFormat::Read read_arc_head(ByteStream& in) {
  ArchiveFormat::Read out;
  std::string line;
  const auto got = in.line(line, kLineMax);
  const auto parsed = got == ByteStream::Line::whole ? parse_arc_line(line) : std::nullopt;
  if (got == ByteStream::Line::none || (!parsed && in.at_end())) {
    out.cut = true;
    return out;
  }
  if (!parsed) {
    out.fault = RecordFault{ErrorCode::bad_input, "has no head of the form 'URL IP-address Archive-date Content-type Archive-length'.", {}, true};
    return out;
  }
  auto& head = out.head;
  head.url = parsed->url;
  const bool first = head.url.starts_with("filedesc:");
  head.type = first ? "warcinfo" : "response";
  const auto date = iso_of(parsed->date);
  head.fields.all = {{"WARC-Target-URI", head.url}, {"WARC-IP-Address", parsed->ip}, {"WARC-Date", date}, {"Content-Type", parsed->type}};
  const auto [end, code] = std::from_chars(parsed->length.data(), parsed->length.data() + parsed->length.size(), head.length);
  const bool usable = code == std::errc{} && end == parsed->length.data() + parsed->length.size();
  const std::string shown = "Archive-length: '" + repair_utf8(parsed->length.substr(0, 40)) + "'";
  if (!usable && first) {  // the version block is lines up to an empty one
    head.doubts.push_back("the record has no usable " + shown);
    while (in.line(line, kLineMax) == ByteStream::Line::whole && !line.empty()) {
    }
  } else if (!usable) {
    out.fault = RecordFault{ErrorCode::bad_input, "has no usable " + shown + ".", {}, true};
  } else if (!first && date.empty()) {
    head.doubts.push_back("the record's Archive-date '" + parsed->date + "' is no date");
  }
  return out;
}

}  // namespace

bool starts_arc(std::string_view head) {
  head = head.substr(0, kLook);
  const auto end = head.find('\n');
  return end != std::string_view::npos && parse_arc_line(head.substr(0, end)).has_value();
}

const ArchiveFormat kArcFormat{"ARC", kLook, starts_arc, read_arc_head, false};

}  // namespace daybook
