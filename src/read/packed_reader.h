// A compressed stream that is made of units (gzip members, zstd frames), so that an archive packed one record a unit can
// be read from any of them.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "base/error.h"
#include "read/byte_stream.h"

namespace daybook {

/// What a stream may unpack to. Text packs to a tenth, markup rarely past a hundredth; what swells more than that, and is
/// large, is made to fill memory and time. Records over a page's size are only passed over, so little is lost.
struct UnpackLimits {
  std::uint64_t ratio = 250;                      ///< unpacked bytes for each packed byte ...
  std::uint64_t unit_floor = 64ull << 20;         ///< ... once a unit has made so many
  std::uint64_t file_floor = 1ull << 30;          ///< ... once the whole file has: it is not read on then
};

/// Not thread-safe.
class PackedReader {
 public:
  virtual ~PackedReader() = default;

  /// Unpacked bytes, across units. All bytes before a fault are handed out first, then Error{bad_input} is thrown (the
  /// file ends inside a unit, the data are damaged, the checksum is wrong) or Error{too_large} (see UnpackLimits).
  std::size_t fill(char* out, std::size_t n);

  /// After a fault: goes to the next place that starts like a unit. False if there is none.
  bool resync();

  struct Place {
    std::uint64_t member;   ///< packed offset of the unit that holds the byte
    bool starts_member;     ///< the byte is the first of it
  };
  /// Where an unpacked byte stood. Positions must not go back between calls by more than one record.
  Place place_of(std::uint64_t unpacked);
  /// After a fault: where the unit that has it starts. What was handed out before this is sound.
  /// Where the next unit starts, as unpacked position; UINT64_MAX if that is not known yet.
  std::uint64_t next_unit(std::uint64_t unpacked) const;
  struct FaultPlace {
    std::uint64_t decompressed = 0, compressed = 0;
    bool cut = false;  ///< the data end inside the unit; else they are damaged, or are not of this kind
  };
  FaultPlace fault_place() const { return fault_place_; }
  /// Packed bytes taken in so far.
  std::uint64_t compressed_position() const { return packed_.position(); }
  /// "gzip member", "zstd frame".
  virtual const char* unit() const = 0;

 protected:
  explicit PackedReader(ByteStream& packed, UnpackLimits limits) : packed_(packed), limits_(limits) {}

  /// Goes to the start of the next unit and opens it; false at the end of the file, or with a fault set.
  virtual bool open_unit() = 0;
  struct Step {
    std::size_t taken = 0, made = 0;
    bool ends = false;      ///< the unit is over
    std::string damage;     ///< why the data are no good
  };
  virtual Step unpack(std::string_view in, char* out, std::size_t n) = 0;
  virtual void close_unit() = 0;
  /// Moves `packed` to something that starts like a unit.
  virtual bool find_unit(ByteStream& packed) = 0;

  void fault(std::string why, bool cut = false, ErrorCode code = ErrorCode::bad_input);
  /// What follows is of no use either: no resync.
  void give_up() { over_ = true; }
  bool faulty() const { return !fault_.empty(); }
  ByteStream& packed() { return packed_; }

 private:
  struct Unit {
    std::uint64_t decompressed, compressed;
  };

  ByteStream& packed_;
  UnpackLimits limits_;
  std::deque<Unit> units_;
  std::uint64_t handed_out_ = 0;
  bool open_ = false;
  std::string fault_;  // thrown at the next call, once the bytes before it are handed out
  ErrorCode fault_code_ = ErrorCode::bad_input;
  bool cut_ = false, over_ = false, faulted_ = false;
  FaultPlace fault_place_;
};

}  // namespace daybook
