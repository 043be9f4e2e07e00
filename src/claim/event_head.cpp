#include "claim/event_head.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/error.h"

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
      out[i] = from_half(static_cast<std::uint16_t>(low | high << 8));
      if (!std::isfinite(out[i])) refuse("a number is not finite");
    }
    left_.remove_prefix(2 * count);
    return out;
  }

  bool done() const { return left_.empty(); }

 private:
  static float from_half(std::uint16_t h) {
    const int exponent = h >> 10 & 31, fraction = h & 1023;
    if (exponent == 31) return INFINITY;
    const float size = exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24) : std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
    return h & 0x8000 ? -size : size;
  }

  std::string_view left_;
};

bool can_carry(Upos upos) {
  return upos == Upos::verb || upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::adv || upos == Upos::aux || upos == Upos::num;
}

/// to += factor * row, term by term.
void add(float* to, float factor, const float* row, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) to[i] += factor * row[i];
}

}  // namespace

EventHead::EventHead(std::string_view bytes, const std::vector<std::string>& kinds) : columns_(kinds.size()) {
  Input input(bytes);
  made_for_ = input.line();
  width_ = input.number();
  const std::size_t hidden = input.number();
  outputs_ = input.number();
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
  std::vector<float> hidden(hidden_), scores(outputs_);
  for (std::size_t w = 0; w < words; ++w) {
    const Token& token = sentence.tokens[w];
    if (!can_carry(token.upos)) continue;
    hidden = in_bias_;
    const float* own = sentence.vectors.data() + w * width_;
    for (std::size_t i = 0; i < width_; ++i) add(hidden.data(), own[i], in_.data() + i * hidden_, hidden_);
    if (token.head >= 0 && static_cast<std::size_t>(token.head) < words) {
      const float* above = sentence.vectors.data() + static_cast<std::size_t>(token.head) * width_;
      for (std::size_t i = 0; i < width_; ++i) add(hidden.data(), above[i], in_.data() + (width_ + i) * hidden_, hidden_);
    }
    scores = out_bias_;
    for (std::size_t h = 0; h < hidden_; ++h)
      if (hidden[h] > 0) add(scores.data(), hidden[h], out_.data() + h * outputs_, outputs_);
    for (std::size_t k = 0; k < outputs_; ++k) out[w * columns_ + column_of_[k]] = 1 / (1 + std::exp(-scores[k]));
  }
  return out;
}

}  // namespace daybook
