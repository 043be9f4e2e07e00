#include "read/codec.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <memory>

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
  throw Error(ErrorCode::bad_input, "the " + std::string(coding) + " data are damaged");
}

/// Room for one more step; after it, `made` of it was used.
struct Step {
  Step(std::string& out, std::size_t cap, std::string_view coding) : out(out), had(out.size()), cap(cap), coding(coding) { out.resize(had + kStep); }
  char* at() { return out.data() + had; }
  void made(std::size_t n) {
    out.resize(had + n);
    if (out.size() > cap) too_large(coding, cap);
  }
  std::string& out;
  std::size_t had, cap;
  std::string_view coding;
};

/// gzip with window bits 31, zlib with 15, raw deflate with -15.
Uncoded unzip(std::string_view coding, std::string_view bytes, int window, std::size_t cap) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) damaged(coding);
  const std::unique_ptr<z_stream, int (*)(z_streamp)> close(&z, inflateEnd);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  Uncoded out;
  for (;;) {
    Step step(out.bytes, cap, coding);
    z.next_out = reinterpret_cast<Bytef*>(step.at());
    z.avail_out = kStep;
    const int code = inflate(&z, Z_NO_FLUSH);
    step.made(kStep - z.avail_out);
    if (code == Z_STREAM_END) {  // another member may follow; anything else after the end is passed over, as browsers do
      if (window < 31 || z.avail_in < 2 || z.next_in[0] != 0x1f || z.next_in[1] != 0x8b || inflateReset(&z) != Z_OK) return out;
      continue;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) damaged(coding);
    if (z.avail_in == 0 && z.avail_out != 0) {
      out.cut = coding;
      return out;
    }
  }
}

Uncoded unbrotli(std::string_view bytes, std::size_t cap) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  Uncoded out;
  for (;;) {
    Step step(out.bytes, cap, "brotli");
    auto* next = reinterpret_cast<std::uint8_t*>(step.at());
    std::size_t room = kStep;
    const auto code = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &next, nullptr);
    step.made(kStep - room);
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (code == BROTLI_DECODER_RESULT_ERROR) damaged("brotli");
    if (code == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
      out.cut = "brotli";
      return out;
    }
  }
}

Uncoded unzstd(std::string_view bytes, std::size_t cap) {
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 27);  // RFC 9659 asks servers for 8 MiB at most; files have more
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  Uncoded out;
  for (;;) {
    Step step(out.bytes, cap, "zstd");
    ZSTD_outBuffer to{step.at(), kStep, 0};
    const std::size_t code = ZSTD_decompressStream(stream.get(), &to, &in);
    step.made(to.pos);
    if (ZSTD_isError(code)) damaged("zstd");
    if (code == 0 && in.pos == in.size) return out;
    if (in.pos == in.size && to.pos < to.size) {
      out.cut = "zstd";
      return out;
    }
  }
}

Uncoded undo_one(std::string_view coding, std::string_view bytes, std::size_t cap) {
  const auto plain = [&](bool named) {
    if (bytes.size() > cap) too_large("page's", cap);
    Uncoded out;
    out.bytes = bytes;
    out.stored_plain = named;
    return out;
  };
  if (bytes.empty() || coding.empty() || coding == "identity" || coding == "none" || coding == "utf-8") return plain(false);
  const bool textual = looks_textual(bytes.substr(0, 2048));
  if (coding == "gzip" || coding == "x-gzip") return bytes.starts_with("\x1f\x8b") ? unzip("gzip", bytes, 31, cap) : plain(true);
  if (coding == "deflate") {
    if (textual) return plain(true);
    const bool zlib = bytes.size() > 1 && (bytes[0] & 0x0f) == 8 &&
                      ((static_cast<unsigned char>(bytes[0]) << 8) + static_cast<unsigned char>(bytes[1])) % 31 == 0;
    return unzip("deflate", bytes, zlib ? 15 : -15, cap);
  }
  if (coding == "br") return textual ? plain(true) : unbrotli(bytes, cap);
  if (coding == "zstd") return bytes.starts_with("\x28\xb5\x2f\xfd") ? unzstd(bytes, cap) : plain(true);
  if (textual) return plain(true);
  throw Error(ErrorCode::bad_input, "the content coding '" + std::string(coding.substr(0, 40)) + "' is not known");
}

}  // namespace

std::string undo_coding(std::string_view coding, std::string_view bytes, std::size_t cap) {
  auto out = undo_one(coding, bytes, cap);
  if (!out.cut.empty()) throw Error(ErrorCode::bad_input, "the " + out.cut + " data are cut");
  return std::move(out.bytes);
}

Uncoded undo_codings(std::string_view content_encoding, std::string_view bytes, std::size_t cap) {
  std::string left(content_encoding);
  for (char& c : left) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  Uncoded out;
  bool first = true;
  int layers = 0;
  while (!left.empty()) {
    const auto comma = left.rfind(',');
    const std::string coding(trim(comma == std::string::npos ? left : left.substr(comma + 1)));
    left.resize(comma == std::string::npos ? 0 : comma);
    if (coding.empty() || coding == "identity") continue;
    if (++layers > kCodingLayersMax)
      throw Error(ErrorCode::bad_input, "it is packed in more than " + std::to_string(kCodingLayersMax) + " content codings");
    Uncoded one = undo_one(coding, first ? bytes : std::string_view(out.bytes), cap);
    first = false;
    out.bytes = std::move(one.bytes);
    out.stored_plain |= one.stored_plain;
    if (out.cut.empty()) out.cut = one.cut;
  }
  if (first) out = undo_one("", bytes, cap);
  return out;
}

}  // namespace daybook
