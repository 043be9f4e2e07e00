// One sentence with its children lists and folded words: what the rules of claim/ walk over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis.h"

namespace daybook {

using Word = std::uint32_t;

/// Built per sentence; refers to it. Lemmas and forms are lower case (ASCII), prepositions of two words are joined
/// to their first ("according", "due").
struct Tree {
  explicit Tree(const Sentence& sentence);

  const Sentence& sentence;
  std::vector<std::string> lemma, form;
  std::vector<std::vector<Word>> children;

  std::size_t size() const { return sentence.tokens.size(); }
  const Token& token(Word w) const { return sentence.tokens[w]; }
  std::string_view relation(Word w) const { return base_relation(sentence.tokens[w].deprel); }
  bool has_relation(Word w, std::string_view full) const { return sentence.tokens[w].deprel == full; }
  std::optional<Word> head(Word w) const {
    const auto h = sentence.tokens[w].head;
    return h < 0 ? std::nullopt : std::optional<Word>(static_cast<Word>(h));
  }
  /// First child with this relation, full ("nsubj:pass") or base ("nsubj").
  std::optional<Word> child(Word w, std::string_view relation) const;
  /// Lower-case preposition in front of `w`: "in", "according", "" if none. The possessive mark is no preposition.
  std::string preposition(Word w) const;
  bool verbal(Word w) const { return token(w).upos == Upos::verb || token(w).upos == Upos::aux; }
  bool nominal(Word w) const;
  /// A predicate: a verb, or anything with a copula or a subject of its own.
  bool predicative(Word w) const;
  bool dominates(Word ancestor, Word w) const { return daybook::dominates(sentence, ancestor, w); }
};

/// Does every word lead to the root? False where a repair has made a circle.
bool is_tree(const Sentence& sentence);

}  // namespace daybook
