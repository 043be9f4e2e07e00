// Words of Title-Case and ALL-CAPS text as they would stand in running text: what the tagger was trained on.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace daybook {

/// How often a word stands in lower case inside sentences of the training text (models/en/casing.tsv).
class Casing {
 public:
  explicit Casing(std::string_view table);
  Casing() = default;

  bool is_common(std::string_view lower_word) const;  ///< known in lower case, itself or without an English ending

  /// The words as they should be tagged: unchanged unless most words that could be lower case are not.
  std::vector<std::string> restored(const std::vector<std::string>& words) const;

 private:
  std::unordered_map<std::string, float> share_;  // of lower case among all occurrences
};

}  // namespace daybook
