#include "read/zstd.h"

#include <zstd.h>
#include <zstd_errors.h>

#include "read/codec.h"

namespace daybook {
namespace {

constexpr std::string_view kFrame("\x28\xb5\x2f\xfd", 4), kDictionaryFrame("\x5d\x2a\x4d\x18", 4), kDictionary("\x37\xa4\x30\xec", 4);
constexpr std::size_t kDictionaryMax = 16 << 20;  // decoders need to bear 8 MiB
constexpr int kWindowLogMax = 27;                 // 128 MiB, what encoders use at most unless forced

bool skippable(std::string_view head) {
  return head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50 && head.substr(1, 3) == kDictionaryFrame.substr(1);
}

std::uint32_t size_at(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return out;
}

}  // namespace

struct ZstdReader::State {
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context{ZSTD_createDCtx(), ZSTD_freeDCtx};
  bool dictionary = false;
};

ZstdReader::ZstdReader(ByteStream& packed, UnpackLimits limits) : PackedReader(packed, limits), state_(std::make_unique<State>()) {
  ZSTD_DCtx_setParameter(state_->context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
}
ZstdReader::~ZstdReader() = default;

bool ZstdReader::load_dictionary(std::string_view bytes) {
  std::string plain(bytes);
  if (bytes.starts_with(kFrame)) {
    try {
      plain = undo_coding("zstd", bytes, kDictionaryMax);
    } catch (const Error&) {
      return false;
    }
  }
  state_->dictionary = plain.starts_with(kDictionary) &&
                       !ZSTD_isError(ZSTD_DCtx_loadDictionary(state_->context.get(), plain.data(), plain.size()));
  return state_->dictionary;
}

bool ZstdReader::open_unit() {
  for (;;) {
    const auto at = packed().position();
    const auto ahead = packed().peek(8).substr(0, 8);
    if (ahead.empty()) return false;
    const std::string here = " at offset " + std::to_string(at);
    if (ahead.starts_with(kFrame)) return true;
    if (ahead.size() < 8 && (skippable(ahead) || kFrame.starts_with(ahead) || (ahead.size() < 4 && (ahead[0] & 0xf0) == 0x50))) {
      fault("the zstd data end inside a frame header" + here, true);
      return false;
    }
    if (!skippable(ahead)) {
      fault("at offset " + std::to_string(at) + " stand bytes that are no zstd frame");
      return false;
    }
    const bool dictionary = at == 0 && ahead.starts_with(kDictionaryFrame);
    const std::uint32_t size = size_at(ahead, 4);
    packed().skip(8);
    if (!dictionary) {
      if (packed().skip(size) < size) fault("the data are cut: the skippable zstd frame" + here + " has no end", true);
    } else if (size > kDictionaryMax) {
      fault("the dictionary of the file has " + std::to_string(size) + " bytes, more than the " + std::to_string(kDictionaryMax) + " it may have",
            false, ErrorCode::too_large);
    } else {
      std::string bytes;
      if (packed().read(bytes, size) < size) fault("the data are cut: the dictionary at the start of the file has no end", true);
      else if (!load_dictionary(bytes)) fault("the dictionary at the start of the file is damaged");
    }
    if (faulty() && dictionary) give_up();  // every frame needs it
    if (faulty()) return false;
  }
}

PackedReader::Step ZstdReader::unpack(std::string_view in, char* out, std::size_t n) {
  ZSTD_inBuffer from{in.data(), in.size(), 0};
  ZSTD_outBuffer to{out, n, 0};
  const std::size_t code = ZSTD_decompressStream(state_->context.get(), &to, &from);
  Step step{from.pos, to.pos, code == 0, {}};
  if (ZSTD_isError(code)) {
    step.damage = ZSTD_getErrorCode(code) == ZSTD_error_dictionary_wrong
                      ? (state_->dictionary ? "it was packed with another dictionary than the file's" : "it needs a dictionary, and the file begins with none")
                      : ZSTD_getErrorName(code);
    for (char& c : step.damage) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return step;
}

void ZstdReader::close_unit() { ZSTD_DCtx_reset(state_->context.get(), ZSTD_reset_session_only); }

bool ZstdReader::find_unit(ByteStream& packed) {
  for (;;) {
    const auto ahead = packed.peek(4);
    if (ahead.size() < 4) return false;
    const auto hit = ahead.find(kFrame);
    if (hit == 0) return true;
    packed.skip(hit == std::string_view::npos ? ahead.size() - 3 : hit);
  }
}

bool starts_zstd(std::string_view head) { return head.starts_with(kFrame) || head.starts_with(kDictionaryFrame); }

}  // namespace daybook
