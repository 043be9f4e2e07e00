#include "clean/part_names.h"

#include <algorithm>

#include "base/ascii.h"

namespace daybook {
namespace {

constexpr std::size_t kWordsMax = 8;

/// One name as words joined by '-', and where each word starts and ends.
struct Words {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> at;
};

void split(std::string_view name, Words& out) {
  out.text.clear();
  out.at.clear();
  bool open = false;
  char before = 0;
  for (const char c : name) {
    if (!is_alnum(c)) {
      open = false;
    } else {
      if (open && is_upper(c) && is_lower(before)) open = false;
      if (!open) {
        if (!out.text.empty()) out.text += '-';
        out.at.emplace_back(out.text.size(), 0);
      }
      out.text += to_lower(c);
      out.at.back().second = out.text.size();
      open = true;
    }
    before = c;
  }
}

}  // namespace

namespace {

std::size_t seen_of(char first, char middle, char last, std::size_t size) {
  const auto number = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(to_lower(c))); };
  return (number(first) * 131 + number(middle) * 31 + number(last) * 7 + size) % PartNames::kSeen;
}

std::size_t seen_of(std::string_view word) { return seen_of(word.front(), word[word.size() / 2], word.back(), word.size()); }

/// "teaser3" -> "teaser".
std::string_view without_number(std::string_view word) {
  while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
  return word;
}

bool starts_like(std::string_view word, std::string_view start) {
  return word.size() >= start.size() && std::equal(start.begin(), start.end(), word.begin(), [](char a, char b) { return a == to_lower(b); });
}

}  // namespace

void PartNames::add(PartRole role, std::string_view pattern) {
  const auto rank = static_cast<std::uint32_t>(patterns_.size());
  patterns_.emplace_back(pattern);
  if (pattern.ends_with('*')) {
    starts_.emplace_back(std::string(pattern.substr(0, pattern.size() - 1)), Entry{role, rank});
    return;
  }
  const bool whole = pattern.starts_with('=');
  if (whole) pattern.remove_prefix(1);
  (whole ? whole_ : words_).try_emplace(std::string(pattern), Entry{role, rank});
  const auto first = pattern.substr(0, pattern.find('-'));
  seen_[seen_of(first)] = true;
  auto& longest = longest_[std::string(first)];
  longest = std::max(longest, static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '-')) + 1);
}

bool PartNames::may_hold(std::string_view name) const {
  for (std::size_t begin = 0; begin < name.size();) {
    if (!is_alnum(name[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < name.size() && is_alnum(name[end]) && !(is_upper(name[end]) && is_lower(name[end - 1]))) ++end;
    const auto word = name.substr(begin, end - begin);
    const auto bare = without_number(word);
    if (seen_[seen_of(word)] || (bare.size() < word.size() && !bare.empty() && seen_[seen_of(bare)]) || std::any_of(starts_.begin(), starts_.end(), [&](const auto& start) { return starts_like(word, start.first); })) return true;
    begin = end;
  }
  return false;
}

PartNames::Hit PartNames::find(std::string_view value) const {
  Hit best;
  const auto better = [&](const Entry& entry) {
    if (entry.rank < best.rank) best = {entry.role, entry.rank, patterns_[entry.rank]};
  };
  const auto take = [&](const Map& map, std::string_view key) {
    if (const auto found = map.find(key); found != map.end()) better(found->second);
  };
  thread_local Words words;  // kept for its memory
  for (std::size_t at = 0; at < value.size();) {
    if (is_space(value[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < value.size() && !is_space(value[at])) ++at;
    const auto name = value.substr(begin, std::min<std::size_t>(at - begin, 200));
    if (!may_hold(name)) continue;
    split(name, words);
    const std::size_t count = words.at.size();
    if (count == 0 || count > kWordsMax) continue;
    take(whole_, words.text);
    for (std::size_t i = 0; i < count; ++i) {
      const auto first = std::string_view(words.text).substr(words.at[i].first, words.at[i].second - words.at[i].first);
      for (const auto& [start, entry] : starts_)
        if (first.starts_with(start)) better(entry);
      if (const auto bare = without_number(first); bare.size() < first.size() && !bare.empty()) take(words_, bare);
      if (!seen_[seen_of(first)]) continue;
      const auto longest = longest_.find(first);
      if (longest == longest_.end()) continue;
      for (std::size_t n = 1; n <= longest->second && i + n <= count; ++n)
        take(words_, std::string_view(words.text).substr(words.at[i].first, words.at[i + n - 1].second - words.at[i].first));
    }
  }
  return best;
}

}  // namespace daybook
