#include "language/casing.h"

#include <cstdlib>

#include "language/characters.h"
#include "resource/table.h"

namespace daybook {
namespace {

bool letters_only(std::string_view word) {
  for (const char c : word)
    if (c >= '0' && c <= '9') return false;
  return has_upper(word) || has_lower(word);
}

}  // namespace

Casing::Casing(std::string_view text) {
  const auto table = Table::read(text, "casing.tsv");
  const auto word = table.column("word"), share = table.column("lower");
  for (const auto& row : table.rows()) share_.emplace(row[word], std::strtof(row[share].c_str(), nullptr));
}

bool Casing::is_common(std::string_view word) const {
  const auto known = [&](std::string w) {
    const auto found = share_.find(w);
    return found != share_.end() && found->second >= 0.5f;
  };
  std::string w(word);
  if (const auto found = share_.find(w); found != share_.end()) return found->second >= 0.5f;
  const auto without = [&](std::string_view ending, std::string_view instead) {
    if (w.size() < ending.size() + 3 || !std::string_view(w).ends_with(ending)) return false;
    return known(w.substr(0, w.size() - ending.size()) + std::string(instead));
  };
  if (without("ies", "y") || without("es", "") || without("es", "e") || without("s", "") || without("ied", "y") || without("ed", "") ||
      without("ed", "e") || without("ing", "") || without("ing", "e") || without("ly", "") || without("er", "") || without("er", "e") || without("ers", "")|| without("ers", "e"))
    return true;
  // A hyphenated word is common when each of its parts is.
  if (const auto dash = w.find('-'); dash != std::string::npos && dash > 0 && dash + 1 < w.size())
    return is_common(w.substr(0, dash)) && is_common(w.substr(dash + 1));
  return false;
}

std::vector<std::string> Casing::restored(const std::vector<std::string>& words) const {
  std::size_t common = 0, raised = 0, lettered = 0, capitals = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!letters_only(words[i])) continue;
    ++lettered;
    capitals += !has_lower(words[i]) && count_points(words[i]) > 1;
    if (i == 0) continue;
    if (!is_common(lower(words[i])) || count_points(words[i]) < 4) continue;
    ++common;
    raised += starts_upper(words[i]);
  }
  const bool shouted = lettered >= 3 && capitals * 10 >= lettered * 7;
  const bool titled = common >= 2 && raised * 10 >= common * 7;
  auto out = words;
  if (!shouted && !titled) return out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto& word = out[i];
    if (!letters_only(word) || !starts_upper(word)) continue;
    const auto low = lower(word);
    const auto size = count_points(word);
    if (shouted && !has_lower(word)) {
      const bool acronym = word == "US" || word == "UN" || word == "UK" || word == "EU" || word.find('.') != std::string::npos;
      if (acronym) continue;
      if (is_common(low)) word = i == 0 ? capitalised(word) : low;
      else if (size > 4) word = capitalised(word);
      continue;
    }
    // In a title an all-caps word is an acronym, and the first word is capital anyway.
    if (i == 0 || (size > 1 && !has_lower(word)) || !is_common(low)) continue;
    word = low;
  }
  return out;
}

}  // namespace daybook
