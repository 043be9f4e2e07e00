// The tables of the cleaner made ready for matching: each text is gone through once, however long the tables grow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

/// Finds rows of words ("article-body") in the words of class and id names ("ArticleBody__main"). Built once, then const and thread-safe.
class NameMatcher {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// Row `i` is `patterns[i]`: words of [a-z0-9] joined by '-'. Throws Error{bad_resource} for any other.
  explicit NameMatcher(const std::vector<std::string>& patterns);
  NameMatcher() : NameMatcher(std::vector<std::string>{}) {}

  /// The first row whose words stand next to each other in `names`, kNone if there is none. Words are cut where `hint_words` cuts them.
  std::uint32_t first_in(std::string_view names) const;

 private:
  struct Step {
    std::uint32_t row = kNone;  ///< the first row that ends here
    std::vector<std::pair<std::uint32_t, std::uint32_t>> next;  ///< word, step
  };
  std::uint32_t word_id(std::string_view word, std::size_t hash) const;

  std::vector<std::string> words_;
  std::vector<std::uint32_t> slots_;  ///< by hash: 1 + number of a word, 0 for none; a power of two of them
  std::vector<Step> steps_;
  std::size_t longest_ = 0;  ///< bytes of the longest word
};

/// Finds every one of many texts anywhere in another by one pass (Aho and Corasick 1975, "Efficient string matching"): what was
/// found is a set of up to 32 labels. Built once, then const and thread-safe.
class TextMatcher {
 public:
  /// Texts and the label, 0 to 31, of each.
  explicit TextMatcher(const std::vector<std::pair<std::string, unsigned>>& texts);
  TextMatcher() : TextMatcher(std::vector<std::pair<std::string, unsigned>>{}) {}

  /// Bit `l` is set if a text with label `l` stands in `text`.
  std::uint32_t labels_in(std::string_view text) const;

 private:
  std::uint8_t classes_[256] = {};    ///< bytes that no text tells apart share a class
  std::size_t class_count_ = 1;
  std::vector<std::uint16_t> next_;   ///< [state * class_count_ + class]
  std::vector<std::uint32_t> found_;  ///< labels of a state
};

}  // namespace daybook
