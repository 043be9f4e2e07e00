#include "neural/name_head.h"

#include <algorithm>

#include "base/error.h"

namespace daybook::neural {

NameHead::NameHead(const ModelFile& file, std::size_t width)
    : lexicon_(file.tensor("name_lexicon").bytes, file.two_words()),
      path_(file.classes("name"), file.tensor("names.first", "f32", file.classes("name").size()).floats(),
            file.tensor("names.next", "f32", file.classes("name").size() * file.classes("name").size()).floats()),
      inputs_(padded(width + (2 * kSide + 1) * NameLexicon::kFeatures, kStep)), hidden_(file.number("name_hidden")), classes_(file.classes("name").size()) {
  if (hidden_ == 0 || hidden_ % kBlock != 0 || 3 * hidden_ > kMostInputs || inputs_ > kMostInputs)
    throw Error(ErrorCode::bad_resource, "The model cannot be used: its sizes are out of range.", "name_hidden");
  in_ = weights_of(file, "names.in", inputs_, hidden_);
  beside_ = weights_of(file, "names.beside", 3 * hidden_, hidden_);
  out_ = weights_of(file, "names.out", hidden_, classes_);
}

void NameHead::find(Rows words, std::span<Sentence> sentences, const Network& network, Scratch& s) const {
  const std::size_t n = words.count, seen_by = NameLexicon::kFeatures;
  float* in = s.name_in.room(n * inputs_);
  std::fill(in, in + n * inputs_, 0.0f);
  std::size_t row = 0;
  for (const auto& sentence : sentences) {
    const auto features = lexicon_.features(sentence.tokens);
    for (std::size_t i = 0; i < features.size(); ++i) {
      float* at = in + (row + i) * inputs_;
      std::copy_n(words.row(row + i), words.width, at);
      for (std::size_t k = 0; k < 2 * kSide + 1; ++k) {
        const std::size_t other = i + k;  // less kSide
        if (other < kSide || other - kSide >= features.size()) continue;
        for (std::size_t f = 0; f < seen_by; ++f)
          if (features[other - kSide] >> f & 1) at[words.width + k * seen_by + f] = NameLexicon::kSeen;
      }
    }
    row += features.size();
  }
  const Rows hidden = network.head(in_, {in, n, inputs_}, s.name_hidden, s, Finish::gelu);
  float* three = s.name_in.room(n * std::max(inputs_, 3 * hidden_));
  row = 0;
  for (const auto& sentence : sentences) {
    const std::size_t size = sentence.tokens.size();
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t k = 0; k < 3; ++k) {
        float* to = three + (row + i) * 3 * hidden_ + k * hidden_;
        if (i + k < 1 || i + k - 1 >= size) std::fill(to, to + hidden_, 0.0f);
        else std::copy_n(hidden.row(row + i + k - 1), hidden_, to);
      }
    row += size;
  }
  const Rows more = network.head(beside_, {three, n, 3 * hidden_}, s.name_beside, s, Finish::gelu);
  float* sum = s.name_hidden.data();
  for (std::size_t i = 0; i < n * hidden_; ++i) sum[i] += more.data[i];
  const Rows scores = network.head(out_, {sum, n, hidden_}, s.name_in, s);
  row = 0;
  for (auto& sentence : sentences) {
    sentence.names = path_.best({scores.row(row), sentence.tokens.size(), scores.width}, 0);
    row += sentence.tokens.size();
  }
}

}  // namespace daybook::neural
