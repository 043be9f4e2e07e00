// The names of a sentence from the scores of its words.
#pragma once

#include <string>
#include <vector>

#include "model/analysis.h"
#include "neural/network.h"

namespace daybook::neural {

/// The best path over the words on which what goes on with a name follows a part of the same name (Viterbi). Const and thread-safe.
class NamePath {
 public:
  /// Classes "O", "B-PER", "I-PER", ...; at most 64. `first` and `next` are what was learned of a sentence's first word and of two words in turn
  /// ([class before][class]), or null; they must outlive this. Throws Error{bad_resource}.
  explicit NamePath(const std::vector<std::string>& classes, const float* first = nullptr, const float* next = nullptr);

  /// Scores of the classes stand in each row from column `at`. A name's score is the mean share of its classes.
  std::vector<Name> best(Rows scores, std::size_t at) const;

 private:
  struct Class {
    bool begins = false, outside = false;
    NameType type = NameType::other;
  };
  std::vector<Class> classes_;
  std::vector<float> first_, next_;  ///< forbidden ones far below all others
};

}  // namespace daybook::neural
