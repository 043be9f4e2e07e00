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

std::size_t seen_of(std::string_view word) {
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
  return (at(0) * 131 + at(word.size() / 2) * 31 + at(word.size() - 1) * 7 + word.size()) & 4095;
}

}  // namespace

void PartNames::add(PartRole role, std::string_view pattern) {
  const auto rank = static_cast<std::uint32_t>(patterns_.size());
  patterns_.emplace_back(pattern);
  if (pattern.starts_with('=')) {
    whole_.try_emplace(std::string(pattern.substr(1)), Entry{role, rank});
    seen_[seen_of(pattern.substr(1))] = true;
    return;
  }
  if (pattern.ends_with('*')) {
    starts_.emplace_back(std::string(pattern.substr(0, pattern.size() - 1)), Entry{role, rank});
    return;
  }
  words_.try_emplace(std::string(pattern), Entry{role, rank});
  seen_[seen_of(pattern.substr(0, pattern.find('-')))] = true;
  auto& longest = longest_[std::string(pattern.substr(0, pattern.find('-')))];
  longest = std::max(longest, static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '-')) + 1);
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
    const auto begin = value.find_first_not_of(" \t\n\r\f", at);
    if (begin == std::string_view::npos) break;
    at = std::min(value.find_first_of(" \t\n\r\f", begin), value.size());
    split(value.substr(begin, std::min<std::size_t>(at - begin, 200)), words);
    const std::size_t count = words.at.size();
    if (count == 0 || count > kWordsMax) continue;
    if (seen_[seen_of(words.text)]) take(whole_, words.text);
    for (std::size_t i = 0; i < count; ++i) {
      const auto first = std::string_view(words.text).substr(words.at[i].first, words.at[i].second - words.at[i].first);
      for (const auto& [start, entry] : starts_)
        if (first.starts_with(start)) better(entry);
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
