// Looking up phrases of several words in running text: names, demonyms, bodies of state, nouns of the lexicon.
//
// Both sides are cut into units, maximal runs of letters and digits after fold_key, so that hyphens, apostrophes and
// full stops do not matter:
//
//     token   al  -  Qaeda   People  's  Protection  Units   U.S.
//     unit    al     qaeda   people  s   protection  units   u s
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/analysis.h"

namespace daybook {

/// One unit of a sentence: its folded letters, the word it belongs to, and how it was written.
struct PhraseUnit {
  std::string key;
  std::uint32_t token = 0;
  bool first_upper = false;  ///< begins with an upper-case letter
  bool all_upper = false;    ///< has no lower-case letter
};

std::vector<PhraseUnit> units_of(const Sentence& sentence);
/// Units of a phrase of a table; `token` counts blank-separated words.
std::vector<PhraseUnit> units_of(std::string_view phrase);

/// How a phrase must be written in the text to count.
enum class Writing {
  any,       ///< common nouns
  name,      ///< at least one word begins with a capital
  acronym,   ///< all letters are capitals
};

/// `introduced`: a name that the document itself brings, a row of DocumentFacts::introduced.
enum class PhraseKind { actor, introduced, country, adjective, people, capital, body, noun };

/// What a phrase stands for: the number of a row in the list of its kind.
struct PhraseTarget {
  PhraseKind kind = PhraseKind::noun;
  std::uint32_t row = 0;
  Writing writing = Writing::any;
  bool weak = false;  ///< means this actor only where the document supports it (its country, or its full name)
};

/// A phrase found: words [first, last) of the sentence.
struct PhraseHit {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::vector<PhraseTarget> targets;
};

class PhraseIndex {
 public:
  void add(std::string_view phrase, PhraseTarget target);

  /// Longest phrases, left to right, not overlapping within a kind group: names (actor, introduced, country, adjective,
  /// people, capital) and common words (body, noun) are looked up on their own, so that "Afghan army" gives both.
  std::vector<PhraseHit> names_in(const Sentence& sentence) const { return find(names_, sentence); }
  std::vector<PhraseHit> words_in(const Sentence& sentence) const { return find(words_, sentence); }

  /// Targets of exactly this phrase among the names; empty if none.
  std::vector<PhraseTarget> name(std::string_view phrase) const;

 private:
  struct Dictionary {
    std::unordered_map<std::string, std::vector<PhraseTarget>> phrases;  // never iterated: order does not leak
    std::unordered_map<std::string, std::size_t> longest;          // first unit -> most units of a phrase
  };
  static std::vector<PhraseHit> find(const Dictionary& dictionary, const Sentence& sentence);
  Dictionary names_, words_;
};

}  // namespace daybook
