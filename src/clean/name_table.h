// Names of one or two words and what each stands for: days of the week, months.
#pragma once

#include <bitset>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace daybook {

/// Keys are fold_key. Most words are told to be no name by their first byte and length. Thread-safe once filled.
template <typename Value>
class NameTable {
 public:
  void add(const std::string& name, Value value) {
    if (name.empty()) return;
    values_[name] = value;
    begins_[slot(name)] = true;
    if (const auto joint = name.find_first_of("- "); joint != std::string::npos) first_words_.insert(name.substr(0, joint));
  }

  /// nullptr if there is no such name.
  const Value* find(std::string_view name) const {
    if (name.empty() || !begins_[slot(name)]) return nullptr;
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
  }

  bool count(std::string_view name) const { return find(name) != nullptr; }

  /// A name of two words.
  const Value* find(std::string_view first, char joint, std::string_view second) const { return begins_two(first) ? find(std::string(first) + joint + std::string(second)) : nullptr; }

  /// Is a word the first of two of some name?
  bool begins_two(std::string_view word) const { return first_words_.find(word) != first_words_.end(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  static std::size_t slot(std::string_view name) { return (static_cast<unsigned char>(name.front()) * 32u + name.size()) % 8192; }

  std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
  std::unordered_set<std::string, Hash, std::equal_to<>> first_words_;  ///< of names of two words
  std::bitset<8192> begins_;
};

}  // namespace daybook
