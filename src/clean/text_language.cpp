// Which language a text is in, by its most frequent words; and how its sentences end.
#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {

std::string detect_language(std::string_view text, const CleanLexicon& lexicon) {
  std::vector<int> hits(lexicon.words.size(), 0);
  int words = 0;
  const std::string folded = fold_case(text.substr(0, 20000));
  for (std::size_t i = 0; i < folded.size();) {
    const auto letter = [&](std::size_t at) { return is_alpha(folded[at]) || static_cast<unsigned char>(folded[at]) >= 0x80; };
    if (!letter(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < folded.size() && letter(end)) ++end;
    ++words;
    if (end - i <= 12)
      if (const auto found = lexicon.languages_of_word.find(std::string_view(folded).substr(i, end - i)); found != lexicon.languages_of_word.end())
        for (const auto language : found->second) ++hits[language];
    i = end;
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
