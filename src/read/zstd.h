// Zstandard (RFC 8878) as a stream of frames, with the dictionary that a .warc.zst file may begin with.
//
//     warc-zst-file = [dictionary frame] 1*(frame | extension frame)        (IIPC, Zstandard Compression for WARC Files 1.0)
//
// A dictionary frame is a skippable frame of magic number 0x184D2A5D; what it holds is a dictionary, plain or compressed.
#pragma once

#include <memory>

#include "read/packed_reader.h"

namespace daybook {

class ZstdReader : public PackedReader {
 public:
  explicit ZstdReader(ByteStream& packed, UnpackLimits limits = {});
  ~ZstdReader() override;
  const char* unit() const override { return "zstd frame"; }

 private:
  struct State;
  bool open_unit() override;
  Step unpack(std::string_view in, char* out, std::size_t n) override;
  void close_unit() override;
  bool find_unit(ByteStream& packed) override;
  bool load_dictionary(std::string_view bytes);

  std::unique_ptr<State> state_;
};

/// The first bytes of a zstd file or of a .warc.zst with a dictionary.
bool starts_zstd(std::string_view head);

}  // namespace daybook
