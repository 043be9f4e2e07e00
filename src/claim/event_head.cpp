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

/// Vectors that stand side by side: the word's own, its head's, and the means of those that take part before it and behind it.
constexpr std::size_t kParts = 4;

/// A row of kParts vectors for each of the words; nothing where there is no such word.
std::vector<float> parts_of(const Sentence& sentence, const std::vector<std::size_t>& words, std::size_t width) {
  constexpr std::size_t kNone = SIZE_MAX;
  std::vector<std::size_t> row_of(sentence.tokens.size(), kNone);
  for (std::size_t row = 0; row < words.size(); ++row) row_of[words[row]] = row;
  std::vector<float> out(words.size() * kParts * width, 0.0f);
  const auto part = [&](std::size_t row, std::size_t which) { return out.data() + (row * kParts + which) * width; };
  const auto vector = [&](std::size_t word) { return sentence.vectors.data() + word * width; };
  std::vector<std::uint16_t> count(words.size() * kParts, 0);
  for (std::size_t w = 0; w < sentence.tokens.size(); ++w) {
    const auto head = sentence.tokens[w].head < 0 ? kNone : static_cast<std::size_t>(sentence.tokens[w].head);
    if (const auto row = row_of[w]; row != kNone) {
      std::copy_n(vector(w), width, part(row, 0));
      if (head != kNone) std::copy_n(vector(head), width, part(row, 1));
    }
    if (head == kNone || row_of[head] == kNone || !can_take_part(sentence.tokens[w].upos)) continue;
    const std::size_t which = w < head ? 2 : 3;
    float* sum = part(row_of[head], which);
    for (std::size_t i = 0; i < width; ++i) sum[i] += vector(w)[i];
    ++count[row_of[head] * kParts + which];
  }
  for (std::size_t at = 0; at < count.size(); ++at)
    if (count[at] > 1)
      for (std::size_t i = 0; i < width; ++i) out[at * width + i] /= static_cast<float>(count[at]);
  return out;
}

}  // namespace

EventHead::EventHead(HeadFile& file, const std::vector<std::string>& kinds) : width_(file.width()), columns_(kinds.size()), made_for_(file.made_for()) {
  const std::size_t hidden = file.number();
  outputs_ = file.number();
  if (kParts * width_ > neural::kMostInputs || hidden > neural::kMostInputs) HeadFile::refuse("a layer is too wide");
  if (kParts * width_ % neural::kStep != 0 || hidden % neural::kBlock != 0) HeadFile::refuse("a layer is no multiple of 16 wide");
  for (std::size_t i = 0; i < outputs_; ++i) {
    const auto name = file.line();
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) HeadFile::refuse("it knows a kind that data/claims/kinds.tsv does not have: " + std::string(name));
    column_of_.push_back(static_cast<std::size_t>(found - kinds.begin()));
  }
  const auto in = file.turned(kParts * width_, hidden);
  in_ = neural::PackedLayer(in, file.floats(hidden), hidden, kParts * width_);
  const auto out = file.turned(hidden, outputs_);
  out_ = neural::PackedLayer(out, file.floats(outputs_), outputs_, hidden);
}

std::vector<float> EventHead::read(const Sentence& sentence) const {
  const std::size_t words = sentence.tokens.size();
  std::vector<float> out(words * columns_, 0.0f);
  if (empty() || sentence.vectors.size() != words * width_) return out;
  std::vector<std::size_t> carriers;
  for (std::size_t w = 0; w < words; ++w)
    if (can_carry(sentence.tokens[w].upos)) carriers.push_back(w);
  const std::vector<float> parts = parts_of(sentence, carriers, width_);
  neural::RoundingRoom room;
  std::vector<float> hidden(carriers.size() * in_.outputs), scores(carriers.size() * out_.outputs);
  neural::apply(in_.weights(), parts.data(), carriers.size(), hidden.data(), room);
  for (float& x : hidden) x = std::max(x, 0.0f);
  neural::apply(out_.weights(), hidden.data(), carriers.size(), scores.data(), room);
  for (std::size_t c = 0; c < carriers.size(); ++c)
    for (std::size_t k = 0; k < outputs_; ++k) out[carriers[c] * columns_ + column_of_[k]] = 1 / (1 + std::exp(-scores[c * out_.outputs + k]));
  return out;
}

}  // namespace daybook
