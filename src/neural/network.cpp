#include "neural/network.h"

#include <algorithm>

#include "base/error.h"
#include "neural/tree_decoder.h"

namespace daybook::neural {
namespace {

/// Rows that pass through the wide layers together: what they leave stays in the second cache, and their weights come from the third seldom enough.
constexpr std::size_t kChunk = 64;

void apply(const Kernels& k, const Weights& w, const float* x, std::size_t rows, float* y, Finish finish, Scratch& s) {
  const Rounded rounded{s.codes.room(rows * w.inputs), s.scale.room(rows), s.sum.room(rows)};
  k.round(x, rows, w.inputs, rounded);
  k.linear(w, rounded, rows, y, w.outputs, finish);
}

}  // namespace

Weights weights_of(const ModelFile& file, const std::string& name, std::size_t inputs, std::size_t outputs) {
  const std::size_t wide = padded(outputs, kBlock), deep = padded(inputs, kStep);
  return {file.tensor(name + ".weight", "u8", wide * deep).unsigned_bytes(), file.tensor(name + ".scale", "f32", wide).floats(),
          file.tensor(name + ".bias", "f32", wide).floats(), deep, wide};
}

Network::Side Network::side(const ModelFile& file, const std::string& name, std::size_t size) const {
  Side out{weights_of(file, name, width_, size), std::vector<float>(padded(size, kBlock))};
  Scratch scratch;
  neural::apply(kernels_, out.weights, root_, 1, out.root.data(), Finish::leaky, scratch);
  return out;
}

Network::Network(const ModelFile& file)
    : kernels_(kernels()), width_(file.number("width")), heads_(file.number("heads")), places_(file.number("places")), labels_(file.classes("rel").size()),
      arc_(file.number("arc")), rel_(file.number("rel")), pieces_(file.number("pieces")) {
  const auto bad = [](const char* why) { return Error(ErrorCode::bad_resource, std::string("The model cannot be used: ") + why + ".", why); };
  if (width_ == 0 || width_ % 16 != 0 || width_ > kMostInputs / 2 || heads_ == 0 || width_ % heads_ != 0 || (width_ / heads_) % 16 != 0 || width_ / heads_ > kMostHead)
    throw bad("its width and heads do not fit");
  if (arc_ == 0 || arc_ % kBlock != 0 || rel_ == 0 || rel_ > 1024 || arc_ > kMostInputs / 2 || places_ < 16 || places_ > kMostKeys || pieces_ == 0) throw bad("its sizes are out of range");
  piece_bytes_ = file.tensor("pieces.weight", "u8", pieces_ * width_).unsigned_bytes();
  piece_scale_ = file.tensor("pieces.scale", "f32", pieces_).floats();
  place_ = file.tensor("places", "f32", places_ * width_).floats();
  shape_ = file.tensor("shapes", "f32", 13 * width_).floats();
  norm_weight_ = file.tensor("norm.weight", "f32", width_).floats();
  norm_bias_ = file.tensor("norm.bias", "f32", width_).floats();
  root_ = file.tensor("root", "f32", width_).floats();
  const std::size_t inner = file.number("inner");
  if (inner == 0 || inner % 16 != 0 || inner > kMostInputs) throw bad("its sizes are out of range");
  for (std::size_t i = 0; i < file.number("layers"); ++i) {
    const std::string at = "layer." + std::to_string(i) + ".";
    layers_.push_back({weights_of(file, at + "qkv", width_, 3 * width_), weights_of(file, at + "out", width_, width_), weights_of(file, at + "up", width_, inner),
                       weights_of(file, at + "down", inner, width_), file.tensor(at + "norm1.weight", "f32", width_).floats(),
                       file.tensor(at + "norm1.bias", "f32", width_).floats(), file.tensor(at + "norm2.weight", "f32", width_).floats(),
                       file.tensor(at + "norm2.bias", "f32", width_).floats()});
  }
  std::size_t classes = 0;
  for (const char* kind : {"upos", "xpos", "feats", "lemma"}) classes += file.classes(kind).size();
  glue = weights_of(file, "glue", width_, 2);
  end = weights_of(file, "end", width_, 2);
  tags = weights_of(file, "tags", width_, classes);
  arc_child_ = weights_of(file, "arc_child", width_, arc_);
  arc_head_ = side(file, "arc_head", arc_);
  arc_weight_ = weights_of(file, "arc_weight", arc_ + 1, arc_);
  rel_child_ = weights_of(file, "rel_child", width_, rel_);
  rel_head_ = side(file, "rel_head", rel_);
  rel_weight_ = weights_of(file, "rel_weight", rel_ + 1, labels_ * padded(rel_ + 1, 16));
}

void Network::embed(std::span<const std::int32_t> ids, std::span<const std::uint8_t> shapes, std::span<const std::size_t> lengths, Scratch& s) const {
  const std::size_t n = ids.size(), d = width_;
  float *x = s.x.room(n * d), *part = s.part.room(n * d);
  std::fill_n(part, n * d, 0.0f);
  std::size_t i = 0;
  for (const auto length : lengths)
    for (std::size_t at = 0; at < length; ++at, ++i) {
      const auto id = static_cast<std::size_t>(ids[i]) < pieces_ ? static_cast<std::size_t>(ids[i]) : 0;
      const std::uint8_t* bytes = piece_bytes_ + id * d;
      const float scale = piece_scale_[id];
      const float *place = place_ + at * d, *shape = shape_ + shapes[i] * d;
      for (std::size_t k = 0; k < d; ++k) x[i * d + k] = static_cast<float>(static_cast<int>(bytes[k]) - 128) * scale + place[k] + shape[k];
    }
  kernels_.add_norm(x, part, n, d, norm_weight_, norm_bias_);
}

void Network::meaning(std::span<const std::int32_t> pieces, float* to) const {
  std::fill_n(to, width_, 0.0f);
  for (const auto piece : pieces) {
    const auto id = static_cast<std::size_t>(piece) < pieces_ ? static_cast<std::size_t>(piece) : 0;
    const std::uint8_t* bytes = piece_bytes_ + id * width_;
    const float scale = piece_scale_[id] / static_cast<float>(pieces.size());
    for (std::size_t k = 0; k < width_; ++k) to[k] += static_cast<float>(static_cast<int>(bytes[k]) - 128) * scale;
  }
}

void Network::apply(const Layer& layer, std::size_t n, std::span<const std::size_t> lengths, Scratch& s) const {
  const std::size_t d = width_, size = d / heads_, across = layer.qkv.outputs;
  float *x = s.x.data(), *mixed = s.mixed.room(n * d), *part = s.part.room(n * d);
  float* wide = s.wide.room(std::max(n * across, std::min(n, kChunk) * layer.up.outputs));
  neural::apply(kernels_, layer.qkv, x, n, wide, Finish::none, s);
  std::size_t begin = 0;
  for (const auto length : lengths) {
    std::byte* room = s.attention.room(attend_scratch(length, size));
    for (std::size_t h = 0; h < heads_; ++h) {
      const float* q = wide + begin * across + h * size;
      kernels_.attend(q, q + d, q + 2 * d, length, size, across, mixed + begin * d + h * size, d, room);
    }
    begin += length;
  }
  for (std::size_t at = 0; at < n; at += kChunk) {
    const std::size_t rows = std::min(kChunk, n - at);
    float* mine = x + at * d;
    neural::apply(kernels_, layer.out, mixed + at * d, rows, part, Finish::none, s);
    kernels_.add_norm(mine, part, rows, d, layer.norm1_weight, layer.norm1_bias);
    neural::apply(kernels_, layer.up, mine, rows, wide, Finish::gelu, s);
    neural::apply(kernels_, layer.down, wide, rows, part, Finish::none, s);
    kernels_.add_norm(mine, part, rows, d, layer.norm2_weight, layer.norm2_bias);
  }
}

Rows Network::encode(std::span<const std::int32_t> ids, std::span<const std::uint8_t> shapes, std::span<const std::size_t> lengths, Scratch& s) const {
  embed(ids, shapes, lengths, s);
  for (const auto& layer : layers_) apply(layer, ids.size(), lengths, s);
  return {s.x.data(), ids.size(), width_};
}

Rows Network::head(const Weights& weights, Rows rows, Buffer<float>& out, Scratch& s, Finish finish) const {
  float* to = out.room(rows.count * weights.outputs);
  neural::apply(kernels_, weights, rows.data, rows.count, to, finish, s);
  return {to, rows.count, weights.outputs};
}

/// A leaky layer, with a column of ones at `size` and zeros up to `to`.
Rows Network::activated(const Weights& w, std::size_t size, std::size_t to, Rows rows, Buffer<float>& out, Scratch& s) const {
  const std::size_t stride = std::max(w.outputs, to);
  float* at = out.room(rows.count * stride);
  const Rounded rounded{s.codes.room(rows.count * w.inputs), s.scale.room(rows.count), s.sum.room(rows.count)};
  kernels_.round(rows.data, rows.count, w.inputs, rounded);
  kernels_.linear(w, rounded, rows.count, at, stride, Finish::leaky);
  for (std::size_t r = 0; r < rows.count; ++r) {
    if (stride != to) std::copy_n(at + r * stride, size, at + r * to);
    if (to == size) continue;
    at[r * to + size] = 1.0f;
    std::fill(at + r * to + size + 1, at + (r + 1) * to, 0.0f);
  }
  return {at, rows.count, to};
}

Trees Network::trees(Rows words, std::span<const SentenceRange> sentences, Scratch& s) const {
  Trees out{std::vector<std::size_t>(words.count), std::vector<std::uint16_t>(words.count)};
  if (words.count == 0) return out;
  choose_heads(words, sentences, out, s);
  choose_relations(words, sentences, out, s);
  return out;
}

void Network::choose_heads(Rows words, std::span<const SentenceRange> sentences, Trees& out, Scratch& s) const {
  const Rows child = activated(arc_child_, arc_, arc_weight_.inputs, words, s.child, s);
  const Rows head = activated(arc_head_.weights, arc_, arc_, words, s.head, s);
  const Rows turned = this->head(arc_weight_, child, s.turned, s);
  for (const auto& range : sentences) {
    const std::size_t n = range.end - range.begin;
    float* scores = s.arcs.room(n * (n + 1));
    for (std::size_t i = 0; i < n; ++i) {
      const float* mine = turned.row(range.begin + i);
      scores[i * (n + 1)] = kernels_.dot(mine, arc_head_.root.data(), arc_);
      for (std::size_t j = 0; j < n; ++j) scores[i * (n + 1) + j + 1] = kernels_.dot(mine, head.row(range.begin + j), arc_);
    }
    const auto heads = best_tree(scores, n);
    std::copy(heads.begin(), heads.end(), out.head.begin() + static_cast<std::ptrdiff_t>(range.begin));
  }
}

void Network::choose_relations(Rows words, std::span<const SentenceRange> sentences, Trees& out, Scratch& s) const {
  const std::size_t wide = padded(rel_ + 1, 16);
  const Rows child = activated(rel_child_, rel_, rel_weight_.inputs, words, s.child, s);
  const Rows head = activated(rel_head_.weights, rel_, wide, words, s.head, s);
  std::vector<float> root(wide, 0.0f);
  std::copy_n(rel_head_.root.begin(), rel_, root.begin());
  root[rel_] = 1.0f;
  std::vector<const float*> over(words.count);
  for (const auto& range : sentences)
    for (std::size_t i = range.begin; i < range.end; ++i) over[i] = out.head[i] == 0 ? root.data() : head.row(range.begin + out.head[i] - 1);
  for (std::size_t at = 0; at < words.count; at += kChunk) {
    const Rows turned = this->head(rel_weight_, {child.row(at), std::min(kChunk, words.count - at), child.width}, s.turned, s);
    for (std::size_t i = 0; i < turned.count; ++i) {
      float best = 0;
      for (std::size_t l = 0; l < labels_; ++l) {
        const float score = kernels_.dot(turned.row(i) + l * wide, over[at + i], wide);
        if (l == 0 || score > best) best = score, out.relation[at + i] = static_cast<std::uint16_t>(l);
      }
    }
  }
}

}  // namespace daybook::neural
