#include "neural/name_lexicon.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook::neural {
namespace {

constexpr std::array<std::string_view, NameLexicon::kPhrases> kPhraseClasses{"place", "organisation", "region"};
constexpr std::size_t kAnyWriting = 2;  // among them
constexpr std::array<std::string_view, NameLexicon::kWords> kWordClasses{"demonym", "given", "orghead", "placehead", "surname", "time", "title"};
constexpr std::uint64_t kStart = 14695981039346656037ull;

std::uint64_t hashed(std::uint64_t hash, std::string_view word) {
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return (hash ^ 0x1f) * 1099511628211ull;  // where one word ends is part of the phrase
}

}  // namespace

NameLexicon::NameLexicon(std::string_view lines, const TwoWords& two_words) : two_words_(two_words) {
  const auto bad = [](std::string_view line) {
    return Error(ErrorCode::bad_resource, "The model cannot be used: '" + std::string(line) + "' is no line of its names.", std::string(line));
  };
  phrases_.reserve(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')) * 2);
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) throw bad(line);
    const auto kind = line.substr(0, tab), words = line.substr(tab + 1);
    if (const auto word = std::find(kWordClasses.begin(), kWordClasses.end(), kind); word != kWordClasses.end()) {
      words_[hashed(kStart, words)] |= 1u << (2 * kPhrases + static_cast<std::size_t>(word - kWordClasses.begin()));
      continue;
    }
    const auto phrase = std::find(kPhraseClasses.begin(), kPhraseClasses.end(), kind);
    if (phrase == kPhraseClasses.end()) throw bad(line);
    const auto bit = static_cast<std::uint8_t>(1u << (phrase - kPhraseClasses.begin()));
    const auto parts = pretokens(words, two_words);
    if (parts.empty() || parts.size() > kLongest) continue;
    std::uint64_t hash = kStart;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      hash = hashed(hash, text_of(words, parts[i].span));
      Seen& seen = phrases_[hash];
      (i + 1 == parts.size() ? seen.whole : seen.goes_on) |= bit;
    }
  }
}

std::vector<std::uint32_t> NameLexicon::features(const std::vector<Token>& sentence) const {
  std::vector<std::uint32_t> out(sentence.size());
  std::vector<std::string> parts;
  std::vector<std::uint32_t> owner;
  std::vector<bool> capital(sentence.size());
  for (std::uint32_t i = 0; i < sentence.size(); ++i) {
    const std::string& form = sentence[i].form;
    const auto pieces = pretokens(form, two_words_);
    for (const auto& piece : pieces) {
      parts.push_back(fold_case(text_of(form, piece.span)));
      owner.push_back(i);
    }
    capital[i] = !pieces.empty() && u_isupper(static_cast<UChar32>(code_point_at(form, 0).value));
    const std::string low = pieces.size() == 1 ? parts.back() : fold_case(form);
    if (const auto word = words_.find(hashed(kStart, low)); word != words_.end()) out[i] |= word->second;
    const std::uint8_t written = pieces.empty() ? 5 : pieces.front().shape % kShapesOfWords;
    out[i] |= 1u << (2 * kPhrases + kWords + written);
  }
  for (std::size_t kind = 0; kind < kPhrases; ++kind)
    for (std::size_t at = 0; at < parts.size();) {
      std::size_t size = 0;
      std::uint64_t hash = kStart;
      for (std::size_t n = 1; n <= kLongest && at + n <= parts.size(); ++n) {
        hash = hashed(hash, parts[at + n - 1]);
        const auto seen = phrases_.find(hash);
        if (seen == phrases_.end()) break;
        if (seen->second.whole >> kind & 1) size = n;
        if (!(seen->second.goes_on >> kind & 1)) break;
      }
      if (size > 0 && (kind == kAnyWriting || capital[owner[at]]))
        for (std::size_t i = owner[at]; i <= owner[at + size - 1]; ++i) out[i] |= 1u << (2 * kind + (i == owner[at] ? 0 : 1));
      at += std::max<std::size_t>(size, 1);
    }
  return out;
}

}  // namespace daybook::neural
