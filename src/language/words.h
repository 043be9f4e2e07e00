// Surface words on their way from the tokenizer to the tagger, and the repair of sentence boundaries.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace daybook {

/// One surface word; `words` holds its syntactic words when there is more than one ("don't": do, n't).
struct Surface {
  Span span;
  std::string form;  ///< as the tokenizer saw it (plain quotes)
  std::vector<std::string> words;
  bool space_after = false;
};
using Surfaces = std::vector<Surface>;

/// Abbreviations written with a full stop, from models/en/abbreviations.tsv.
struct Abbreviations {
  std::set<std::string, std::less<>> before_name;  ///< "Gen": never ends a sentence when something follows
  std::set<std::string, std::less<>> any;          ///< "U.S", "a.m": may end one
  bool contains(std::string_view word) const;      ///< with or without its full stop
};
Abbreviations read_abbreviations(std::string_view table);

/// No sentence is longer: parsing time grows with it, and what is longer is not prose.
inline constexpr std::size_t kLongestSentence = 250;

/// Sentences of one unit put right: those cut after an abbreviation are joined, missed ends are cut, overlong ones are
/// cut at punctuation.
std::vector<Surfaces> repair_sentences(std::vector<Surfaces> sentences, const Abbreviations& abbreviations);

}  // namespace daybook
