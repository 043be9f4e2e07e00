#include "claim/event_head.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/error.h"
#include "base/half.h"

namespace daybook {
namespace {

constexpr std::string_view kMagic = "daybook claims head 1\n";

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::bad_resource, "The model claims.head cannot be used: " + why + ".", why);
}

/// Lines of text, then numbers of half precision.
class Input {
 public:
  explicit Input(std::string_view bytes) : left_(bytes) {
    if (!bytes.starts_with(kMagic)) refuse("it is no head for claims, or of another version");
    left_.remove_prefix(kMagic.size());
  }

  std::string_view line() {
    const auto end = left_.find('\n');
    if (end == std::string_view::npos) refuse("it is cut short");
    const auto out = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    return out;
  }

  std::size_t number() {
    std::size_t out = 0;
    const auto text = line();
    for (const char c : text) {
      if (c < '0' || c > '9' || out > 100000) refuse("a size is no number");
      out = out * 10 + static_cast<std::size_t>(c - '0');
    }
    if (out == 0) refuse("a size is missing");
    return out;
  }

  std::vector<float> floats(std::size_t count) {
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

  bool done() const { return left_.empty(); }

 private:
  std::string_view left_;
};

bool can_carry(Upos upos) {
  return upos == Upos::verb || upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::adv || upos == Upos::aux || upos == Upos::num;
}

/// [rows][columns] turned to [columns][rows].
std::vector<float> turned(const std::vector<float>& from, std::size_t rows, std::size_t columns) {
  std::vector<float> out(from.size());
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) out[c * rows + r] = from[r * columns + c];
  return out;
}

}  // namespace

EventHead::EventHead(std::string_view bytes, const std::vector<std::string>& kinds) : columns_(kinds.size()) {
  Input input(bytes);
  made_for_ = input.line();
  width_ = input.number();
  const std::size_t hidden = input.number();
  outputs_ = input.number();
  if (2 * width_ > neural::kMostInputs || hidden > neural::kMostInputs) refuse("a layer is too wide");
  if (2 * width_ % neural::kStep != 0 || hidden % neural::kBlock != 0) refuse("a layer is no multiple of 16 wide");
  for (std::size_t i = 0; i < outputs_; ++i) {
    const auto name = input.line();
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) refuse("it knows a kind that data/claims/kinds.tsv does not have: " + std::string(name));
    column_of_.push_back(static_cast<std::size_t>(found - kinds.begin()));
  }
  const std::vector<float> in = input.floats(2 * width_ * hidden);
  std::vector<float> in_bias = input.floats(hidden);
  const std::vector<float> out = input.floats(hidden * outputs_);
  std::vector<float> out_bias = input.floats(outputs_);
  if (!input.done()) refuse("it is longer than its sizes say");
  in_ = neural::PackedLayer(turned(in, 2 * width_, hidden), std::move(in_bias), hidden, 2 * width_);
  out_ = neural::PackedLayer(turned(out, hidden, outputs_), std::move(out_bias), outputs_, hidden);
}

std::vector<float> EventHead::read(const Sentence& sentence) const {
  const std::size_t words = sentence.tokens.size();
  std::vector<float> out(words * columns_, 0.0f);
  if (empty() || sentence.vectors.size() != words * width_) return out;
  std::vector<std::size_t> carriers;
  for (std::size_t w = 0; w < words; ++w)
    if (can_carry(sentence.tokens[w].upos)) carriers.push_back(w);
  // A word beside the one that it hangs on; nothing beside the root.
  std::vector<float> pairs(carriers.size() * 2 * width_, 0.0f);
  for (std::size_t c = 0; c < carriers.size(); ++c) {
    float* row = pairs.data() + c * 2 * width_;
    std::copy_n(sentence.vectors.data() + carriers[c] * width_, width_, row);
    const auto head = sentence.tokens[carriers[c]].head;
    if (head >= 0 && static_cast<std::size_t>(head) < words) std::copy_n(sentence.vectors.data() + static_cast<std::size_t>(head) * width_, width_, row + width_);
  }
  neural::RoundingRoom room;
  std::vector<float> hidden(carriers.size() * in_.outputs), scores(carriers.size() * out_.outputs);
  neural::apply(in_.weights(), pairs.data(), carriers.size(), hidden.data(), room);
  for (float& x : hidden) x = std::max(x, 0.0f);
  neural::apply(out_.weights(), hidden.data(), carriers.size(), scores.data(), room);
  for (std::size_t c = 0; c < carriers.size(); ++c)
    for (std::size_t k = 0; k < outputs_; ++k) out[carriers[c] * columns_ + column_of_[k]] = 1 / (1 + std::exp(-scores[c * out_.outputs + k]));
  return out;
}

}  // namespace daybook
