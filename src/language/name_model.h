// The recogniser of names: a linear chain over BIO tags with hashed features (averaged perceptron; Collins,
// "Discriminative Training Methods for Hidden Markov Models", EMNLP 2002).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/name_features.h"
#include "model/analysis.h"

namespace daybook {

inline constexpr std::size_t kNameTags = 9;  ///< 0 is O; 1 + 2 * type is B, 2 + 2 * type is I

/// Weights in use: int8 per feature row and tag. Const and thread-safe.
///
///   file   "DBNAMES2" | u32 bits | f32 scale | f32 transitions[10][9] | i8 rows[2^bits][9]      (little-endian)
///
/// Row 9 of the transitions is the start of a sentence.
class NameModel {
 public:
  NameModel(std::string_view bytes, NameLexicon lexicon);  ///< throws Error{bad_resource}

  /// Names among the words of a sentence, in order, not overlapping.
  std::vector<Name> find(const std::vector<std::string>& forms, const std::vector<Upos>& tags) const;

 private:
  NameLexicon lexicon_;
  std::uint32_t mask_ = 0;
  float scale_ = 0;
  std::vector<float> transitions_;
  std::string rows_;
};

using TagScores = std::array<float, kNameTags>;

/// The best well-formed tag sequence (an I follows B or I of its type).
std::vector<std::uint8_t> best_tags(const std::vector<TagScores>& scores, const float* transitions);

}  // namespace daybook
