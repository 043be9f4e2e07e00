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

/// Four numbers side by side: each lane is a sum of its own, so that the order of its terms stays.
using Lanes = float __attribute__((vector_size(16), aligned(4), may_alias));
constexpr std::size_t kLanes = 4, kTile = 16;  // outputs that stay in registers while all inputs pass

/// to[0..kTile) += x[i] * weights[i * stride ..] for i from 0 up, for N words.
template <std::size_t N>
void add_tile(const float* const* x, float* const* to, const float* weights, std::size_t inputs, std::size_t stride) {
  Lanes sum[N][kTile / kLanes];
  for (std::size_t n = 0; n < N; ++n)
    for (std::size_t k = 0; k < kTile / kLanes; ++k) sum[n][k] = *reinterpret_cast<const Lanes*>(to[n] + k * kLanes);
  for (std::size_t i = 0; i < inputs; ++i, weights += stride)
    for (std::size_t k = 0; k < kTile / kLanes; ++k) {
      const Lanes row = *reinterpret_cast<const Lanes*>(weights + k * kLanes);
      for (std::size_t n = 0; n < N; ++n) sum[n][k] += x[n][i] * row;
    }
  for (std::size_t n = 0; n < N; ++n)
    for (std::size_t k = 0; k < kTile / kLanes; ++k) *reinterpret_cast<Lanes*>(to[n] + k * kLanes) = sum[n][k];
}

/// A layer for many words: `x` and `to` are their rows; `outputs` is a multiple of kTile.
void add_layer(const std::vector<const float*>& x, const std::vector<float*>& to, const float* weights, std::size_t inputs, std::size_t outputs) {
  for (std::size_t tile = 0; tile < outputs; tile += kTile) {
    std::size_t w = 0;
    for (; w + 1 < x.size(); w += 2) {
      float* const two[] = {to[w] + tile, to[w + 1] + tile};
      add_tile<2>(x.data() + w, two, weights + tile, inputs, outputs);
    }
    if (w < x.size()) {
      float* const one = to[w] + tile;
      add_tile<1>(x.data() + w, &one, weights + tile, inputs, outputs);
    }
  }
}

}  // namespace

EventHead::EventHead(std::string_view bytes, const std::vector<std::string>& kinds) : columns_(kinds.size()) {
  Input input(bytes);
  made_for_ = input.line();
  width_ = input.number();
  const std::size_t hidden = input.number();
  outputs_ = input.number();
  if (hidden % kTile != 0) refuse("its hidden layer is no multiple of 16");
  for (std::size_t i = 0; i < outputs_; ++i) {
    const auto name = input.line();
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) refuse("it knows a kind that data/claims/kinds.tsv does not have: " + std::string(name));
    column_of_.push_back(static_cast<std::size_t>(found - kinds.begin()));
  }
  in_ = input.floats(2 * width_ * hidden);
  in_bias_ = input.floats(hidden);
  out_ = input.floats(hidden * outputs_);
  out_bias_ = input.floats(outputs_);
  if (!input.done()) refuse("it is longer than its sizes say");
  hidden_ = hidden;
}

std::vector<float> EventHead::read(const Sentence& sentence) const {
  const std::size_t words = sentence.tokens.size();
  std::vector<float> out(words * columns_, 0.0f);
  if (hidden_ == 0 || sentence.vectors.size() != words * width_) return out;
  std::vector<std::size_t> carriers;
  for (std::size_t w = 0; w < words; ++w)
    if (can_carry(sentence.tokens[w].upos)) carriers.push_back(w);
  std::vector<float> hidden(carriers.size() * hidden_);
  std::vector<const float*> own, above;
  std::vector<float*> all, governed;
  for (std::size_t c = 0; c < carriers.size(); ++c) {
    float* row = hidden.data() + c * hidden_;
    std::copy(in_bias_.begin(), in_bias_.end(), row);
    own.push_back(sentence.vectors.data() + carriers[c] * width_);
    all.push_back(row);
    const auto head = sentence.tokens[carriers[c]].head;
    if (head < 0 || static_cast<std::size_t>(head) >= words) continue;
    above.push_back(sentence.vectors.data() + static_cast<std::size_t>(head) * width_);
    governed.push_back(row);
  }
  add_layer(own, all, in_.data(), width_, hidden_);
  add_layer(above, governed, in_.data() + width_ * hidden_, width_, hidden_);
  std::vector<float> scores(outputs_);
  for (std::size_t c = 0; c < carriers.size(); ++c) {
    scores = out_bias_;
    for (std::size_t h = 0; h < hidden_; ++h)
      if (const float on = hidden[c * hidden_ + h]; on > 0)
        for (std::size_t k = 0; k < outputs_; ++k) scores[k] += on * out_[h * outputs_ + k];
    for (std::size_t k = 0; k < outputs_; ++k) out[carriers[c] * columns_ + column_of_[k]] = 1 / (1 + std::exp(-scores[k]));
  }
  return out;
}

}  // namespace daybook
