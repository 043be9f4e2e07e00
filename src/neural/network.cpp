#include "neural/network.h"

#include <algorithm>

#include "base/error.h"

namespace daybook::neural {
namespace {

void apply(const Kernels& k, const Weights& w, const float* x, std::size_t rows, float* y, Scratch& s) {
  s.bytes.resize(rows * w.inputs);
  s.scale.resize(rows);
  s.sum.resize(rows);
  k.quantise(x, rows, w.inputs, s.bytes.data(), s.scale.data(), s.sum.data());
  k.linear(w, s.bytes.data(), s.scale.data(), s.sum.data(), rows, y, w.outputs);
}

/// y of one layer, then x < 0 ? 0.1 x : x, with a column of ones at `size` and zeros up to `to`.
Matrix activated(const Kernels& k, const Weights& w, const Matrix& rows, std::size_t size, std::size_t to, Scratch& s) {
  Matrix raw{std::vector<float>(rows.rows() * w.outputs), w.outputs};
  apply(k, w, rows.data.data(), rows.rows(), raw.data.data(), s);
  Matrix out{std::vector<float>(rows.rows() * to), to};
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    float* at = out.data.data() + r * to;
    for (std::size_t i = 0; i < size; ++i) at[i] = raw.row(r)[i] < 0 ? raw.row(r)[i] * 0.1f : raw.row(r)[i];
    if (to > size) at[size] = 1.0f;
  }
  return out;
}

}  // namespace

Weights Network::weights(const ModelFile& file, const std::string& name, std::size_t inputs, std::size_t outputs) const {
  const std::size_t wide = padded(outputs, kBlock), deep = padded(inputs, kStep);
  return {file.tensor(name + ".weight", "u8", wide * deep).unsigned_bytes(), file.tensor(name + ".scale", "f32", wide).floats(),
          file.tensor(name + ".bias", "f32", wide).floats(), deep, wide};
}

Network::Network(const ModelFile& file)
    : kernels_(kernels()), width_(file.number("width")), heads_(file.number("heads")), places_(file.number("places")), labels_(file.classes("rel").size()),
      arc_(file.number("arc")), rel_(file.number("rel")), pieces_(file.number("pieces")) {
  const auto bad = [](const char* why) { return Error(ErrorCode::bad_resource, std::string("The model cannot be used: ") + why + ".", why); };
  if (width_ == 0 || width_ % 16 != 0 || width_ > kMostInputs / 2 || heads_ == 0 || width_ % heads_ != 0 || (width_ / heads_) % 16 != 0) throw bad("its width and heads do not fit");
  if (arc_ == 0 || arc_ % 16 != 0 || rel_ == 0 || rel_ > 1024 || arc_ > kMostInputs / 2 || places_ < 8 || places_ > 65536) throw bad("its sizes are out of range");
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
    layers_.push_back({weights(file, at + "qkv", width_, 3 * width_), weights(file, at + "out", width_, width_), weights(file, at + "up", width_, inner),
                       weights(file, at + "down", inner, width_), file.tensor(at + "norm1.weight", "f32", width_).floats(),
                       file.tensor(at + "norm1.bias", "f32", width_).floats(), file.tensor(at + "norm2.weight", "f32", width_).floats(),
                       file.tensor(at + "norm2.bias", "f32", width_).floats()});
  }
  std::size_t classes = 0;
  for (const char* kind : {"upos", "xpos", "feats", "lemma", "name"}) classes += file.classes(kind).size();
  glue = weights(file, "glue", width_, 2);
  end = weights(file, "end", width_, 2);
  tags = weights(file, "tags", width_, classes);
  arc_child_ = weights(file, "arc_child", width_, arc_);
  arc_head_ = weights(file, "arc_head", width_, arc_);
  arc_weight_ = weights(file, "arc_weight", arc_ + 1, arc_);
  rel_child_ = weights(file, "rel_child", width_, rel_);
  rel_head_ = weights(file, "rel_head", width_, rel_);
  rel_weight_ = weights(file, "rel_weight", rel_ + 1, labels_ * padded(rel_ + 1, 16));
}

