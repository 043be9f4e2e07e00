// Codings and packed layers that are made to swell: small in, and stopped by what comes out.
#include <doctest/doctest.h>
#include <zlib.h>

#include "base/error.h"
#include "read/codec.h"
#include "read/zstd.h"
#include "read_support.h"

using namespace daybook;
using namespace daybook::read_test;

namespace {

std::string zlib_of(std::string_view bytes, int window) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string from_hex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return out;
}

const std::string kZeros(8 << 20, '\0');
constexpr std::size_t kCap = 1 << 20;

ErrorCode code_of(const std::string& codings, const std::string& bytes) {
  try {
    undo_codings(codings, bytes, kCap);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::usage;
}

ByteStream stream_of(const std::string& bytes, std::size_t& at) {
  return ByteStream([&bytes, &at](char* out, std::size_t n) {
    const auto piece = bytes.substr(at, n);
    at += piece.size();
    std::copy(piece.begin(), piece.end(), out);
    return piece.size();
  });
}

}  // namespace

TEST_CASE("every coding stops at the cap, however small it came in") {
  // 64 MiB of zeros in brotli, and a sentence forty times over; made with the reference encoder.
  const auto bomb = from_hex("cbffff3f002400e2b14072effff8ffff078004401c1680eefd1fffffff00900088c302d0bdffe3ffff1f001200715800baf77ffcffff034002200e0b40f7fe8fffff7f004800c46101e8defff1ffff0f000980382c00ddfb3ffeffff012001108705a07bff37"), words = from_hex("1b5702f88d54b5bfa40a63abb5b96aa5b012c028da727400");
  CHECK(code_of("gzip", gzip_member(kZeros)) == ErrorCode::too_large);
  CHECK(code_of("x-gzip", gzip_member(kZeros)) == ErrorCode::too_large);
  CHECK(code_of("deflate", zlib_of(kZeros, 15)) == ErrorCode::too_large);
  CHECK(code_of("deflate", zlib_of(kZeros, -15)) == ErrorCode::too_large);
  CHECK(code_of("zstd", zstd_frame(kZeros)) == ErrorCode::too_large);
  CHECK(code_of("br", bomb) == ErrorCode::too_large);
  CHECK(code_of("gzip, gzip", gzip_member(gzip_member(kZeros))) == ErrorCode::too_large);
  CHECK(code_of("gzip, zstd", zstd_frame(gzip_member(kZeros))) == ErrorCode::too_large);
  CHECK(code_of("identity", kZeros) == ErrorCode::too_large);
  std::string members;
  for (int i = 0; i < 40; ++i) members += gzip_member(kZeros.substr(0, 1 << 15));
  CHECK(code_of("gzip", members) == ErrorCode::too_large);  // many small ones are a large one
  // What is under the cap passes, byte for byte.
  std::string expected;
  for (int i = 0; i < 40; ++i) expected += "Talks resumed. ";
  CHECK(undo_coding("br", words, kCap) == expected);
  CHECK(undo_codings("gzip, deflate, br", words, kCap).bytes == expected);  // only br is there
  CHECK(undo_codings("deflate", zlib_of(expected, -15), kCap).bytes == expected);
  CHECK(undo_codings("Deflate , GZIP", gzip_member(zlib_of(expected, 15)), kCap).bytes == expected);
  CHECK(undo_coding("gzip", gzip_member(kZeros), kZeros.size()) == kZeros);  // the cap itself is allowed
}

TEST_CASE("layers of codings have a limit") {
  const std::string words = "Words.";
  std::string packed = words;
  for (int i = 0; i < 3; ++i) packed = gzip_member(packed);
  CHECK(undo_codings("gzip, gzip, gzip", packed, kCap).bytes == words);
  CHECK(code_of("gzip, gzip, gzip, gzip", gzip_member(packed)) == ErrorCode::bad_input);
  CHECK(undo_codings("identity, , gzip, identity, gzip, identity, gzip", packed, kCap).bytes == words);
  CHECK(code_of("compress", std::string("\x1f\x9d\0\1\2\3", 6)) == ErrorCode::bad_input);
}

