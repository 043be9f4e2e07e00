// Can a stretch of text make a claim at all? A cheap look at its words, before anything is known of its grammar.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claim/claim_lexicon.h"

namespace daybook {

/// Passes text in which the words of some row of triggers.tsv stand, in any of their forms, and with them those words that its conditions ask for;
/// and text with a name: a word with a capital that does not begin a sentence, or in letters without case. What conditions ask of people and
/// grammar is taken as given: who is stopped makes no claim, who passes may make none either.
/// Const and thread-safe.
class ClaimGate {
 public:
  explicit ClaimGate(const ClaimLexicon& lexicon);

  bool passes(std::string_view text) const;
  /// Only the words of triggers: what claims are made of today.
  bool has_trigger(std::string_view text) const;

 private:
  using WordSet = std::vector<std::uint32_t>;  ///< any of these lemmas
  struct Row {
    std::vector<WordSet> needs;                ///< all of these, besides the trigger itself
  };
  std::uint32_t lemma(const std::string& word, const ClaimLexicon& lexicon);

  std::unordered_map<std::string, std::uint32_t> lemmas_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>> forms_;  ///< to lemmas; only looked up
  std::vector<Row> rows_;
  std::vector<std::vector<std::uint32_t>> rows_of_;  ///< by lemma, that triggers them
};

/// Has it a name, by its capitals? "He met Karzai", "in NATO", "о Киеве"; not "He slept.", "I said".
bool seems_to_name(std::string_view text);

/// Forms that a verb, noun or adjective of English may have, and more: all that regular endings make, doubled letters too.
std::vector<std::string> regular_forms(const std::string& lemma);

}  // namespace daybook
