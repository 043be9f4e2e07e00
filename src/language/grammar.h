// UDPipe behind one door: words out of a unit, and tags and trees for the words of a sentence.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "language/prepared_text.h"
#include "language/words.h"
#include "model/analysis.h"

namespace daybook {

/// Straka, Strakova: "Tokenizing, POS Tagging, Lemmatizing and Parsing UD 2.0 with UDPipe", CoNLL 2017.
/// Const and thread-safe; each thread's caches live inside UDPipe.
class Grammar {
 public:
  explicit Grammar(const std::string& model_bytes);  ///< throws Error{bad_resource}
  Grammar(Grammar&&) noexcept;
  ~Grammar();

  /// The tokenizer's sentences of one unit, in order.
  std::vector<Surfaces> split(const TextUnit& unit) const;

  /// Fills lemma, upos, xpos, feats, head and deprel of `tokens`; `forms` are the words as they should be tagged.
  void annotate(const std::vector<std::string>& forms, std::vector<Token>& tokens) const;

  /// Parts of speech only, for training on words that are already cut.
  std::vector<Upos> tags(const std::vector<std::string>& forms) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