TEST_CASE("data that are cut give what came before, and say so; damaged ones do not") {
  std::string words;
  for (int i = 0; i < 5000; ++i) words += "Number " + std::to_string(i * 7919 % 10007) + ". ";
  for (const auto& [coding, packed] : {std::pair{std::string("gzip"), gzip_member(words)}, {std::string("deflate"), zlib_of(words, 15)}, {std::string("zstd"), zstd_frame(words)}}) {
    CAPTURE(coding);
    const auto cut = undo_codings(coding, std::string_view(packed).substr(0, packed.size() - 9), kCap);
    CHECK(cut.cut == coding);
    CHECK(words.starts_with(cut.bytes));
    CHECK_THROWS_AS(undo_coding(coding, std::string_view(packed).substr(0, packed.size() - 9), kCap), Error);
    std::string bad = packed;
    for (std::size_t i = bad.size() / 2; i < bad.size() / 2 + 40; ++i) bad[i] = static_cast<char>(~bad[i]);
    CHECK(code_of(coding, bad) == ErrorCode::bad_input);
  }
}

TEST_CASE("packed files that swell past all measure are stopped, unit by unit and as a whole") {
  const UnpackLimits small{50, 256 << 10, 2 << 20};
  const std::string bomb = kZeros.substr(0, 1 << 20), words = "Words that are not packed well: 8723hf9237hf.";
  const auto run = [&](const std::string& bytes, auto reader_of) {
    std::size_t at = 0, out = 0;
    auto stream = stream_of(bytes, at);
    auto reader = reader_of(stream);
    std::vector<std::string> faults;
    std::string buffer(10000, '\0');
    for (;;) {
      try {
        const auto n = reader.fill(buffer.data(), buffer.size());
        if (n == 0) break;
        out += n;
      } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::too_large);
        faults.emplace_back(error.what());
        if (!reader.resync()) break;
      }
    }
    return std::pair(faults, out);
  };
  const auto gzip = [&](ByteStream& s) { return GzipReader(s, small); };
  const auto zstd = [&](ByteStream& s) { return ZstdReader(s, small); };
  const auto one = run(gzip_member(words) + gzip_member(bomb) + gzip_member(words), gzip);
  CHECK(one.first.size() == 1);
  CHECK(one.second < (400 << 10));
  CHECK(run(zstd_frame(words) + zstd_frame(bomb) + zstd_frame(words), zstd).first.size() == 1);
  std::string many;
  for (int i = 0; i < 100; ++i) many += gzip_member(bomb);
  const auto all = run(many, gzip);
  CHECK(all.first.size() < 20);
  CHECK(all.second < (4 << 20));
  CHECK(all.first.back().find("is not read on") != std::string::npos);
  CHECK(run(gzip_member(std::string(200 << 10, 'a')), gzip).first.empty());  // small: whatever its ratio
}

TEST_CASE("a bomb in an archive is one finding, and the records around it are read") {
  ReadOptions options;
  options.max_page_bytes = 1 << 20;
  const std::string a = response("http://a.example/1", http(page_html("First."))), c = response("http://a.example/3", http(page_html("Third.")));
  for (const auto& bad : {response("http://a.example/2", http(gzip_member(kZeros), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")),
                          response("http://a.example/2", http(kZeros))}) {
    const auto got = read_bytes(gzip_member(a) + gzip_member(bad) + gzip_member(c), options);
    CHECK(got.pages.size() == 2);
    REQUIRE(got.rejections.size() == 1);
    CHECK(got.rejections[0].code == "too_large");
  }
  const auto file = read_bytes(gzip_member(std::string(8 << 20, 'a')), options);
  CHECK(file.pages.empty());
  CHECK(file.rejections.size() == 1);
  const auto twice = read_bytes(gzip_member(gzip_member(kZeros)), options);
  CHECK(twice.findings().find("compressed twice") != std::string::npos);
  std::string head = "HTTP/1.1 200 OK\r\n";
  while (head.size() < (300 << 10)) head += "a: b\r\n";
  const auto heads = read_bytes(response("http://a.example/2", head + "\r\n<p>x</p>") + c, options);
  CHECK(heads.pages.size() == 1);
  CHECK(heads.rejections.size() == 1);
}
