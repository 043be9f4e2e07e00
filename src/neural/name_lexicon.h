// What is known of names beforehand: places, organisations and classes of words. The lines are made by training/encoder/name_lexicon.py.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/analysis.h"
#include "neural/pretokens.h"

namespace daybook::neural {

/// Const and thread-safe.
class NameLexicon {
 public:
  static constexpr std::size_t kPhrases = 3, kWords = 7, kShapesOfWords = 6;
  static constexpr std::size_t kFeatures = 2 * kPhrases + kWords + kShapesOfWords;
  /// What a feature that is there counts as beside a word's vector: its weights are divided by this when a network is merged, so that those of the
  /// vector, which are smaller, lose less when both are rounded together.
  static constexpr float kSeen = 2.0f;

  /// Lines "class TAB words", lower case. Throws Error{bad_resource}.
  NameLexicon(std::string_view lines, const TwoWords& two_words);

  /// For each word of a sentence a bit a feature: a phrase of each kind begins here or goes on here, the class of the word, how it is written.
  /// Places and organisations begin with a capital; regions (countries, states, large cities) are found in any writing.
  std::vector<std::uint32_t> features(const std::vector<Token>& sentence) const;

 private:
  static constexpr std::size_t kLongest = 6;  ///< pre-tokens of a phrase
  /// Keys are hashes of 64 bits of the pre-tokens one after another; two phrases that meet in one are not told apart.
  struct Seen {
    std::uint8_t whole = 0, goes_on = 0;  ///< a bit a kind of phrase
  };
  const TwoWords& two_words_;
  std::unordered_map<std::uint64_t, Seen> phrases_;
  std::unordered_map<std::uint64_t, std::uint32_t> words_;
};

}  // namespace daybook::neural
