// Phrases of site furniture (data/clean/phrases.tsv) in a line: all of them, in one pass.
#include <algorithm>

#include "base/ascii.h"
#include "clean/clean_lexicon.h"

namespace daybook {
namespace {

constexpr std::size_t kLineMax = 400;  // bytes: what is longer is no line of furniture

/// Numbers become '#', so that one row covers "12 comments" and "3 comments"; punctuation at the end goes.
std::string number_free(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) {
      out += text[i];
      continue;
    }
    while (i + 1 < text.size() && (is_digit(text[i + 1]) || ((text[i + 1] == ',' || text[i + 1] == '.') && i + 2 < text.size() && is_digit(text[i + 2])))) ++i;
    out += '#';
  }
  while (!out.empty() && std::string_view(":.!* >").find(out.back()) != std::string_view::npos) out.pop_back();
  return out;
}

bool before(const CleanPhrase& a, const CleanPhrase& b) { return a.text < b.text; }

}  // namespace

PhraseMatcher::PhraseMatcher(const std::vector<CleanPhrase>& phrases) {
  std::vector<std::pair<std::string, unsigned>> anywhere;
  for (const auto& phrase : phrases) switch (phrase.form) {
      case PhraseForm::line:
        lines_.push_back(phrase);
        longest_line_ = std::max(longest_line_, phrase.text.size());
        break;
      case PhraseForm::start:
        starts_.push_back(phrase);
        break;
      case PhraseForm::any:
        anywhere.emplace_back(phrase.text, static_cast<unsigned>(phrase.role));
        break;
    }
  std::stable_sort(lines_.begin(), lines_.end(), before);
  std::stable_sort(starts_.begin(), starts_.end(), before);
  anywhere_ = TextMatcher(anywhere);
}

PhraseRoles PhraseMatcher::met_by(std::string_view folded) const {
  PhraseRoles out;
  const auto line = number_free(folded);
  out.add_bits(anywhere_.labels_in(line));
  if (line.size() <= longest_line_)
    for (auto at = std::lower_bound(lines_.begin(), lines_.end(), line, [](const auto& phrase, const auto& text) { return phrase.text < text; });
         at != lines_.end() && at->text == line; ++at)
      out.add(at->role);
  // What a line starts with stands before it in the order of the texts, among those with its first byte.
  if (!line.empty())
    for (auto at = std::lower_bound(starts_.begin(), starts_.end(), line.substr(0, 1), [](const auto& phrase, const auto& text) { return phrase.text < text; });
         at != starts_.end() && at->text <= line; ++at)
      if (line.starts_with(at->text) && (line.size() == at->text.size() || !is_word_byte(line[at->text.size()]))) out.add(at->role);
  return folded.size() <= kLineMax ? out : out.only(PhraseRole::wall);
}

}  // namespace daybook
