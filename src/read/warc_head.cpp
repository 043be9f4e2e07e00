#include <charconv>

#include "base/utf8.h"
#include "read/record_head.h"

namespace daybook {
namespace {

constexpr std::size_t kHeadMax = 64 << 10;

bool starts_warc(std::string_view head) { return head.starts_with("WARC/1.") || head.starts_with("WARC/0."); }

ArchiveFormat::Read read_warc_head(ByteStream& in) {
  ArchiveFormat::Read out;
  std::string text, line;
  for (;;) {
    if (in.line(line, kHeadMax) == ByteStream::Line::none) {
      out.cut = true;
      return out;
    }
    if (text.size() + line.size() > kHeadMax) {
      out.fault = RecordFault{ErrorCode::too_large, "has a header longer than 64 KiB.", {}, true};
      return out;
    }
    text += line + "\n";
    if (line.empty()) break;
  }
  auto& head = out.head;
  parse_fields(std::string_view(text).substr(text.find('\n') + 1), head.fields);
  head.type = head.fields.get("WARC-Type");
  for (char& c : head.type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  head.url = head.fields.get("WARC-Target-URI");
  if (head.url.size() > 1 && head.url.starts_with('<') && head.url.ends_with('>')) {
    head.url = head.url.substr(1, head.url.size() - 2);
    head.brackets = true;
  }
  const std::string length = head.fields.get("Content-Length");
  const auto [end, code] = std::from_chars(length.data(), length.data() + length.size(), head.length);
  if (length.empty() || code != std::errc{} || end != length.data() + length.size()) {
    out.fault = RecordFault{ErrorCode::bad_input, length.empty() ? "has no Content-Length." : "has no usable Content-Length: '" +
                            repair_utf8(length.substr(0, 40)) + "'.", {}, true};
    return out;
  }
  if (head.type.empty()) head.doubts.emplace_back("the record has no WARC-Type");
  if (const auto date = head.fields.get("WARC-Date"); !looks_like_warc_date(date))
    head.doubts.push_back(date.empty() ? "the record has no WARC-Date" : "the record's WARC-Date '" + repair_utf8(date.substr(0, 40)) + "' is no date");
  return out;
}

}  // namespace

bool looks_like_warc_date(std::string_view date) {  // WARC 1.1 allows less and more than seconds
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
  std::size_t i = 0;
  for (; i < date.size() && i < kShape.size(); ++i)
    if (kShape[i] == 'd' ? date[i] < '0' || date[i] > '9' : date[i] != kShape[i]) break;
  return i == kShape.size() || i == 10 || i == 7 || (i == 4 && date.size() == 4) || (i == 16 && (date.size() == 16 || date[16] == 'Z'));
}

const ArchiveFormat kWarcFormat{"WARC", 7, starts_warc, read_warc_head, true};

}  // namespace daybook
