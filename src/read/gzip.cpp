#include "read/gzip.h"

#include <zlib.h>

#include "base/error.h"

namespace daybook {

struct GzipReader::State {
  z_stream z{};
  bool open = false;
  std::string fault;  // thrown at the next call, once the bytes before it are handed out
  bool cut = false;

  void close() {
    if (open) inflateEnd(&z);
    open = false;
  }
  ~State() { close(); }
};

GzipReader::GzipReader(ByteStream& compressed) : compressed_(compressed), state_(std::make_unique<State>()) {}
GzipReader::~GzipReader() = default;

bool GzipReader::start_member() {
  // Archives padded to a block size end in zeros.
  for (auto ahead = compressed_.peek(1); !ahead.empty() && ahead.front() == '\0'; ahead = compressed_.peek(1)) {
    const auto end = ahead.find_first_not_of('\0');
    compressed_.skip(end == std::string_view::npos ? ahead.size() : end);
  }
  const auto ahead = compressed_.peek(2);
  if (ahead.empty()) return false;
  const auto at = compressed_.position();
  if (!ahead.starts_with("\x1f\x8b")) {
    state_->cut = ahead.size() < 2 && ahead.front() == '\x1f';
    state_->fault = state_->cut ? "the gzip data end inside a member header at offset " + std::to_string(at)
                                    : "at offset " + std::to_string(at) + " stand bytes that are no gzip member";
    return false;
  }
  state_->z = z_stream{};
  if (inflateInit2(&state_->z, 16 + MAX_WBITS) != Z_OK) throw Error(ErrorCode::bad_input, "zlib could not be started");
  state_->open = true;
  members_.push_back({handed_out_, at});
  return true;
}

std::size_t GzipReader::fill(char* out, std::size_t n) {
  if (!state_->fault.empty()) {
    const std::string fault = std::exchange(state_->fault, {});
    fault_place_ = state_->open ? FaultPlace{members_.back().decompressed, members_.back().compressed}
                                : FaultPlace{handed_out_, compressed_.position()};
    fault_place_.cut = std::exchange(state_->cut, false);
    state_->close();
    throw Error(ErrorCode::bad_input, fault);
  }
  std::size_t done = 0;
  while (done < n && state_->fault.empty()) {
    if (!state_->open && !start_member()) break;
    auto& z = state_->z;
    const auto in = compressed_.peek(1);
    if (in.empty()) {
      state_->cut = true;
      state_->fault = "the gzip data are cut: the member at offset " + std::to_string(members_.back().compressed) +
                      " has no end";
      break;
    }
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out + done);
    z.avail_out = static_cast<uInt>(n - done);
    const int code = inflate(&z, Z_NO_FLUSH);
    const std::size_t made = n - done - z.avail_out;
    compressed_.skip(in.size() - z.avail_in);
    done += made;
    handed_out_ += made;
    if (code == Z_STREAM_END) {
      state_->close();
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      state_->fault = "the gzip member at offset " + std::to_string(members_.back().compressed) + " is damaged (" +
                      (z.msg ? z.msg : "invalid data") + ")";
    }
  }
  if (done == 0 && !state_->fault.empty()) return fill(out, n);  // throws
  return done;
}

bool GzipReader::resync() {
  state_->close();
  state_->fault.clear();
  for (;;) {
    const auto ahead = compressed_.peek(4);
    if (ahead.size() < 4) return false;
    const auto hit = ahead.find(std::string_view("\x1f\x8b\x08", 3));
    if (hit == std::string_view::npos) {
      compressed_.skip(ahead.size() - 2);
      continue;
    }
    if (hit > 0) {
      compressed_.skip(hit);
      continue;
    }
    if (static_cast<unsigned char>(ahead[3]) < 0x20) return true;  // reserved flag bits are zero
    compressed_.skip(1);
  }
}

GzipReader::Place GzipReader::place_of(std::uint64_t decompressed) {
  while (members_.size() > 1 && members_[1].decompressed <= decompressed) members_.pop_front();
  if (members_.empty()) return {0, false};
  return {members_.front().compressed, members_.front().decompressed == decompressed};
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
