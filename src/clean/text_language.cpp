// Which language a text is in, by its most frequent words; and how its sentences end.
#include <cctype>
#include <map>

#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {

std::string detect_language(std::string_view text, const CleanLexicon& lexicon) {
  std::map<std::string, int, std::less<>> counts;
  int words = 0;
  const std::string folded = fold_case(text.substr(0, 20000));
  for (std::size_t i = 0; i < folded.size();) {
    const auto letter = [&](std::size_t at) { return std::isalpha(static_cast<unsigned char>(folded[at])) || static_cast<unsigned char>(folded[at]) >= 0x80; };
    if (!letter(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < folded.size() && letter(end)) ++end;
    ++words;
    if (end - i <= 12) ++counts[folded.substr(i, end - i)];
    i = end;
  }
  if (words < 12) return {};
  std::string best;
  int best_hits = 0, second = 0;
  for (const auto& [language, known] : lexicon.words) {
    int hits = 0;
    for (const auto& word : known)
      if (const auto found = counts.find(word); found != counts.end()) hits += found->second;
    if (hits > best_hits) second = best_hits, best_hits = hits, best = language;
    else second = std::max(second, hits);
  }
  return best_hits * 10 >= words && best_hits > second ? best : std::string{};
}

bool ends_sentence(std::string_view text) {
  text = trim(text);
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