Matrix Network::encode(std::span<const std::int32_t> ids, std::span<const std::uint8_t> shapes, Scratch& s) const {
  const std::size_t n = ids.size(), d = width_, size = d / heads_;
  Matrix x{std::vector<float>(n * d), d};
  s.part.assign(n * d, 0.0f);
  for (std::size_t i = 0; i < n; ++i) {
    const auto id = static_cast<std::size_t>(ids[i]) < pieces_ ? static_cast<std::size_t>(ids[i]) : 0;
    const std::uint8_t* bytes = piece_bytes_ + id * d;
    const float scale = piece_scale_[id];
    const float *place = place_ + i * d, *shape = shape_ + shapes[i] * d;
    for (std::size_t k = 0; k < d; ++k) x.data[i * d + k] = static_cast<float>(static_cast<int>(bytes[k]) - 128) * scale + place[k] + shape[k];
  }
  kernels_.add_norm(x.data.data(), s.part.data(), n, d, norm_weight_, norm_bias_);
  s.mixed.resize(n * d);
  s.scores.resize((size + 4) * padded(n, 16));
  for (const auto& layer : layers_) {
    s.wide.resize(n * std::max(layer.qkv.outputs, layer.up.outputs));
    apply(kernels_, layer.qkv, x.data.data(), n, s.wide.data(), s);
    for (std::size_t h = 0; h < heads_; ++h) {
      const float* q = s.wide.data() + h * size;
      kernels_.attend(q, q + d, q + 2 * d, n, size, layer.qkv.outputs, s.mixed.data() + h * size, d, s.scores.data());
    }
    apply(kernels_, layer.out, s.mixed.data(), n, s.part.data(), s);
    kernels_.add_norm(x.data.data(), s.part.data(), n, d, layer.norm1_weight, layer.norm1_bias);
    apply(kernels_, layer.up, x.data.data(), n, s.wide.data(), s);
    kernels_.gelu(s.wide.data(), n * layer.up.outputs);
    apply(kernels_, layer.down, s.wide.data(), n, s.part.data(), s);
    kernels_.add_norm(x.data.data(), s.part.data(), n, d, layer.norm2_weight, layer.norm2_bias);
  }
  return x;
}

Matrix Network::head(const Weights& weights, const Matrix& rows, Scratch& s) const {
  Matrix out{std::vector<float>(rows.rows() * weights.outputs), weights.outputs};
  apply(kernels_, weights, rows.data.data(), rows.rows(), out.data.data(), s);
  return out;
}

Matrix Network::with_root(const Matrix& words) const {
  Matrix out{std::vector<float>(root_, root_ + width_), width_};
  out.data.insert(out.data.end(), words.data.begin(), words.data.end());
  return out;
}

Matrix Network::arcs(const Matrix& words, Scratch& s) const {
  const Matrix child = activated(kernels_, arc_child_, words, arc_, arc_weight_.inputs, s);
  const Matrix head = activated(kernels_, arc_head_, with_root(words), arc_, arc_, s);
  Matrix turned{std::vector<float>(child.rows() * arc_weight_.outputs), arc_weight_.outputs};
  apply(kernels_, arc_weight_, child.data.data(), child.rows(), turned.data.data(), s);
  Matrix out{std::vector<float>(words.rows() * head.rows()), head.rows()};
  for (std::size_t i = 0; i < words.rows(); ++i)
    for (std::size_t j = 0; j < head.rows(); ++j) out.data[i * out.width + j] = kernels_.dot(turned.row(i), head.row(j), arc_);
  return out;
}

std::vector<std::uint16_t> Network::relations(const Matrix& words, std::span<const std::size_t> heads, Scratch& s) const {
  const std::size_t wide = padded(rel_ + 1, 16);
  const Matrix child = activated(kernels_, rel_child_, words, rel_, rel_weight_.inputs, s);
  const Matrix head = activated(kernels_, rel_head_, with_root(words), rel_, wide, s);
  Matrix turned{std::vector<float>(child.rows() * rel_weight_.outputs), rel_weight_.outputs};
  apply(kernels_, rel_weight_, child.data.data(), child.rows(), turned.data.data(), s);
  std::vector<std::uint16_t> out(words.rows());
  for (std::size_t i = 0; i < words.rows(); ++i) {
    float best = 0;
    for (std::size_t l = 0; l < labels_; ++l) {
      const float score = kernels_.dot(turned.row(i) + l * wide, head.row(heads[i]), wide);
      if (l == 0 || score > best) best = score, out[i] = static_cast<std::uint16_t>(l);
    }
  }
  return out;
}

}  // namespace daybook::neural
