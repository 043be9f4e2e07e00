#include "read/originals.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "read/formats.h"
#include "read/record_page.h"
#include "read/zstd.h"

namespace daybook {
namespace {

constexpr std::size_t kKeptBytesMax = 16 << 20;

/// A clash of two in 64 bits would show another page for the original: with a million records, one chance in 10^7.
std::uint64_t key(char kind, std::string_view a, std::string_view b = {}) {
  std::string text(1, kind);
  text.append(a);
  text += '\n';
  text.append(b);
  return std::hash<std::string>{}(text) | 1;
}

std::string bare(std::string url) {
  if (url.size() > 1 && url.starts_with('<') && url.ends_with('>')) return url.substr(1, url.size() - 2);
  return url;
}

}  // namespace

void Originals::add(const RecordHead& head, const Coordinates& at, const Page* page) {
  if (files_.empty() || files_.back() != at.file) files_.push_back(at.file);
  const auto digest = head.fields.get("WARC-Payload-Digest");
  const std::size_t index = entries_.size();
  entries_.push_back({at.offset, at.length, digest.empty() ? 0 : key('d', digest), static_cast<std::uint32_t>(files_.size() - 1), at.record, page != nullptr});
  by_key_[key('i', head.fields.get("WARC-Record-ID"))] = index;
  by_key_[key('t', head.url, head.fields.get("WARC-Date"))] = index;
  by_key_[key('u', head.url)] = index;
  if (!digest.empty()) by_key_.try_emplace(key('d', digest), index);
  if (!page) return;
  kept_.push_back({index, *page});
  kept_bytes_ += page->bytes.size();
  while (kept_bytes_ > kKeptBytesMax) {
    kept_bytes_ -= kept_.front().page.bytes.size();
    kept_.pop_front();
  }
}

bool Originals::knows_id(std::string_view record_id) const { return by_key_.contains(key('i', record_id)); }

Originals::Found Originals::find(const RecordHead& head, const ReadOptions& options) const {
  Found out;
  const auto& fields = head.fields;
  const std::string refers = bare(fields.get("WARC-Refers-To-Target-URI")), digest = fields.get("WARC-Payload-Digest");
  const std::string profile = fields.get("WARC-Profile");
  const std::uint64_t payload = digest.empty() ? 0 : key('d', digest);
  std::vector<std::uint64_t> keys;
  if (const auto id = fields.get("WARC-Refers-To"); !id.empty()) keys.push_back(key('i', id));
  if (const auto date = fields.get("WARC-Refers-To-Date"); !date.empty()) keys.push_back(key('t', refers.empty() ? head.url : refers, date));
  if (payload) keys.push_back(payload);
  if (profile.find("not-modified") != std::string::npos && keys.empty()) keys.push_back(key('u', refers.empty() ? head.url : refers));
  for (const auto k : keys) {
    const auto hit = by_key_.find(k);
    if (hit == by_key_.end()) continue;
    const Entry& entry = entries_[hit->second];
    if (payload && entry.payload && payload != entry.payload) continue;  // of that address and time, but other bytes
    if (!entry.page) {
      out.answer = Answer::no_page;
      return out;
    }
    const auto kept = std::lower_bound(kept_.begin(), kept_.end(), hit->second, [](const Kept& one, std::size_t entry) { return one.entry < entry; });
    Page original = kept != kept_.end() && kept->entry == hit->second ? kept->page : read_again(entry, options);
    if (original.bytes.empty()) {
      out.answer = Answer::gone;
      continue;
    }
    out.answer = Answer::found;
    const std::string url = original.hints.url, captured = original.hints.captured;
    out.page = page_of_head(head);
    out.page.bytes = std::move(original.bytes);
    out.page.hints.charset = original.hints.charset;
    out.page.at = original.at;
    if (out.page.hints.url != url)
      out.page.notes.push_back("the archive says that the answer was the same as that of " + url + ", captured " + captured + "; its bytes stand there");
    return out;
  }
  return out;
}

Page Originals::read_again(const Entry& entry, const ReadOptions& options) const {
  Page out;
  const std::string& file = files_[entry.file];
  if (entry.length == 0 || entry.length > options.max_page_bytes * 2 || file == "-") return out;
  std::ifstream in(file, std::ios::binary);
  std::string bytes(8, '\0');
  if (!in.read(bytes.data(), 8)) return out;
  if (starts_zstd(bytes) && bytes[0] == '\x5d') {  // the dictionary that all frames of the file need
    std::uint64_t size = 0;
    for (int i = 7; i >= 4; --i) size = size << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    if (size > 16 << 20) return out;
    bytes.resize(8 + size);
    in.read(bytes.data() + 8, static_cast<std::streamsize>(size));
  } else {
    bytes.clear();
  }
  const std::size_t had = bytes.size();
  bytes.resize(had + entry.length);
  in.seekg(static_cast<std::streamoff>(entry.offset));
  if (!in.read(bytes.data() + had, static_cast<std::streamsize>(entry.length))) return out;
  std::istringstream piece(std::move(bytes));
  ByteStream stream([&](char* to, std::size_t n) {
    piece.read(to, static_cast<std::streamsize>(n));
    return static_cast<std::size_t>(piece.gcount());
  });
  if (auto page = read_first_record(stream, options)) out = std::move(*page);
  out.at = {file, entry.offset, entry.length, entry.record};
  return out;
}

}  // namespace daybook
