#include "resolve/number/number_scene.h"

#include <algorithm>

namespace daybook {

std::optional<double> scale_of(std::string_view word) {
  if (word == "m") return 1e6;
  if (word == "tn") return 1e12;
  std::vector<Piece> one(2);
  one[0] = {{}, PieceKind::number, "1", true, false};
  one[1] = {{}, PieceKind::word, std::string(word), false, false};
  const auto n = number_at(one, 0);
  return n && n->end == 2 ? std::optional(n->value) : std::nullopt;
}

NumberScene::NumberScene(const NumberLexicon& lexicon, const Document& document, const Sentence& sentence, std::span<const TimeMention> times)
    : lexicon_(lexicon), sentence_(sentence), times_(times), pieces_(cut_pieces(document.text, sentence.span)), tokens_(pieces_.size(), -1) {
  std::size_t t = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const auto at = pieces_[i].span.begin;
    while (t < sentence.tokens.size() && sentence.tokens[t].span.end <= at) ++t;
    if (t < sentence.tokens.size() && sentence.tokens[t].span.contains(at)) tokens_[i] = static_cast<std::int32_t>(t);
  }
}

bool NumberScene::any(std::size_t i, std::initializer_list<std::string_view> words) const {
  return i < size() && std::find(words.begin(), words.end(), pieces_[i].low) != words.end();
}

std::size_t NumberScene::after(std::size_t i, const NumberLexicon::Words& words) const {
  for (std::size_t k = 0; k < words.size(); ++k)
    if (!is(i + k, words[k])) return i;
  return i + words.size();
}

std::size_t NumberScene::before(std::size_t end, const NumberLexicon::Words& words) const {
  return words.size() <= end && after(end - words.size(), words) == end ? end - words.size() : end;
}

bool NumberScene::has_context(std::size_t i, NumberContext context) const {
  const auto [first, last] = lexicon_.context.equal_range(low(i));
  return std::any_of(first, last, [&](const auto& entry) { return entry.second == context; });
}

bool NumberScene::in_time(Span span) const {
  for (const auto& time : times_)
    if (time.span.overlaps(span)) return time.type != TimeType::duration;
  return false;
}

}  // namespace daybook
