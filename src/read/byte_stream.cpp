#include "read/byte_stream.h"

#include <algorithm>

namespace daybook {
namespace {
constexpr std::size_t kBlock = 64 << 10;
}

std::string_view ByteStream::peek(std::size_t n) {
  while (!ended_ && !fault_ && buffer_.size() - at_ < n) {
    if (at_ > 0) {
      buffer_.erase(0, at_);
      at_ = 0;
    }
    const std::size_t had = buffer_.size();
    buffer_.resize(had + kBlock);
    std::size_t got = 0;
    try {
      got = fill_(buffer_.data() + had, kBlock);
    } catch (...) {
      buffer_.resize(had);
      fault_ = std::current_exception();
      break;
    }
    buffer_.resize(had + got);
    if (got == 0) ended_ = true;
  }
  if (fault_ && at_ == buffer_.size() && n > 0) std::rethrow_exception(fault_);
  return std::string_view(buffer_).substr(at_);
}

std::uint64_t ByteStream::skip(std::uint64_t n) {
  std::uint64_t done = 0;
  while (done < n) {
    const auto have = peek(1);
    if (have.empty()) break;
    const auto step = std::min<std::uint64_t>(have.size(), n - done);
    at_ += step;
    position_ += step;
    done += step;
  }
  return done;
}

std::size_t ByteStream::read(std::string& out, std::size_t n) {
  std::size_t done = 0;
  while (done < n) {
    const auto have = peek(1);
    if (have.empty()) break;
    const auto step = std::min(have.size(), n - done);
    out.append(have.substr(0, step));
    at_ += step;
    position_ += step;
    done += step;
  }
  return done;
}

ByteStream::Line ByteStream::line(std::string& out, std::size_t max) {
  out.clear();
  bool any = false, too_long = false;
  for (;;) {
    const auto have = peek(1);
    if (have.empty()) break;
    any = true;
    const auto end = have.find('\n');
    const auto step = end == std::string_view::npos ? have.size() : end + 1;
    const auto keep = end == std::string_view::npos ? step : end;
    if (out.size() + keep > max) {
      out.append(have.substr(0, max - std::min(max, out.size())));
      too_long = true;
    } else {
      out.append(have.substr(0, keep));
    }
    at_ += step;
    position_ += step;
    if (end != std::string_view::npos) break;
  }
  if (out.ends_with('\r')) out.pop_back();
  return !any ? Line::none : too_long ? Line::too_long : Line::whole;
}

void ByteStream::unread(std::string_view bytes) {
  buffer_.replace(0, at_, bytes);
  at_ = 0;
  position_ -= bytes.size();
}

void ByteStream::forget_buffer() {
  position_ += buffer_.size() - at_;
  buffer_.clear();
  at_ = 0;
  ended_ = false;
  fault_ = nullptr;
}

void ByteStream::restart(std::uint64_t position) {
  forget_buffer();
  position_ = position;
}

}  // namespace daybook
