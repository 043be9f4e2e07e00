#include "neural/word_classes.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook::neural {

LemmaScript LemmaScript::parse(std::string_view text) {
  if (text.starts_with('=')) return {true, false, 0, std::string(text.substr(1))};
  LemmaScript out;
  const auto first = text.find('|'), second = first == std::string_view::npos ? first : text.find('|', first + 1);
  if (second == std::string_view::npos || std::from_chars(text.data() + first + 1, text.data() + second, out.cut).ec != std::errc{})
    throw Error(ErrorCode::bad_resource, "The model cannot be used: '" + std::string(text) + "' is no rule for lemmas.", std::string(text));
  out.keep = text.starts_with('k');
  out.add = text.substr(second + 1);
  return out;
}

std::string LemmaScript::apply(std::string_view form) const {
  if (whole) return add;
  std::string out = keep ? std::string(form) : fold_case(form);
  for (std::size_t n = cut; n > 0 && !out.empty(); --n) {
    while (out.size() > 1 && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    out.pop_back();
  }
  out += add;
  return out.empty() ? std::string(form) : out;
}

std::size_t WordClasses::Range::best(const float* scores) const {
  std::size_t at = from;
  for (std::size_t i = from + 1; i < from + count; ++i)
    if (scores[i] > scores[at]) at = i;
  return at - from;
}

WordClasses::WordClasses(const ModelFile& file)
    : xpos_(file.classes("xpos")), feats_(file.classes("feats")), rel_(file.classes("rel")), upos_names_(file.classes("upos")),
      known_(file.has("lemmas") ? LemmaTable(file.tensor("lemmas").bytes) : LemmaTable()) {
  for (const auto& tag : upos_names_) upos_.push_back(upos_from(tag));
  for (const auto& script : file.classes("lemma")) lemma_.push_back(LemmaScript::parse(script));
  for (auto& feats : feats_)
    if (feats == "_") feats.clear();
  std::size_t at = 0;
  for (auto [range, size] : {std::pair{&upos_at_, upos_.size()}, {&xpos_at_, xpos_.size()}, {&feats_at_, feats_.size()}, {&lemma_at_, lemma_.size()}}) {
    if (size == 0)
      throw Error(ErrorCode::bad_resource, "The model cannot be used: it knows no classes of one kind.", "classes");
    *range = {at, size};
    at += size;
  }
}

std::string likely_lemma(std::span<const float> scores, const std::vector<LemmaScript>& scripts, const WordPieces& pieces, std::string_view form) {
  constexpr float kFar = 7.0f;
  constexpr std::size_t kTried = 6;
  std::vector<std::size_t> order(scripts.size());
  std::iota(order.begin(), order.end(), 0);
  const std::size_t tried = std::min(kTried, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(tried), order.end(),
                    [&](std::size_t a, std::size_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  const std::string first = scripts[order.front()].apply(form);
  for (std::size_t i = 0; i < tried && scores[order[i]] >= scores[order.front()] - kFar; ++i) {
    if (i > 0 && scripts[order[i]].whole) continue;  // a word of its own, whatever the form
    if (auto lemma = scripts[order[i]].apply(form); pieces.whole(lemma)) return lemma;
  }
  return first;
}

void WordClasses::put_tags(const float* scores, const WordPieces& pieces, Token& token) const {
  const std::size_t upos = upos_at_.best(scores);
  token.upos = upos_[upos];
  token.xpos = xpos_[xpos_at_.best(scores)];
  token.feats = feats_[feats_at_.best(scores)];
  token.lemma = known_.lemma(token.form, upos_names_[upos], token.xpos);
  if (!token.lemma.empty()) return;
  // Names and numbers are spelt as they are.
  const bool spelt = token.upos == Upos::verb || token.upos == Upos::noun || token.upos == Upos::adj || token.upos == Upos::adv;
  token.lemma = spelt ? likely_lemma({scores + lemma_at_.from, lemma_at_.count}, lemma_, pieces, token.form) : lemma_[lemma_at_.best(scores)].apply(token.form);
}

void WordClasses::put_tree(std::size_t head, std::uint16_t relation, Token& token) const {
  token.head = static_cast<std::int32_t>(head) - 1;
  token.deprel = token.head < 0 ? "root" : rel_[relation];
  if (token.head >= 0 && token.deprel == "root") token.deprel = "dep";
}

}  // namespace daybook::neural
