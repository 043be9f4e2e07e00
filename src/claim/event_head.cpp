#include "claim/event_head.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace daybook {
namespace {

bool can_carry(Upos upos) {
  return upos == Upos::verb || upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::adv || upos == Upos::aux || upos == Upos::num;
}

bool can_take_part(Upos upos) { return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron || upos == Upos::num; }

/// Vectors that stand side by side: the word's own, its head's, the means of those that take part before it and behind it, and those of the words beside it.
constexpr std::size_t kParts = 6;

/// A row of kParts vectors for each of the words, put behind `out`; nothing where there is no such word.
void add_parts(const Sentence& sentence, const std::vector<std::size_t>& words, std::size_t width, std::vector<float>& out) {
  constexpr std::size_t kNone = SIZE_MAX;
  std::vector<std::size_t> row_of(sentence.tokens.size(), kNone);
  for (std::size_t row = 0; row < words.size(); ++row) row_of[words[row]] = row;
  const std::size_t begin = out.size();
  out.resize(begin + words.size() * kParts * width, 0.0f);
  const auto part = [&](std::size_t row, std::size_t which) { return out.data() + begin + (row * kParts + which) * width; };
  const auto vector = [&](std::size_t word) { return sentence.vectors.data() + word * width; };
  std::vector<std::uint16_t> count(words.size() * kParts, 0);
  for (std::size_t w = 0; w < sentence.tokens.size(); ++w) {
    const auto head = sentence.tokens[w].head < 0 ? kNone : static_cast<std::size_t>(sentence.tokens[w].head);
    if (const auto row = row_of[w]; row != kNone) {
      std::copy_n(vector(w), width, part(row, 0));
      if (head != kNone) std::copy_n(vector(head), width, part(row, 1));
      if (w > 0) std::copy_n(vector(w - 1), width, part(row, 4));
      if (w + 1 < sentence.tokens.size()) std::copy_n(vector(w + 1), width, part(row, 5));
    }
    if (head == kNone || row_of[head] == kNone || !can_take_part(sentence.tokens[w].upos)) continue;
    const std::size_t which = w < head ? 2 : 3;
    float* sum = part(row_of[head], which);
    for (std::size_t i = 0; i < width; ++i) sum[i] += vector(w)[i];
    ++count[row_of[head] * kParts + which];
  }
  for (std::size_t at = 0; at < count.size(); ++at)
    if (count[at] > 1)
      for (std::size_t i = 0; i < width; ++i) out[begin + at * width + i] /= static_cast<float>(count[at]);
}

}  // namespace

EventHead::EventHead(HeadFile& file, const std::vector<std::string>& kinds) : width_(file.width()), columns_(kinds.size()), made_for_(file.made_for()) {
  const std::size_t hidden = file.number();
  outputs_ = file.number();
  if (kParts * width_ > neural::kMostInputs || hidden > neural::kMostInputs) HeadFile::refuse("a layer is too wide");
  if (width_ % 16 != 0 || hidden % neural::kBlock != 0) HeadFile::refuse("a layer is no multiple of 16 wide");
  for (std::size_t i = 0; i < outputs_; ++i) {
    const auto name = file.line();
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) HeadFile::refuse("it knows a kind that data/claims/kinds.tsv does not have: " + std::string(name));
    column_of_.push_back(static_cast<std::size_t>(found - kinds.begin()));
  }
  screen_ = file.floats(width_);
  screen_bias_ = file.floats(1).front();
  const auto in = file.turned(kParts * width_, hidden);
  in_ = neural::PackedLayer(in, file.floats(hidden), hidden, kParts * width_);
  const auto out = file.turned(hidden, outputs_);
  out_ = neural::PackedLayer(out, file.floats(outputs_), outputs_, hidden);
}

std::vector<float> EventHead::read(std::span<const Sentence> sentences) const {
  std::size_t words = 0;
  for (const Sentence& s : sentences) words += s.tokens.size();
  std::vector<float> out(words * columns_, 0.0f), parts;
  if (empty()) return out;
  std::vector<std::size_t> carriers, all;  // of a sentence; of all, counted over all
  std::size_t before = 0;
  for (const Sentence& s : sentences) {
    carriers.clear();
    if (s.vectors.size() == s.tokens.size() * width_)
      for (std::size_t w = 0; w < s.tokens.size(); ++w)
        if (can_carry(s.tokens[w].upos) && neural::kernels().dot(s.vectors.data() + w * width_, screen_.data(), width_) + screen_bias_ >= 0) carriers.push_back(w);
    add_parts(s, carriers, width_, parts);
    for (const auto w : carriers) all.push_back(before + w);
    before += s.tokens.size();
  }
  neural::RoundingRoom room;
  std::vector<float> hidden(all.size() * in_.outputs), scores(all.size() * out_.outputs);
  neural::apply(in_.weights(), parts.data(), all.size(), hidden.data(), room);
  for (float& x : hidden) x = std::max(x, 0.0f);
  neural::apply(out_.weights(), hidden.data(), all.size(), scores.data(), room);
  for (std::size_t c = 0; c < all.size(); ++c)
    for (std::size_t k = 0; k < outputs_; ++k) out[all[c] * columns_ + column_of_[k]] = 1 / (1 + std::exp(-scores[c * out_.outputs + k]));
  return out;
}

}  // namespace daybook
