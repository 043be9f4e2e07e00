// Everything `ingest` reads, from the first byte: sniffing, WARC, ARC, gzip, zstd, HTTP, codings, JSONL, feeds.
//
// The first byte says how the rest is handed over: as it is, or packed here in units of gzip or zstd, since a fuzzer does not
// find checksums; its pieces stand between lines of "%%". A second byte then may damage or cut what was packed.
#include <zstd.h>

#include <sstream>

#include "fuzz_support.h"
#include "read/gzip.h"
#include "read/reader.h"

using namespace daybook;

namespace {

std::string zstd_frame(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
  return out;
}

std::string packed(std::string_view rest, bool zstd) {
  constexpr std::string_view kBetween = "\n%%\n";
  std::string out;
  for (;;) {
    const auto end = rest.find(kBetween);
    const auto piece = rest.substr(0, end);
    out += zstd ? zstd_frame(piece) : gzip_member(piece);
    if (end == std::string_view::npos) return out;
    rest.remove_prefix(end + kBetween.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const auto how = fuzz::take_byte(rest);
  std::string bytes;
  if (how % 4 == 1 || how % 4 == 2) {
    const auto damage = fuzz::take_byte(rest);
    bytes = packed(rest, how % 4 == 2);
    if (damage & 1) bytes.resize(bytes.size() - bytes.size() * (damage >> 1) / 256);
    else if (damage & 2) bytes[bytes.size() * (damage >> 2) / 64 % bytes.size()] ^= 0x55;
  } else {
    bytes = rest;
  }
  ReadOptions options;
  options.max_page_bytes = 1 << 18;
  options.max_feed_bytes = 1 << 19;
  const auto at = [&](const Coordinates& where) {
    fuzz::must(where.offset <= bytes.size() && where.length <= bytes.size() - where.offset, "a record lies inside its file");
  };
  const auto sentence = [](const std::string& text) { fuzz::must(is_utf8(text) && text.ends_with('.') && text.size() < 3000, "a finding is a sentence"); };
  std::istringstream in(bytes);
  read_stream(in, "fuzz", options, {[&](Page&& page) {
                                      at(page.at);
                                      fuzz::must(page.bytes.size() <= options.max_feed_bytes && page.digest.size() == 64, "a page has its limit and its digest");
                                      for (const auto& note : page.notes) fuzz::must(is_utf8(note) && note.size() < 3000, "a note is text");
                                    },
                                    [&](Rejection&& r) { at(r.at), sentence(r.message); },
                                    [&](Remark&& r) { at(r.at), sentence(r.message); }});
  return 0;
}
