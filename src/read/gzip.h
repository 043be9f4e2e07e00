// gzip (RFC 1952) as a stream of members.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "read/packed_reader.h"

namespace daybook {

class GzipReader : public PackedReader {
 public:
  explicit GzipReader(ByteStream& packed, UnpackLimits limits = {});
  ~GzipReader() override;
  const char* unit() const override { return "gzip member"; }

 private:
  struct State;
  bool open_unit() override;
  Step unpack(std::string_view in, char* out, std::size_t n) override;
  void close_unit() override;
  bool find_unit(ByteStream& packed) override;

  std::unique_ptr<State> state_;
};

/// One whole member, with neither name nor time in its header: same bytes in, same bytes out.
std::string gzip_member(std::string_view bytes);

}  // namespace daybook
