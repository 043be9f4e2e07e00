// gzip (RFC 1952) as a stream of members, so that archives packed one record a member can be read from any of them.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>

#include "read/byte_stream.h"

namespace daybook {

class GzipReader {
 public:
  explicit GzipReader(ByteStream& compressed);
  ~GzipReader();

  /// Decompressed bytes, across members. All bytes before a fault are handed out first, then
  /// Error{bad_input} is thrown: the file ends inside a member, the data are damaged, the checksum is wrong.
  std::size_t fill(char* out, std::size_t n);

  /// After a fault: goes to the next place that starts like a member. False if there is none.
  bool resync();

  struct Place {
    std::uint64_t member;   ///< compressed offset of the member that holds the byte
    bool starts_member;     ///< the byte is the first of it
  };
  /// Where a decompressed byte stood. Positions must not go back between calls by more than one record.
  Place place_of(std::uint64_t decompressed);
  /// After a fault: where the member that has it starts. What was handed out before this is sound.
  struct FaultPlace {
    std::uint64_t decompressed, compressed;
    bool cut = false;  ///< the data end inside the member; else they are damaged, or are no gzip data
  };
  FaultPlace fault_place() const { return fault_place_; }
  /// Compressed bytes taken in so far.
  std::uint64_t compressed_position() const { return compressed_.position(); }

 private:
  struct Member {
    std::uint64_t decompressed, compressed;
  };
  struct State;

  bool start_member();

  ByteStream& compressed_;
  std::unique_ptr<State> state_;
  std::deque<Member> members_;
  std::uint64_t handed_out_ = 0;
  FaultPlace fault_place_{0, 0};
};

/// One whole member, with neither name nor time in its header: same bytes in, same bytes out.
std::string gzip_member(std::string_view bytes);

}  // namespace daybook
