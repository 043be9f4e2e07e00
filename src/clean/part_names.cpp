#include "clean/part_names.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace daybook {
namespace {

constexpr std::size_t kWordsMax = 8;
constexpr std::size_t kNameMax = 200;  // bytes of a name that are looked at

/// One name as words joined by '-': "ArticleBody__text" is "article-body-text".
struct Words {
  std::array<char, 2 * kNameMax> text;
  std::array<std::size_t, kWordsMax> begin, end;
  std::size_t count = 0;

  std::string_view word(std::size_t i) const { return {text.data() + begin[i], end[i] - begin[i]}; }
  /// From a word on.
  std::string_view from(std::size_t i) const { return {text.data() + begin[i], end[count - 1] - begin[i]}; }
};

/// False for a name without words or with too many.
bool split(std::string_view name, Words& out) {
  out.count = 0;
  std::size_t size = 0;
  bool open = false;
  char before = 0;
  for (const char c : name) {
    const bool upper = is_upper(c);
    if (!upper && !is_lower(c) && !is_digit(c)) {
      open = false;
    } else {
      if (!open || (upper && is_lower(before))) {
        if (out.count == kWordsMax) return false;
        if (size > 0) out.text[size++] = '-';
        out.begin[out.count++] = size;
        open = true;
      }
      out.text[size++] = upper ? to_lower(c) : c;
      out.end[out.count - 1] = size;
    }
    before = c;
  }
  return out.count > 0;
}

/// "teaser3" -> "teaser".
std::string_view without_number(std::string_view word) {
  while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
  return word;
}

}  // namespace

std::size_t PartNames::seen_of(std::string_view word) {
  const auto number = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c)); };
  return (number(word.front()) * 131 + number(word[word.size() / 2]) * 31 + number(word.back()) * 7 + word.size()) % kSeen;
}

void PartNames::add(PartRole role, std::string_view pattern, bool forum) {
  const auto rank = count_++;
  const std::string written(pattern);
  const bool whole = pattern.starts_with('=');
  if (whole) pattern.remove_prefix(1);
  if (pattern.ends_with('*')) {
    pattern.remove_suffix(1);
    start_bytes_[static_cast<unsigned char>(pattern.front())] = true;
    starts_.push_back({written, std::string(pattern), role, rank, false, forum});
    return;
  }
  const auto first = pattern.substr(0, pattern.find('-'));
  seen_[seen_of(first)] = true;
  by_word_[std::string(first)].push_back({written, std::string(pattern), role, rank, whole, forum});
}

void PartNames::take(const Pattern& pattern, Hit& best) {
  if (pattern.forum) best.forum = true;
  else if (pattern.rank < best.rank) best.role = pattern.role, best.rank = pattern.rank, best.pattern = pattern.written;
}

PartNames::Hit PartNames::find(std::string_view value) const {
  Hit best;
  Words words;
  for (std::size_t at = 0; at < value.size();) {
    if (is_space(value[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < value.size() && !is_space(value[at])) ++at;
    if (!split(value.substr(begin, std::min(at - begin, kNameMax)), words)) continue;
    for (std::size_t i = 0; i < words.count; ++i) {
      const auto word = words.word(i), rest = words.from(i);
      if (start_bytes_[static_cast<unsigned char>(word.front())])
        for (const auto& start : starts_)
          if (word.starts_with(start.text)) take(start, best);
      if (is_digit(word.back()))
        if (const auto bare = without_number(word); !bare.empty() && seen_[seen_of(bare)])
          if (const auto found = by_word_.find(bare); found != by_word_.end())
            for (const auto& pattern : found->second)
              if (!pattern.whole && pattern.text == bare) take(pattern, best);
      if (!seen_[seen_of(word)]) continue;
      if (const auto found = by_word_.find(word); found != by_word_.end())
        for (const auto& pattern : found->second) {
          const auto size = pattern.text.size();
          if (rest.starts_with(pattern.text) && (rest.size() == size || (rest[size] == '-' && !pattern.whole)) && (!pattern.whole || i == 0)) take(pattern, best);
        }
    }
  }
  return best;
}

}  // namespace daybook
