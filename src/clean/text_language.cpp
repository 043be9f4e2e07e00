// Which language a text is in, by its most frequent words; and how its sentences end.
#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr std::size_t kLookedAt = 20000;  // bytes
constexpr std::size_t kWordMax = 12;      // bytes of the frequent words

}  // namespace

std::string detect_language(std::string_view text, const CleanLexicon& lexicon) {
  std::vector<int> hits(lexicon.words.size(), 0);
  int words = 0;
  const auto count = [&](std::string_view word) {
    if (word.size() > kWordMax) return;
    if (const auto found = lexicon.languages_of_word.find(word); found != lexicon.languages_of_word.end())
      for (const auto language : found->second) ++hits[language];
  };
  text = text.substr(0, kLookedAt);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char folded[kWordMax];
    const auto begin = i;
    unsigned char all = 0;  // the bits of its bytes
    for (; i < text.size() && (is_alpha(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80); ++i) {
      if (i - begin < kWordMax) folded[i - begin] = to_lower(text[i]);
      all |= static_cast<unsigned char>(text[i]);
    }
    if (i == begin) continue;
    ++words;
    if (all >= 0x80) count(fold_case(text.substr(begin, i - begin)));
    else if (i - begin <= kWordMax) count({folded, i - begin});
  }
  if (words < 12) return {};
  std::string best;
  int best_hits = 0, second = 0;
  std::size_t number = 0;
  for (const auto& [language, known] : lexicon.words) {
    const int own = hits[number++];
    if (own > best_hits) second = best_hits, best_hits = own, best = language;
    else second = std::max(second, own);
  }
  return best_hits * 10 >= words && best_hits > second ? best : std::string{};
}

bool ends_sentence(std::string_view text) {
  text = trim(text);
  if (text.empty() || is_alnum(text.back()) || text.back() == ',') return false;
  static constexpr std::string_view kClosers[] = {"\"", "'", ")", "]", "”", "’", "»", "“"};
  for (bool again = true; again;) {
    again = false;
    for (const auto closer : kClosers)
      if (text.ends_with(closer)) text.remove_suffix(closer.size()), again = true;
  }
  for (const std::string_view end : {".", "!", "?", "…", "。", "؟", "۔", ":", ";"})
    if (text.ends_with(end)) return true;
  return false;
}

}  // namespace daybook
