#include "claim/part_head.h"

#include <algorithm>
#include <cstdlib>

namespace daybook {
namespace {

// Signs of the way from the trigger to a word, in the order of the file: how far, how many steps up from the word to where both meet, how many up from the
// trigger, behind it or not, and the word's tag.
constexpr std::size_t kFar = 13, kSteps = 6, kTags = 17;
constexpr std::size_t kUp = kFar, kDown = kUp + kSteps, kBehind = kDown + kSteps, kTag = kBehind + 1, kSigns = kTag + kTags;
constexpr std::size_t kParts = 4;

std::size_t far_sign(Word trigger, Word word) {
  const Word apart = word > trigger ? word - trigger : trigger - word;
  const std::size_t step = apart == 0 ? 0 : apart <= 1 ? 1 : apart <= 2 ? 2 : apart <= 4 ? 3 : apart <= 8 ? 4 : apart <= 16 ? 5 : 6;
  return word <= trigger ? step : 6 + step;
}

/// For each word: steps up to where the way to the trigger begins to go down, and steps from there to the trigger. At most kSteps - 1 each.
struct Way {
  std::size_t up, down;
};
std::vector<Way> ways_to(const Tree& tree, Word trigger) {
  constexpr std::size_t kNot = SIZE_MAX;
  std::vector<std::size_t> above(tree.size(), kNot);  // of the trigger: how far
  std::size_t steps = 0;
  for (std::optional<Word> at = trigger; at && above[*at] == kNot; at = tree.head(*at)) above[*at] = steps++;
  std::vector<Way> out(tree.size(), {kSteps - 1, kSteps - 1});
  for (Word w = 0; w < tree.size(); ++w) {
    std::size_t up = 0;
    std::optional<Word> at = w;
    while (at && above[*at] == kNot && up < tree.size()) at = tree.head(*at), ++up;
    if (at && above[*at] != kNot) out[w] = {std::min(up, kSteps - 1), std::min(above[*at], kSteps - 1)};
  }
  return out;
}

}  // namespace

PartHead::PartHead(HeadFile& file, const std::vector<std::string>& kinds) : width_(file.width()) {
  if (file.line() != "parts") HeadFile::refuse("it does not say what parts words play");
  hidden_ = file.number();
  const std::size_t count = file.number();
  if (2 * width_ > neural::kMostInputs || hidden_ > neural::kMostInputs) HeadFile::refuse("a layer is too wide");
  if (width_ % neural::kStep != 0 || hidden_ % neural::kBlock != 0) HeadFile::refuse("a layer is no multiple of 16 wide");
  row_of_.assign(kinds.size(), SIZE_MAX);
  for (std::size_t i = 0; i < count; ++i) {
    const auto found = std::find(kinds.begin(), kinds.end(), file.line());
    if (found != kinds.end()) row_of_[static_cast<std::size_t>(found - kinds.begin())] = i;
  }
  const std::vector<float> none(hidden_, 0.0f);
  words_ = neural::PackedLayer(file.turned(2 * width_, hidden_), none, hidden_, 2 * width_);
  const auto triggers = file.turned(width_, hidden_);
  triggers_ = neural::PackedLayer(triggers, file.floats(hidden_), hidden_, width_);
  way_ = file.floats(kSigns * hidden_);
  kinds_ = file.floats(count * hidden_);
  const auto out = file.floats(hidden_ * kParts), bias = file.floats(kParts);
  out_.resize(hidden_);
  for (std::size_t i = 0; i < hidden_; ++i) std::copy_n(out.data() + i * kParts, kParts, out_[i].begin());
  std::copy_n(bias.data(), kParts, out_bias_.begin());
}

std::vector<float> PartHead::look(const Sentence& sentence) const {
  const std::size_t words = sentence.tokens.size();
  if (hidden_ == 0 || words == 0 || sentence.vectors.size() != words * width_) return {};
  std::vector<float> pairs(words * 2 * width_, 0.0f);  // a word beside the one that it hangs on; nothing beside the root
  for (std::size_t w = 0; w < words; ++w) {
    float* row = pairs.data() + w * 2 * width_;
    std::copy_n(sentence.vectors.data() + w * width_, width_, row);
    if (const auto head = sentence.tokens[w].head; head >= 0) std::copy_n(sentence.vectors.data() + static_cast<std::size_t>(head) * width_, width_, row + width_);
  }
  neural::RoundingRoom room;
  std::vector<float> out(words * hidden_);
  neural::apply(words_.weights(), pairs.data(), words, out.data(), room);
  return out;
}

std::vector<float> PartHead::look_at(const Sentence& sentence, Word trigger) const {
  neural::RoundingRoom room;
  std::vector<float> out(hidden_);
  neural::apply(triggers_.weights(), sentence.vectors.data() + trigger * width_, 1, out.data(), room);
  return out;
}

std::vector<PartOdds> PartHead::read(const Tree& tree, const std::vector<float>& looked, const std::vector<float>& looked_at, Word trigger, std::uint32_t kind) const {
  std::vector<float> base = looked_at, sum(hidden_);
  const auto add = [&](std::vector<float>& to, const float* row) { for (std::size_t i = 0; i < hidden_; ++i) to[i] += row[i]; };
  if (row_of_[kind] != SIZE_MAX) add(base, kinds_.data() + row_of_[kind] * hidden_);
  const auto ways = ways_to(tree, trigger);
  std::vector<PartOdds> out(tree.size());
  for (Word w = 0; w < tree.size(); ++w) {
    sum = base;
    add(sum, looked.data() + w * hidden_);
    const auto sign = [&](std::size_t which) { add(sum, way_.data() + which * hidden_); };
    sign(far_sign(trigger, w)), sign(kUp + ways[w].up), sign(kDown + ways[w].down);
    if (w > trigger) sign(kBehind);
    sign(kTag + static_cast<std::size_t>(tree.token(w).upos));
    auto odds = out_bias_;
    for (std::size_t i = 0; i < hidden_; ++i)
      if (sum[i] > 0)
        for (std::size_t k = 0; k < kParts; ++k) odds[k] += sum[i] * out_[i][k];
    out[w] = {odds[0], odds[1], odds[2], odds[3]};
  }
  return out;
}

}  // namespace daybook
