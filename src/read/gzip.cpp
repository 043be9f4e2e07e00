#include "read/gzip.h"

#include <zlib.h>

namespace daybook {

struct GzipReader::State {
  z_stream z{};
  bool open = false;

  void close() {
    if (open) inflateEnd(&z);
    open = false;
  }
  ~State() { close(); }
};

GzipReader::GzipReader(ByteStream& packed, UnpackLimits limits) : PackedReader(packed, limits), state_(std::make_unique<State>()) {}
GzipReader::~GzipReader() = default;

bool GzipReader::open_unit() {
  // Archives padded to a block size end in zeros.
  for (auto ahead = packed().peek(1); !ahead.empty() && ahead.front() == '\0'; ahead = packed().peek(1)) {
    const auto end = ahead.find_first_not_of('\0');
    packed().skip(end == std::string_view::npos ? ahead.size() : end);
  }
  const auto ahead = packed().peek(2);
  if (ahead.empty()) return false;
  const auto at = std::to_string(packed().position());
  if (!ahead.starts_with("\x1f\x8b")) {
    if (ahead.size() < 2 && ahead.front() == '\x1f') fault("the gzip data end inside a member header at offset " + at, true);
    else fault("at offset " + at + " stand bytes that are no gzip member");
    return false;
  }
  state_->z = z_stream{};
  if (inflateInit2(&state_->z, 16 + MAX_WBITS) != Z_OK) throw Error(ErrorCode::bad_input, "zlib could not be started");
  state_->open = true;
  return true;
}

PackedReader::Step GzipReader::unpack(std::string_view in, char* out, std::size_t n) {
  auto& z = state_->z;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out);
  z.avail_out = static_cast<uInt>(n);
  const int code = inflate(&z, Z_NO_FLUSH);
  Step step{in.size() - z.avail_in, n - z.avail_out, code == Z_STREAM_END, {}};
  if (code == Z_NEED_DICT || (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)) step.damage = z.msg ? z.msg : "invalid data";
  return step;
}

void GzipReader::close_unit() { state_->close(); }

bool GzipReader::find_unit(ByteStream& packed) {
  for (;;) {
    const auto ahead = packed.peek(4);
    if (ahead.size() < 4) return false;
    const auto hit = ahead.find(std::string_view("\x1f\x8b\x08", 3));
    if (hit == std::string_view::npos) {
      packed.skip(ahead.size() - 2);
      continue;
    }
    if (hit > 0) {
      packed.skip(hit);
      continue;
    }
    if (static_cast<unsigned char>(ahead[3]) < 0x20) return true;  // reserved flag bits are zero
    packed.skip(1);
  }
}

std::string gzip_member(std::string_view bytes) {
  z_stream z{};
  if (deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw Error(ErrorCode::io, "zlib could not be started");
  const std::unique_ptr<z_stream, int (*)(z_streamp)> close(&z, deflateEnd);
  std::string out;
  for (std::size_t at = 0, last = 0; !last;) {  // in pieces: zlib counts in 32 bits
    constexpr std::size_t kPiece = 16 << 20;
    const auto piece = bytes.substr(at, kPiece);
    at += piece.size();
    last = at == bytes.size();
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    z.avail_in = static_cast<uInt>(piece.size());
    do {
      const std::size_t had = out.size(), room = std::max<std::size_t>(4096, piece.size() / 4);
      out.resize(had + room);
      z.next_out = reinterpret_cast<Bytef*>(out.data() + had);
      z.avail_out = static_cast<uInt>(room);
      deflate(&z, last ? Z_FINISH : Z_NO_FLUSH);
      out.resize(had + room - z.avail_out);
    } while (z.avail_out == 0);
  }
  return out;
}

}  // namespace daybook
