#include "claim/claim_network.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace daybook {
namespace {

// Signs in the order of the file (training/claims/network.py): how far a word stands from another, and what it is to it in the tree.
constexpr std::size_t kTags = 17, kNear = 16, kTree = 7;

bool can_carry(Upos upos) {
  return upos == Upos::verb || upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::adv || upos == Upos::aux || upos == Upos::num;
}

std::size_t near_sign(std::size_t from, std::size_t to) {
  const std::size_t apart = from < to ? to - from : from - to;
  const std::size_t step = apart < 4 ? apart : apart < 8 ? 4 : apart < 16 ? 5 : apart < 32 ? 6 : 7;
  return to < from ? step + kNear / 2 : step;
}

enum TreeSign : std::size_t { unrelated, to_head, to_child, to_sibling, to_grandparent, to_grandchild, to_itself };

TreeSign tree_sign(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  const auto head_of = [&](std::size_t word) { return tokens[word].head; };
  const auto is = [](std::int32_t head, std::size_t word) { return head >= 0 && static_cast<std::size_t>(head) == word; };
  if (from == to) return to_itself;
  const auto head = head_of(from), others = head_of(to);
  if (is(head, to)) return to_head;
  if (is(others, from)) return to_child;
  if (head >= 0 && head == others) return to_sibling;
  if (head >= 0 && is(head_of(static_cast<std::size_t>(head)), to)) return to_grandparent;
  if (others >= 0 && is(head_of(static_cast<std::size_t>(others)), from)) return to_grandchild;
  return unrelated;
}

}  // namespace

struct ClaimNetwork::Room {
  neural::RoundingRoom rounding;
  std::vector<float> bias, scratch;
};

ClaimNetwork::Norm ClaimNetwork::norm_of(HeadFile& file) const {
  Norm out;
  out.weight = file.floats(width_);
  out.bias = file.floats(width_);
  return out;
}

ClaimNetwork::ClaimNetwork(HeadFile& file, const std::vector<std::string>& kinds) : vector_width_(file.width()), columns_(kinds.size()), made_for_(file.made_for()) {
  width_ = file.number();
  heads_ = file.number();
  const std::size_t layers = file.number(), wide = file.number();
  outputs_ = file.number();
  for (const std::size_t inputs : {vector_width_, width_, wide})
    if (inputs > neural::kMostInputs) HeadFile::refuse("a layer is too wide");
  if (vector_width_ % neural::kStep != 0 || width_ % (16 * heads_) != 0 || wide % neural::kBlock != 0) HeadFile::refuse("a layer is no multiple of 16 wide");
  for (std::size_t i = 0; i < outputs_; ++i) {
    const auto name = file.line();
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) HeadFile::refuse("it knows a kind that data/claims/kinds.tsv does not have: " + std::string(name));
    column_of_.push_back(static_cast<std::size_t>(found - kinds.begin()));
  }
  enter_ = file.layer(vector_width_, width_);
  tags_ = file.floats(kTags * width_);
  entered_ = norm_of(file);
  for (std::size_t i = 0; i < layers; ++i) {
    Layer layer;
    layer.in = file.layer(width_, 3 * width_);
    layer.out = file.layer(width_, width_);
    layer.mixed = norm_of(file);
    layer.wide = file.layer(width_, wide);
    layer.back = file.layer(wide, width_);
    layer.done = norm_of(file);
    layer.near = file.floats(kNear * heads_);
    layer.tree = file.floats(kTree * heads_);
    layers_.push_back(std::move(layer));
  }
  kinds_ = file.layer(width_, outputs_);
}

void ClaimNetwork::attend(const Layer& layer, const Sentence& sentence, const float* in, float* out, Room& room) const {
  const std::size_t n = sentence.tokens.size(), wide = neural::across(n), size = width_ / heads_;
  constexpr float kNever = -1e9f;
  room.bias.assign(heads_ * n * wide, kNever);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const float *near = &layer.near[near_sign(i, j) * heads_], *tree = &layer.tree[tree_sign(sentence.tokens, i, j) * heads_];
      for (std::size_t h = 0; h < heads_; ++h) room.bias[(h * n + i) * wide + j] = near[h] + tree[h];
    }
  room.scratch.resize(wide * (size + 1));
  for (std::size_t h = 0; h < heads_; ++h) {
    const float* const q = in + h * size;
    neural::kernels().attend_with(q, q + width_, q + 2 * width_, n, size, 3 * width_, room.bias.data() + h * n * wide, out + h * size, width_, room.scratch.data());
  }
}

std::vector<std::vector<float>> ClaimNetwork::look(std::span<const Sentence> sentences) const {
  std::vector<std::vector<float>> out(sentences.size());
  std::vector<float> vectors, tags;
  std::vector<std::size_t> first;  // row of each sentence that has vectors
  std::vector<const Sentence*> some;
  std::size_t rows = 0;
  for (const Sentence& s : sentences) {
    if (empty() || s.tokens.empty() || s.vectors().size() != s.tokens.size() * vector_width_) continue;
    some.push_back(&s), first.push_back(rows);
    vectors.insert(vectors.end(), s.vectors().begin(), s.vectors().end());
    for (const Token& t : s.tokens) {
      const float* const row = tags_.data() + static_cast<std::size_t>(t.upos) * width_;
      tags.insert(tags.end(), row, row + width_);
    }
    rows += s.tokens.size();
  }
  if (rows == 0) return out;
  Room room;
  const auto& kernels = neural::kernels();
  const auto apply = [&](const neural::PackedLayer& layer, const std::vector<float>& from, std::vector<float>& to) {
    to.resize(rows * layer.outputs);
    neural::apply(layer.weights(), from.data(), rows, to.data(), room.rounding);
  };
  const auto norm = [&](std::vector<float>& x, const std::vector<float>& add, const Norm& with) { kernels.add_norm(x.data(), add.data(), rows, width_, with.weight.data(), with.bias.data()); };
  std::vector<float> seen, threes, mixed(rows * width_), wide, back;
  apply(enter_, vectors, seen);
  norm(seen, tags, entered_);
  for (const Layer& layer : layers_) {
    apply(layer.in, seen, threes);
    for (std::size_t s = 0; s < some.size(); ++s) attend(layer, *some[s], threes.data() + first[s] * 3 * width_, mixed.data() + first[s] * width_, room);
    apply(layer.out, mixed, back);
    norm(seen, back, layer.mixed);
    apply(layer.wide, seen, wide);
    for (float& x : wide) x = std::max(x, 0.0f);
    apply(layer.back, wide, back);
    norm(seen, back, layer.done);
  }
  for (std::size_t s = 0; s < some.size(); ++s) {
    const float* const from = seen.data() + first[s] * width_;
    out[static_cast<std::size_t>(some[s] - sentences.data())].assign(from, from + some[s]->tokens.size() * width_);
  }
  return out;
}

std::vector<float> ClaimNetwork::chances(const Sentence& sentence, const std::vector<float>& seen) const {
  if (seen.empty()) return {};
  const std::size_t words = sentence.tokens.size();
  std::vector<float> scores(words * kinds_.outputs), out(words * columns_, 0.0f);
  neural::RoundingRoom room;
  neural::apply(kinds_.weights(), seen.data(), words, scores.data(), room);
  for (std::size_t w = 0; w < words; ++w)
    if (can_carry(sentence.tokens[w].upos))
      for (std::size_t k = 0; k < outputs_; ++k) out[w * columns_ + column_of_[k]] = 1 / (1 + std::exp(-scores[w * kinds_.outputs + k]));
  return out;
}

}  // namespace daybook
