// The steps of the place stage and what they hand on. Internal to resolve/place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/place_lexicon.h"

namespace daybook::place_parts {

/// One place a candidate may mean.
struct PlaceHit {
  Gazetteer::Index place = 0;
  bool primary = false;
  double likeness = 1;  ///< of the spelling; 1 for an exact alias
  double score = 0;
  std::string reason;
};

/// A stretch of words that may name a place: words [first, last) of a sentence, the name alone.
struct Candidate {
  std::uint32_t sentence = 0, first = 0, last = 0;
  Span name;                       ///< the name
  Span span;                       ///< with its kind word
  std::string key;
  std::vector<PlaceKind> kinds;    ///< asked for by a kind word, best first; empty if none
  std::vector<PlaceHit> hits;
  bool recognised = false;         ///< the recogniser calls it a location
  bool weak = false;               ///< to be dropped unless something else speaks for it
  bool doubtful = false;           ///< taken for a person by the recogniser: stands only where a kind word or list says place
  bool unknown = false;            ///< no table holds it as written
  bool attributive = false, metonym = false;
  std::size_t within = SIZE_MAX;   ///< candidate that contains it by grammar
};

/// What the document as a whole is about.
struct Evidence {
  std::vector<std::pair<std::string, double>> countries;  ///< share of the evidence, best first
  std::string theatre;                                     ///< the first of them, "" if none
  double share(std::string_view country) const;
};

/// Lower-case word of a token, without apostrophes and hyphens at its ends.
std::string word_of(const Token& token);
bool capitalised(const Token& token);

/// Does "in", "at", "near" ... stand before the word?
bool locative(const Sentence& sentence, std::uint32_t first);

/// The kind word that starts at (or, `ending`, ends before) a word, if any.
struct KindAt { const KindWord* word; std::uint32_t first, last; };
std::optional<KindAt> kind_starting(const PlaceLexicon& lexicon, const Sentence& sentence, std::uint32_t at);
std::optional<KindAt> kind_ending(const PlaceLexicon& lexicon, const Sentence& sentence, std::uint32_t end);

/// Longest names over capitalised words, with kind words, lists and names the recogniser found. In text order.
std::vector<Candidate> find_candidates(const Document& document, const Analysis& analysis, const Gazetteer& gazetteer,
                                       const PlaceLexicon& lexicon);

/// Part of a person's or body's name, of a distance, of a demonym compound; or standing for a government.
void judge_roles(std::vector<Candidate>& candidates, const Analysis& analysis, const Gazetteer& gazetteer, const PlaceLexicon& lexicon);

Evidence weigh_countries(const std::vector<Candidate>& candidates, const Document& document, const Analysis& analysis,
                         const Gazetteer& gazetteer, const PlaceLexicon& lexicon);

/// Links neighbours that contain each other, adds similar spellings in the theatre, drops what is too weak, ranks hits.
void choose(std::vector<Candidate>& candidates, const Evidence& evidence, const Analysis& analysis, const Gazetteer& gazetteer,
            const PlaceLexicon& lexicon);

/// Adds "the city", "there", "the Syrian capital" ... to mentions in text order.
void add_references(std::vector<PlaceMention>& mentions, const Evidence& evidence, const Document& document, const Analysis& analysis,
                    const Gazetteer& gazetteer, const PlaceLexicon& lexicon);

}  // namespace daybook::place_parts
