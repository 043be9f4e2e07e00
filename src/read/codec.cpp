#include "read/codec.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <memory>
#include <vector>

#include "base/error.h"
#include "base/utf8.h"
#include "read/sniff.h"

namespace daybook {
namespace {

constexpr std::size_t kStep = 64 << 10;

[[noreturn]] void too_large(std::string_view coding, std::size_t cap) {
  throw Error(ErrorCode::too_large, "the " + std::string(coding) + " data unpack to more than " + std::to_string(cap) + " bytes");
}

[[noreturn]] void damaged(std::string_view coding) {
  throw Error(ErrorCode::bad_input, "the " + std::string(coding) + " data are damaged or cut");
}

/// gzip and zlib with window bits 47 (either), raw deflate with -15.
std::string unzip(std::string_view coding, std::string_view bytes, int window, std::size_t cap) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) damaged(coding);
  const std::unique_ptr<z_stream, int (*)(z_streamp)> close(&z, inflateEnd);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  for (;;) {
    const std::size_t had = out.size();
    out.resize(had + kStep);
    z.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    z.avail_out = kStep;
    const int code = inflate(&z, Z_NO_FLUSH);
    out.resize(had + (kStep - z.avail_out));
    if (out.size() > cap) too_large(coding, cap);
    if (code == Z_STREAM_END) return out;
    if (code != Z_OK || (z.avail_in == 0 && z.avail_out != 0)) damaged(coding);
  }
}

std::string unbrotli(std::string_view bytes, std::size_t cap) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  std::string out;
  for (;;) {
    const std::size_t had = out.size();
    out.resize(had + kStep);
    auto* next = reinterpret_cast<std::uint8_t*>(out.data() + had);
    std::size_t room = kStep;
    const auto code = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &next, nullptr);
    out.resize(had + (kStep - room));
    if (out.size() > cap) too_large("brotli", cap);
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (code != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) damaged("brotli");
  }
}

std::string unzstd(std::string_view bytes, std::size_t cap) {
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 27);  // 128 MiB: what RFC 8878 asks decoders to bear at most
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::string out;
  for (;;) {
    const std::size_t had = out.size();
    out.resize(had + kStep);
    ZSTD_outBuffer to{out.data() + had, kStep, 0};
    const std::size_t code = ZSTD_decompressStream(stream.get(), &to, &in);
    out.resize(had + to.pos);
    if (ZSTD_isError(code)) damaged("zstd");
    if (out.size() > cap) too_large("zstd", cap);
    if (code == 0 && in.pos == in.size) return out;
    if (in.pos == in.size && to.pos < to.size) damaged("zstd");
  }
}

}  // namespace

std::string undo_coding(std::string_view coding, std::string_view bytes, std::size_t cap) {
  const auto identity = [&] {
    if (bytes.size() > cap) too_large("page's", cap);
    return std::string(bytes);
  };
  if (bytes.empty() || coding.empty() || coding == "identity" || coding == "none" || coding == "utf-8") return identity();
  if (coding == "gzip" || coding == "x-gzip") return bytes.starts_with("\x1f\x8b") ? unzip("gzip", bytes, 47, cap) : identity();
  if (coding == "deflate") {
    if (looks_textual(bytes.substr(0, 2048))) return identity();
    const bool zlib = bytes.size() > 1 && (bytes[0] & 0x0f) == 8 &&
                      ((static_cast<unsigned char>(bytes[0]) << 8) + static_cast<unsigned char>(bytes[1])) % 31 == 0;
    return unzip("deflate", bytes, zlib ? 15 : -15, cap);
  }
  if (coding == "br") return looks_textual(bytes.substr(0, 2048)) ? identity() : unbrotli(bytes, cap);
  if (coding == "zstd") return bytes.starts_with("\x28\xb5\x2f\xfd") ? unzstd(bytes, cap) : identity();
  if (looks_textual(bytes.substr(0, 2048))) return identity();
  throw Error(ErrorCode::bad_input, "the content coding '" + std::string(coding.substr(0, 40)) + "' is not known");
}

}  // namespace daybook
