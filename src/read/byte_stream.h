// A buffered stream of bytes with look-ahead, a position and push-back; the only way the formats read.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

namespace daybook {

/// Not thread-safe. Memory: what was asked to peek, and one block of 64 KiB.
class ByteStream {
 public:
  /// Writes at most n bytes and says how many; 0 at the end. Throws Error{unreadable, bad_input} at a fault.
  using Fill = std::function<std::size_t(char*, std::size_t)>;

  explicit ByteStream(Fill fill) : fill_(std::move(fill)) {}

  /// The next bytes, at least n unless the stream ends or breaks before. Valid until the next call.
  /// Throws the fault of the stream only once all bytes before it are used up.
  std::string_view peek(std::size_t n);
  bool at_end() { return peek(1).empty(); }

  /// How many bytes could be passed over.
  std::uint64_t skip(std::uint64_t n);
  /// Appends up to n bytes and says how many.
  std::size_t read(std::string& out, std::size_t n);

  enum class Line { none, whole, too_long };
  /// One line without its end (LF or CR LF). A line over `max` is passed over whole and `out` keeps its start.
  Line line(std::string& out, std::size_t max);

  /// Puts bytes that were read back in front.
  void unread(std::string_view bytes);
  /// Forgets what is buffered: after a fault the rest of a broken block is of no use.
  void forget_buffer();

  /// After what lies under the stream was moved: everything is forgotten, and the next byte has this position.
  void restart(std::uint64_t position);

  std::uint64_t position() const { return position_; }

 private:
  Fill fill_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t position_ = 0;
  bool ended_ = false;
  std::exception_ptr fault_;
};

}  // namespace daybook
