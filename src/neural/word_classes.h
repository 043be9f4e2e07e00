// From the scores of a word to its tags and lemma: the classes a network was trained on.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis.h"
#include "neural/lemma_table.h"
#include "neural/model_file.h"
#include "neural/network.h"
#include "neural/pretokens.h"

namespace daybook::neural {

/// How a lemma is made of a form: "l|2|y" lower the case, cut two letters, add "y"; "k|..." keep the case; "=be" whatever the form.
struct LemmaScript {
  bool whole = false, keep = false;
  std::size_t cut = 0;
  std::string add;

  /// Throws Error{bad_resource}.
  static LemmaScript parse(std::string_view text);
  std::string apply(std::string_view form) const;
};

/// The lemma by the likeliest rule that makes a word of the vocabulary, else by the likeliest. Rules of spelling are not told by the pieces of a word alone:
/// "captured" less two letters is no word, less one it is. `scores` has one number a script.
std::string likely_lemma(std::span<const float> scores, const std::vector<LemmaScript>& scripts, const WordPieces& pieces, std::string_view form);

/// Const and thread-safe.
class WordClasses {
 public:
  /// Throws Error{bad_resource}. The file must outlive this.
  explicit WordClasses(const ModelFile& file);

  /// Tags and lemma of a word whose form is known. `pieces` is the network's vocabulary: of several likely lemmas one that is a word is taken.
  void put_tags(const float* scores, const WordPieces& pieces, Token& token) const;
  /// Head (0 the root, else 1 + word) and its label.
  void put_tree(std::size_t head, std::uint16_t relation, Token& token) const;

 private:
  /// What is read of one kind from the scores of a word: classes [from, from + count).
  struct Range {
    std::size_t from = 0, count = 0;
    std::size_t best(const float* scores) const;
  };

  std::vector<Upos> upos_;
  std::vector<std::string> xpos_, feats_, rel_;
  std::vector<std::string> upos_names_;
  std::vector<LemmaScript> lemma_;
  LemmaTable known_;  ///< empty in a file without one
  Range upos_at_, xpos_at_, feats_at_, lemma_at_;
};

}  // namespace daybook::neural
