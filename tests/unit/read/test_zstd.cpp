#include <doctest/doctest.h>
#include <zdict.h>

#include "read_support.h"

using namespace daybook;
using namespace daybook::read_test;

namespace {

std::string page_of(int i) { return page_html("Report number " + std::to_string(i) + ": talks went on, and so did the shelling near the river."); }
std::string record_of(int i) { return response("http://a.example/" + std::to_string(i), http(page_of(i))); }

std::string trained_dictionary() {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 400; ++i) {
    const auto r = record_of(i);
    samples += r;
    sizes.push_back(r.size());
  }
  std::string out(8 << 10, '\0');
  const auto size = ZDICT_trainFromBuffer(out.data(), out.size(), samples.data(), sizes.data(), static_cast<unsigned>(sizes.size()));
  REQUIRE(!ZDICT_isError(size));
  out.resize(size);
  return out;
}

std::string skippable(char kind, const std::string& data) {
  std::string out{kind, '\x2a', '\x4d', '\x18'};
  for (int i = 0; i < 4; ++i) out += static_cast<char>(data.size() >> (8 * i) & 0xff);
  return out + data;
}

}  // namespace

TEST_CASE("WARC in zstd with a dictionary, plain and compressed; each frame can be read with it alone") {
  const auto dictionary = trained_dictionary();
  for (const auto& head : {skippable('\x5d', dictionary), skippable('\x5d', zstd_frame(dictionary))}) {
    std::string whole = head;
    for (int i = 0; i < 5; ++i) whole += zstd_frame(record_of(i), dictionary) + skippable('\x51', "an extension");
    const auto got = read_bytes(whole);
    CHECK(got.findings() == "");
    REQUIRE(got.pages.size() == 5);
    for (int i = 0; i < 5; ++i) {
      const auto& at = got.pages[static_cast<std::size_t>(i)].at;
      const auto alone = read_bytes(head + whole.substr(at.offset, at.length));
      REQUIRE(alone.pages.size() == 1);
      CHECK(alone.pages[0].bytes == page_of(i));
    }
    const auto without = read_bytes(whole.substr(head.size()));
    CHECK(without.pages.empty());
    REQUIRE(without.rejections.size() == 1);
    CHECK(without.rejections[0].message.find("needs a dictionary") != std::string::npos);
  }
}

TEST_CASE("zstd: a bad dictionary is one finding, and so is one that never ends") {
  const auto dictionary = trained_dictionary();
  const auto frames = zstd_frame(record_of(1), dictionary) + zstd_frame(record_of(2), dictionary);
  for (const auto& head : {skippable('\x5d', "no dictionary"), skippable('\x5d', zstd_frame("no dictionary")), skippable('\x5d', zstd_frame(dictionary).substr(0, 200)),
                           std::string("\x5d\x2a\x4d\x18\xff\xff\xff\x7f", 8), std::string("\x5d\x2a\x4d\x18\xff\xff\0\0", 8)}) {
    const auto got = read_bytes(head + frames);
    CHECK(got.pages.empty());
    CHECK(got.rejections.size() == 1);
    CHECK(got.findings().find("dictionary") != std::string::npos);
  }
}

TEST_CASE("zstd: damage costs its own frame, a cut what is behind it") {
  std::string bad = zstd_frame(record_of(2));
  bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 0x55);
  const auto got = read_bytes(zstd_frame(record_of(1)) + bad + zstd_frame(record_of(3)));
  CHECK(got.pages.size() == 2);
  CHECK(got.rejections.size() == 1);
  const auto first = zstd_frame(record_of(1)), whole = first + zstd_frame(record_of(2));
  for (std::size_t cut = 4; cut < whole.size(); ++cut) {
    CAPTURE(cut);
    const auto part = read_bytes(whole.substr(0, cut));
    CHECK(part.pages.size() == (cut < first.size() ? 0 : 1));
    CHECK(part.rejections.size() == (cut == first.size() ? 0 : 1));
  }
}
