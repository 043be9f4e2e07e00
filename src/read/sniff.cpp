#include "read/sniff.h"

#include <algorithm>
#include <cctype>

#include "read/record_head.h"
#include "read/zstd.h"

namespace daybook {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  const char* what;
};

// First bytes as the formats' own specifications give them.
constexpr Magic kMagic[] = {
    {0, "\x89PNG\r\n\x1a\n"sv, "a PNG image"},       {0, "\xff\xd8\xff"sv, "a JPEG image"},
    {0, "GIF8"sv, "a GIF image"},                    {0, "\x7f" "ELF"sv, "a program (ELF)"},
    {0, "PK\x03\x04"sv, "a ZIP archive or an office document"}, {0, "%PDF-"sv, "a PDF document"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "an old office document (OLE)"},
    {0, "BZh"sv, "a bzip2 archive"},
    {0, "\xfd" "7zXZ\0"sv, "an xz archive"},           {0, "7z\xbc\xaf\x27\x1c"sv, "a 7z archive"},
    {0, "Rar!\x1a\x07"sv, "a RAR archive"},          {257, "ustar"sv, "a tar archive"},
    {0, "SQLite format 3\0"sv, "an SQLite database"}, {4, "ftyp"sv, "a video (MP4)"},
    {0, "OggS"sv, "an Ogg sound or video"},          {0, "ID3"sv, "an MP3 sound"},
    {0, "wOF2"sv, "a font"},                         {0, "wOFF"sv, "a font"},
    {8, "WEBP"sv, "a WebP image"},                   {0, "MZ\x90\0"sv, "a program (Windows)"},
    {0, "\xca\xfe\xba\xbe"sv, "a program (Java or macOS)"},
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// " CDX N b a ..." names its columns; CDXJ lines are "com,example)/path 20210718100000 {json}".
bool index_line(std::string_view line) {
  if (line.starts_with(" CDX ") || line.starts_with("!meta ") || line.starts_with("!OpenWayback-CDXJ")) return true;
  const auto bracket = line.find(')'), space = line.find(' ');
  if (space == std::string_view::npos || bracket > space) return false;
  const auto date = line.substr(space + 1, 15);
  return date.size() == 15 && date.back() == ' ' && date.find_first_not_of("0123456789") == 14;
}

bool utf16(std::string_view head) {
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return true;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++(i % 2 ? odd : even);
  return head.size() >= 16 && ((odd > head.size() / 3 && even == 0) || (even > head.size() / 3 && odd == 0));
}

}  // namespace

bool looks_textual(std::string_view head) {
  if (utf16(head)) return true;
  std::size_t control = 0;
  for (const char c : head) {
    const auto b = static_cast<unsigned char>(c);
    if (b == 0) return false;
    control += (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) || b == 0x7f;
  }
  return control * 50 <= head.size();
}

Sniffed sniff(std::string_view head) {
  if (head.empty()) return {ByteFormat::empty, {}};
  if (head.starts_with("\x1f\x8b")) return {ByteFormat::gzip, {}};
  if (starts_zstd(head)) return {ByteFormat::zstd, {}};
  // Before the look for binary data: an archive's first page may be packed.
  if (const auto start = head.find_first_not_of("\r\n"); start != std::string_view::npos) {
    if (head.substr(start).starts_with("WARC/")) return {ByteFormat::warc, {}};
    if (head.substr(start).starts_with("filedesc://") || starts_arc(head.substr(start))) return {ByteFormat::arc, {}};
  }
  for (const auto& magic : kMagic)
    if (head.size() >= magic.at + magic.bytes.size() && head.substr(magic.at, magic.bytes.size()) == magic.bytes &&
        !(magic.at == 0 && magic.bytes.size() < 4 && looks_textual(head)))
      return {ByteFormat::binary, magic.what};
  if (!looks_textual(head)) return {ByteFormat::binary, "binary data of no known kind"};
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  std::string narrow;
  if (utf16(head)) {  // ASCII of it is all that is looked at
    for (const char c : head)
      if (c != '\0' && static_cast<unsigned char>(c) < 0x80) narrow += c;
    head = narrow;
  }
  if (index_line(head.substr(0, head.find('\n')))) return {ByteFormat::index, "an index of an archive (CDX)"};
  const auto first = head.find_first_not_of(" \t\r\n\f");
  if (first == std::string_view::npos) return {ByteFormat::text, {}};
  head.remove_prefix(first);
  if (head.front() == '{') {
    const auto next = head.find_first_not_of(" \t\r\n", 1);
    if (next == std::string_view::npos || (head[next] != '"' && head[next] != '}')) return {ByteFormat::text, {}};
    if (head.substr(0, next).find('\n') != std::string_view::npos) return {ByteFormat::json, {}};
    if (head.substr(0, head.find('\n')).find("\"json-pages-") != std::string_view::npos) return {ByteFormat::index, "the page list of an archive"};
    return {ByteFormat::jsonl, {}};
  }
  const std::string folded = lower(head.substr(0, 4096));
  const auto has = [&](std::string_view tag) {
    for (std::size_t at = folded.find(tag); at != std::string::npos; at = folded.find(tag, at + 1)) {
      const std::size_t after = at + tag.size();
      if (after >= folded.size() || !std::isalnum(static_cast<unsigned char>(folded[after]))) return true;
    }
    return false;
  };
  if (folded.front() == '<') {
    if (!has("<html") && !has("<!doctype html") && (has("<rss") || has("<feed") || has("<rdf:rdf"))) return {ByteFormat::feed, {}};
    return {ByteFormat::html, {}};
  }
  for (const auto tag : {"<html", "<!doctype html", "<body", "<head", "<div", "<p", "<table"})
    if (has(tag)) return {ByteFormat::html, {}};
  return {ByteFormat::text, {}};
}

}  // namespace daybook
