#include "claim/head_file.h"

#include <cmath>
#include <cstdint>

#include "base/error.h"
#include "base/half.h"

namespace daybook {

HeadFile::HeadFile(std::string_view bytes) : left_(bytes) {
  constexpr std::string_view kMagic = "daybook claims head 5\n";
  if (!bytes.starts_with(kMagic)) refuse("it is no head for claims, or of another version");
  left_.remove_prefix(kMagic.size());
  made_for_ = line();
  width_ = number();
}

void HeadFile::refuse(const std::string& why) { throw Error(ErrorCode::bad_resource, "The model claims.head cannot be used: " + why + ".", why); }

std::string_view HeadFile::line() {
  const auto end = left_.find('\n');
  if (end == std::string_view::npos) refuse("it is cut short");
  const auto out = left_.substr(0, end);
  left_.remove_prefix(end + 1);
  return out;
}

std::size_t HeadFile::number() {
  std::size_t out = 0;
  const auto text = line();
  for (const char c : text) {
    if (c < '0' || c > '9' || out > 10000) refuse("a size is no number");
    out = out * 10 + static_cast<std::size_t>(c - '0');
  }
  if (out == 0) refuse("a size is missing");
  return out;
}

std::vector<float> HeadFile::floats(std::size_t count) {
  if (left_.size() < 2 * count) refuse("it is cut short");
  std::vector<float> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto low = static_cast<unsigned char>(left_[2 * i]), high = static_cast<unsigned char>(left_[2 * i + 1]);
    out[i] = half_to_float(static_cast<std::uint16_t>(low | high << 8));
    if (!std::isfinite(out[i])) refuse("a number is not finite");
  }
  left_.remove_prefix(2 * count);
  return out;
}

neural::PackedLayer HeadFile::layer(std::size_t inputs, std::size_t outputs, bool has_bias) {
  const auto weights = floats(inputs * outputs);
  return {weights, has_bias ? floats(outputs) : std::vector<float>(outputs, 0.0f), outputs, inputs};
}

}  // namespace daybook
