// What single words around a name are: kind words, prepositions, capitals.
#include "resolve/place/place_parts.h"

namespace daybook::place_parts {

bool locative(const Sentence& sentence, std::uint32_t first) {
  if (first == 0) return false;
  auto at = first - 1;
  if (word_of(sentence.tokens[at]) == "the" && at > 0) --at;
  for (const std::string_view p : {"in", "at", "near", "from", "into", "inside", "around", "outside", "towards", "toward", "across"})
    if (word_of(sentence.tokens[at]) == p) return true;
  return false;
}

std::string word_of(const Token& token) {
  std::string out = token.form;
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

bool capitalised(const Token& token) {
  if (token.form.empty()) return false;
  const auto c = static_cast<unsigned char>(token.form[0]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return c != 0xE2;  // letters of other scripts and accented capitals; E2 starts punctuation
}

std::optional<KindAt> kind_starting(const PlaceLexicon& lexicon, const Sentence& sentence, std::uint32_t at) {
  for (const auto& kind : lexicon.kind_words) {
    if (at + kind.words.size() > sentence.tokens.size()) continue;
    bool same = true;
    for (std::uint32_t i = 0; same && i < kind.words.size(); ++i) same = word_of(sentence.tokens[at + i]) == kind.words[i];
    if (same) return KindAt{&kind, at, at + static_cast<std::uint32_t>(kind.words.size())};
  }
  return std::nullopt;
}

std::optional<KindAt> kind_ending(const PlaceLexicon& lexicon, const Sentence& sentence, std::uint32_t end) {
  for (const auto& kind : lexicon.kind_words) {
    const auto size = static_cast<std::uint32_t>(kind.words.size());
    if (size > end) continue;
    bool same = true;
    for (std::uint32_t i = 0; same && i < size; ++i) same = word_of(sentence.tokens[end - size + i]) == kind.words[i];
    if (same) return KindAt{&kind, end - size, end};
  }
  return std::nullopt;
}

}  // namespace daybook::place_parts
