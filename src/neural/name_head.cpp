#include "neural/name_head.h"

#include <algorithm>

#include "base/error.h"

namespace daybook::neural {

NameHead::NameHead(const ModelFile& file, std::size_t width)
    : lexicon_(file.tensor("name_lexicon").bytes, file.two_words()),
      path_(file.classes("name"), file.tensor("names.first", "f32", file.classes("name").size()).floats(),
            file.tensor("names.next", "f32", file.classes("name").size() * file.classes("name").size()).floats()),
      inputs_(padded(width + kFeatures, kStep)), hidden_(file.number("name_hidden")), heads_(file.number("name_heads")),
      classes_(file.classes("name").size()) {
  if (hidden_ == 0 || hidden_ % kBlock != 0 || hidden_ > kMostInputs / 3 || heads_ == 0 || heads_ > kMostInputs / hidden_ || inputs_ > kMostInputs)
    throw Error(ErrorCode::bad_resource, "The model cannot be used: its sizes are out of range.", "name_hidden");
  in_ = weights_of(file, "names.in", inputs_, heads_ * hidden_);
  for (std::size_t h = 0; h < heads_; ++h) beside_.push_back(weights_of(file, "names.beside." + std::to_string(h), 3 * hidden_, hidden_));
  out_ = weights_of(file, "names.out", heads_ * hidden_, classes_);
}

/// A word's vector and what the lexicon says of it and of those around it, a row of inputs_ numbers a word.
void NameHead::look_up(Rows words, std::span<const Sentence> sentences, float* to) const {
  std::fill(to, to + words.count * inputs_, 0.0f);
  std::size_t row = 0;
  for (const auto& sentence : sentences) {
    const auto features = lexicon_.features(sentence.tokens);
    for (std::size_t i = 0; i < features.size(); ++i) {
      float* at = to + (row + i) * inputs_;
      std::copy_n(words.row(row + i), words.width, at);
      for (std::size_t k = 0; k < 2 * kSide + 1; ++k) {
        const std::size_t other = i + k;  // less kSide
        if (other < kSide || other - kSide >= features.size()) continue;
        for (std::size_t f = 0; f < NameLexicon::kFeatures; ++f)
          if (features[other - kSide] >> f & 1) at[words.width + k * NameLexicon::kFeatures + f] = NameLexicon::kSeen;
      }
    }
    row += features.size();
  }
}

void NameHead::find(Rows words, std::span<Sentence> sentences, const Network& network, Scratch& s) const {
  const std::size_t n = words.count, across = heads_ * hidden_;
  float* in = s.name_in.room(n * std::max(inputs_, 3 * hidden_));
  look_up(words, sentences, in);
  network.head(in_, {in, n, inputs_}, s.name_hidden, s, Finish::gelu);
  const float* here = s.name_hidden.data();
  float* sum = s.name_sum.room(n * across);
  std::copy_n(here, n * across, sum);
  float* three = in;
  for (std::size_t h = 0; h < heads_; ++h) {
    std::size_t row = 0;
    for (const auto& sentence : sentences) {
      const std::size_t size = sentence.tokens.size();
      for (std::size_t i = 0; i < size; ++i)
        for (std::size_t k = 0; k < 3; ++k) {
          float* to = three + ((row + i) * 3 + k) * hidden_;
          if (i + k < 1 || i + k - 1 >= size) std::fill_n(to, hidden_, 0.0f);
          else std::copy_n(here + (row + i + k - 1) * across + h * hidden_, hidden_, to);
        }
      row += size;
    }
    const Rows more = network.head(beside_[h], {three, n, 3 * hidden_}, s.name_beside, s, Finish::gelu);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < hidden_; ++k) sum[i * across + h * hidden_ + k] += more.row(i)[k];
  }
  const Rows scores = network.head(out_, {sum, n, across}, s.name_in, s);
  std::size_t row = 0;
  for (auto& sentence : sentences) {
    sentence.names = path_.best({scores.row(row), sentence.tokens.size(), scores.width}, 0);
    row += sentence.tokens.size();
  }
}

}  // namespace daybook::neural
