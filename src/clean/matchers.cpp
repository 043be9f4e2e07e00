#include "clean/matchers.h"

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "base/error.h"

namespace daybook {

namespace {

/// FNV-1a, a byte at a time, so that a word is hashed while it is read.
constexpr std::size_t kHashStart = 14695981039346656037u;
constexpr std::size_t hash_on(std::size_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 1099511628211u; }

constexpr std::size_t kWordMax = 64;  // bytes

std::size_t hash_of(std::string_view word) {
  std::size_t out = kHashStart;
  for (const char c : word) out = hash_on(out, c);
  return out;
}

}  // namespace

NameMatcher::NameMatcher(const std::vector<std::string>& patterns) : steps_(1) {
  std::map<std::string, std::uint32_t> ids;
  for (std::uint32_t row = 0; row < patterns.size(); ++row) {
    std::uint32_t step = 0;
    const auto& pattern = patterns[row];
    for (std::size_t at = 0; at <= pattern.size();) {
      const auto end = std::min(pattern.find('-', at), pattern.size());
      const auto word = pattern.substr(at, end - at);
      if (word.empty() || !std::all_of(word.begin(), word.end(), [](char c) { return is_lower(c) || is_digit(c); }))
        throw Error(ErrorCode::bad_resource, "clean/parts.tsv: '" + pattern + "' is not words of small letters and digits joined by '-'; it could never match.", pattern);
      if (word.size() > kWordMax) throw Error(ErrorCode::bad_resource, "clean/parts.tsv: '" + word + "' is longer than " + std::to_string(kWordMax) + " letters.", pattern);
      longest_ = std::max(longest_, word.size());
      const auto id = ids.emplace(word, static_cast<std::uint32_t>(ids.size())).first->second;
      auto& next = steps_[step].next;
      const auto known = std::find_if(next.begin(), next.end(), [&](const auto& n) { return n.first == id; });
      if (known != next.end()) {
        step = known->second;
      } else {
        const auto fresh = static_cast<std::uint32_t>(steps_.size());
        next.push_back({id, fresh});
        steps_.emplace_back();
        step = fresh;
      }
      at = end + 1;
    }
    steps_[step].row = std::min(steps_[step].row, row);
  }
  words_.resize(ids.size());
  std::size_t size = 16;
  while (size < 4 * ids.size()) size *= 2;
  slots_.assign(size, 0);
  for (const auto& [word, id] : ids) {
    words_[id] = word;
    auto slot = hash_of(word);
    while (slots_[slot & (size - 1)] != 0) ++slot;
    slots_[slot & (size - 1)] = id + 1;
  }
}

std::uint32_t NameMatcher::word_id(std::string_view word, std::size_t hash) const {
  for (;; ++hash) {
    const auto slot = slots_[hash & (slots_.size() - 1)];
    if (slot == 0) return kNone;
    if (words_[slot - 1] == word) return slot - 1;
  }
}

std::uint32_t NameMatcher::first_in(std::string_view names) const {
  std::uint32_t best = kNone;
  std::vector<std::uint32_t> open, still;  // steps that the words so far lead to
  char word[kWordMax];
  std::size_t size = 0, hash = kHashStart;  // a word over the longest is read on, but not kept
  const auto close = [&] {
    if (size == 0) return;
    const auto id = size <= longest_ ? word_id({word, size}, hash) : kNone;
    size = 0;
    hash = kHashStart;
    still.clear();
    if (id != kNone) {
      open.push_back(0);
      for (const auto step : open)
        for (const auto& [way, next] : steps_[step].next)
          if (way == id) {
            best = std::min(best, steps_[next].row);
            if (!steps_[next].next.empty()) still.push_back(next);
          }
    }
    open.swap(still);
  };
  char before = 0;
  for (const char c : names) {
    if (is_alnum(c)) {
      if (is_upper(c) && is_lower(before)) close();
      const char small = to_lower(c);
      if (size < sizeof word) word[size] = small;
      ++size;
      hash = hash_on(hash, small);
    } else {
      close();
    }
    before = c;
  }
  close();
  return best;
}

TextMatcher::TextMatcher(const std::vector<std::pair<std::string, unsigned>>& texts) {
  for (const auto& [text, label] : texts)
    for (const char c : text) {
      auto& own = classes_[static_cast<unsigned char>(c)];
      if (own == 0) own = static_cast<std::uint8_t>(class_count_++);
    }
  // The tree of the texts; state 0 is its root, and there is no way back to it yet.
  next_.assign(class_count_, 0);
  found_.assign(1, 0);
  for (const auto& [text, label] : texts) {
    std::size_t state = 0;
    for (const char c : text) {
      const auto way = state * class_count_ + classes_[static_cast<unsigned char>(c)];
      if (next_[way] == 0) {
        if (found_.size() > 0xFFFF) throw Error(ErrorCode::bad_resource, "clean/phrases.tsv: the phrases to be found anywhere are too many.");
        next_[way] = static_cast<std::uint16_t>(found_.size());
        next_.resize(next_.size() + class_count_, 0);
        found_.push_back(0);
      }
      state = next_[way];
    }
    found_[state] |= 1u << label;
  }
  // Breadth first, every missing way becomes that of the longest end that is also a beginning.
  std::vector<std::size_t> order, back(found_.size(), 0);
  for (std::size_t c = 0; c < class_count_; ++c)
    if (next_[c] != 0) order.push_back(next_[c]);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto state = order[i];
    found_[state] |= found_[back[state]];
    for (std::size_t c = 0; c < class_count_; ++c) {
      auto& way = next_[state * class_count_ + c];
      const auto other = next_[back[state] * class_count_ + c];
      if (way == 0) {
        way = other;
      } else {
        back[way] = other;
        order.push_back(way);
      }
    }
  }
}

std::uint32_t TextMatcher::labels_in(std::string_view text) const {
  std::uint32_t out = 0;
  std::size_t state = 0;
  for (const char c : text) {
    state = next_[state * class_count_ + classes_[static_cast<unsigned char>(c)]];
    out |= found_[state];
  }
  return out;
}

}  // namespace daybook
