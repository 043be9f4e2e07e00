#include "clean/phrase_table.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace daybook {
namespace {

constexpr std::size_t kLineMax = 400;   // bytes; more is running text
constexpr std::size_t kStartMax = 220;  // what starts like a line of furniture and goes on longer is a paragraph

/// Roles that running text may have too.
bool anywhere(PhraseRole role) { return role == PhraseRole::wall || role == PhraseRole::cookies; }

constexpr std::array<bool, 256> kWordBytes = [] {
  std::array<bool, 256> out{};
  for (int c = 0; c < 256; ++c) out[static_cast<std::size_t>(c)] = is_word_byte(static_cast<char>(c));
  return out;
}();

/// Letters of a word, or one character that is none.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && kWordBytes[static_cast<unsigned char>(text[end])]) ++end;
  return text.substr(at, end > at ? end - at : 1);
}

bool edge(std::string_view text, std::size_t at) { return at >= text.size() || !is_word_byte(text[at]); }

/// Hangul, kana and Chinese characters start with E3 to ED in UTF-8; their phrases may stand within a run of letters.
bool unspaced(std::string_view text) {
  const auto b = text.empty() ? 0 : static_cast<unsigned char>(text[0]);
  return b >= 0xE3 && b <= 0xED;
}

/// Numbers become '#', so that one row covers "12 comments" and "3 comments".
std::string number_free(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
  std::string out;
  out.reserve(text.size());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!digit(i)) continue;
    out.append(text, kept, i - kept);
    while (digit(i + 1) || (i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '.') && digit(i + 2))) ++i;
    out += '#';
    kept = i + 1;
  }
  out.append(text, kept);
  return out;
}

/// A number of a word by its ends and length, to tell most words that begin no phrase without a look-up.
std::size_t seen_of(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front()), middle = static_cast<unsigned char>(word[word.size() / 2]), last = static_cast<unsigned char>(word.back());
  return (first * 31u + middle * 677u + last * 7u + word.size() * 131u) % PhraseTable::kSeen;
}

}  // namespace

void PhraseTable::add(PhraseRole role, PhraseForm form, std::string phrase) {
  if (phrase.empty()) return;
  if (form == PhraseForm::line) {
    longest_line_ = std::max(longest_line_, phrase.size());
    lines_[phrase].add(role);
    return;
  }
  const bool start = form == PhraseForm::start;
  if (unspaced(phrase)) {
    unspaced_.push_back({std::move(phrase), role, start});
    return;
  }
  const std::string word(word_at(phrase, 0));
  first_words_[seen_of(word)] = true;
  if (!start) inner_words_[seen_of(word)] = true;
  if (!start && anywhere(role)) running_words_[seen_of(word)] = true;
  by_word_[word].push_back({std::move(phrase), role, start});
}

PhraseRoles PhraseTable::roles_of_running(std::string_view folded) const {
  PhraseRoles out;
  for (std::size_t at = 0; at < folded.size();) {
    const auto word = word_at(folded, at);
    if (running_words_[seen_of(word)])
      if (const auto found = by_word_.find(word); found != by_word_.end())
        for (const auto& phrase : found->second)
          if (!phrase.start && anywhere(phrase.role) && folded.compare(at, phrase.text.size(), phrase.text) == 0) out.add(phrase.role);
    at += word.size();
  }
  for (const auto& phrase : unspaced_)
    if (!phrase.start && anywhere(phrase.role) && folded.find(phrase.text) != std::string_view::npos) out.add(phrase.role);
  return out;
}

PhraseRoles PhraseTable::roles(std::string_view folded) const {
  if (folded.size() > kLineMax) return roles_of_running(folded);
  PhraseRoles out;
  std::string numbered;
  std::string_view line = folded;
  bool digits = false, marks = false;
  for (const char c : folded) digits |= is_digit(c), marks |= static_cast<unsigned char>(c) >= 0xE3;
  if (digits) line = numbered = number_free(folded);
  static constexpr std::string_view kEnds = ":.!*> …";
  while (!line.empty() && kEnds.find(line.back()) != std::string_view::npos) line.remove_suffix(1);
  if (line.size() <= longest_line_)
    if (const auto found = lines_.find(line); found != lines_.end()) out.add(found->second);
  const auto lead = std::min(line.find_first_not_of("(-*+>#[ "), line.size());  // a start may have a bracket or a bullet before it
  const bool brief = line.size() <= kStartMax;
  for (std::size_t at = 0; at < line.size();) {
    const auto word = word_at(line, at);
    const bool start = brief && at <= lead;
    if ((start ? first_words_ : inner_words_)[seen_of(word)])
      if (const auto found = by_word_.find(word); found != by_word_.end())
        for (const auto& phrase : found->second) {
          if (phrase.start && !start) continue;
          if (line.compare(at, phrase.text.size(), phrase.text) == 0 && (!phrase.start || edge(line, at + phrase.text.size()) || !is_word_byte(phrase.text.back()))) out.add(phrase.role);
        }
    at += word.size();
  }
  if (marks)
    for (const auto& phrase : unspaced_) {
      const auto at = line.find(phrase.text);
      if (at == 0 || (!phrase.start && at != std::string_view::npos)) out.add(phrase.role);
    }
  return out;
}

}  // namespace daybook
