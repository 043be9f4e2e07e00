#include "claim/part_head.h"

#include <algorithm>
#include <cstdlib>

namespace daybook {
namespace {

// Signs of the way from the trigger to a word, in the order of the file: how far, how many steps up from the word to where both meet, how many up from the
// trigger, behind it or not, and the word's tag.
constexpr std::size_t kFar = 13, kSteps = 6, kTags = 17;
constexpr std::size_t kUp = kFar, kDown = kUp + kSteps, kBehind = kDown + kSteps, kTag = kBehind + 1, kSigns = kTag + kTags;
constexpr std::size_t kParts = neural::kDots;

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

PartHead::PartHead(HeadFile& file, std::size_t width, const std::vector<std::string>& kinds) : width_(width) {
  if (file.line() != "parts") HeadFile::refuse("it does not say what parts words play");
  hidden_ = file.number();
  const std::size_t count = file.number();
  if (hidden_ > neural::kMostInputs) HeadFile::refuse("a layer is too wide");
  if (hidden_ % neural::kBlock != 0) HeadFile::refuse("a layer is no multiple of 16 wide");
  row_of_.assign(kinds.size(), SIZE_MAX);
  for (std::size_t i = 0; i < count; ++i) {
    const auto found = std::find(kinds.begin(), kinds.end(), file.line());
    if (found != kinds.end()) row_of_[static_cast<std::size_t>(found - kinds.begin())] = i;
  }
  words_ = file.layer(width_, hidden_, false);
  triggers_ = file.layer(width_, hidden_);
  way_ = file.floats(kSigns * hidden_);
  kinds_ = file.floats(count * hidden_);
  out_ = file.floats(kParts * hidden_);
  out_bias_ = file.floats(kParts);
}

std::vector<float> PartHead::bring(const Tree& tree, const std::vector<float>& seen) const {
  if (seen.empty()) return {};
  neural::RoundingRoom room;
  std::vector<float> out(tree.size() * hidden_);
  neural::apply(words_.weights(), seen.data(), tree.size(), out.data(), room);
  for (Word w = 0; w < tree.size(); ++w) add(way_.data() + (kTag + static_cast<std::size_t>(tree.token(w).upos)) * hidden_, out.data() + w * hidden_);
  return out;
}

std::vector<float> PartHead::bring_as_trigger(const std::vector<float>& seen, Word trigger) const {
  neural::RoundingRoom room;
  std::vector<float> out(hidden_);
  neural::apply(triggers_.weights(), seen.data() + trigger * width_, 1, out.data(), room);
  return out;
}

std::vector<PartOdds> PartHead::read(const Tree& tree, const std::vector<float>& brought, const std::vector<float>& by_trigger, Word trigger, std::uint32_t kind) const {
  std::vector<float> base = by_trigger;
  if (row_of_[kind] != SIZE_MAX) add(kinds_.data() + row_of_[kind] * hidden_, base.data());
  const auto ways = ways_to(tree, trigger);
  const auto sign = [&](std::size_t which) { return way_.data() + which * hidden_; };
  std::vector<PartOdds> out(tree.size());
  for (Word w = 0; w < tree.size(); ++w) {
    const float* const rows[] = {base.data(), brought.data() + w * hidden_, sign(far_sign(trigger, w)), sign(kUp + ways[w].up), sign(kDown + ways[w].down), sign(kBehind)};
    float odds[kParts];
    neural::kernels().dots_of_sum(rows, w > trigger ? 6 : 5, hidden_, out_.data(), odds);
    out[w] = {odds[0] + out_bias_[0], odds[1] + out_bias_[1], odds[2] + out_bias_[2], odds[3] + out_bias_[3]};
  }
  return out;
}

void PartHead::add(const float* row, float* to) const {
  for (std::size_t i = 0; i < hidden_; ++i) to[i] += row[i];
}

}  // namespace daybook
