#include "neural/word_classes.h"

#include <algorithm>
#include <array>
#include <charconv>

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
      known_(file.has("lemmas") ? LemmaTable(file.tensor("lemmas").bytes) : LemmaTable()), names_(file.classes("name")) {
  for (const auto& tag : upos_names_) upos_.push_back(upos_from(tag));
  for (const auto& script : file.classes("lemma")) lemma_.push_back(LemmaScript::parse(script));
  for (auto& feats : feats_)
    if (feats == "_") feats.clear();
  std::size_t at = 0;
  for (auto [range, size] : {std::pair{&upos_at_, upos_.size()}, {&xpos_at_, xpos_.size()}, {&feats_at_, feats_.size()}, {&lemma_at_, lemma_.size()}, {&name_at_, file.classes("name").size()}}) {
    if (size == 0)
      throw Error(ErrorCode::bad_resource, "The model cannot be used: it knows no classes of one kind.", "classes");
    *range = {at, size};
    at += size;
  }
}

std::string WordClasses::lemma_of(const float* scores, const WordPieces& pieces, const Token& token) const {
  // Rules of spelling are not told by the pieces of a word alone: "captured" less two letters is no word, less one it is. Names and numbers need none.
  constexpr float kFar = 7.0f;
  constexpr std::size_t kTried = 6;
  const std::size_t best = lemma_at_.best(scores);
  std::string first = lemma_[best].apply(token.form);
  if ((token.upos != Upos::verb && token.upos != Upos::noun && token.upos != Upos::adj && token.upos != Upos::adv) || pieces.whole(first)) return first;
  const float* at = scores + lemma_at_.from;
  std::array<std::size_t, kTried> tried{best};
  for (std::size_t n = 1; n < kTried; ++n) {
    std::size_t next = lemma_at_.count;
    for (std::size_t i = 0; i < lemma_at_.count; ++i)
      if (at[i] >= at[best] - kFar && (next == lemma_at_.count || at[i] > at[next]) && std::find(tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(n), i) == tried.begin() + static_cast<std::ptrdiff_t>(n)) next = i;
    if (next == lemma_at_.count) break;
    tried[n] = next;
    if (lemma_[next].whole) continue;  // a word of its own, whatever the form
    if (auto lemma = lemma_[next].apply(token.form); pieces.whole(lemma)) return lemma;
  }
  return first;
}

void WordClasses::put_tags(const float* scores, const WordPieces& pieces, Token& token) const {
  const std::size_t upos = upos_at_.best(scores);
  token.upos = upos_[upos];
  token.xpos = xpos_[xpos_at_.best(scores)];
  token.feats = feats_[feats_at_.best(scores)];
  token.lemma = known_.lemma(token.form, upos_names_[upos], token.xpos);
  if (token.lemma.empty()) token.lemma = lemma_of(scores, pieces, token);
}

void WordClasses::put_tree(std::size_t head, std::uint16_t relation, Token& token) const {
  token.head = static_cast<std::int32_t>(head) - 1;
  token.deprel = token.head < 0 ? "root" : rel_[relation];
  if (token.head >= 0 && token.deprel == "root") token.deprel = "dep";
}

std::vector<Name> WordClasses::names_of(Rows tags) const { return names_.best(tags, name_at_.from); }

}  // namespace daybook::neural
