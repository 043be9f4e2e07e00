// The readings of a document by sentence and word, and the slots of a claim made from them.
#pragma once

#include <vector>

#include "claim/claim_lexicon.h"
#include "claim/tree.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

/// A mention with the words it covers, [first, last), and its head word.
template <class M>
struct Located {
  const M* mention = nullptr;
  Word first = 0, last = 0, head = 0;
  bool covers(Word w) const { return first <= w && w < last; }
};

struct SentenceMentions {
  std::vector<Located<ActorMention>> actors;
  std::vector<Located<PlaceMention>> places;
  std::vector<Located<TimeMention>> times;
  std::vector<Located<NumberMention>> numbers;
};

/// One list per sentence, in text order.
std::vector<SentenceMentions> locate(const Analysis& analysis, const Readings& readings);

/// Everything the rules see of one sentence.
struct Scene {
  const Document& document;
  const ClaimLexicon& lexicon;
  const Tree& tree;
  const SentenceMentions& mentions;

  const std::string& lemma(Word w) const { return tree.lemma[w]; }
};

/// The word that carries the meaning: "dozens of soldiers" -> "soldiers".
Word through_quantity(const Scene& scene, Word w);

/// Is the word part of an expression of time?
bool tells_time(const Scene& scene, Word w);
/// A place where something can happen: not a metonym, not part of another name.
bool is_scene_of_events(const PlaceMention& place);
/// The mention that the noun phrase headed by `w` names: "the town of Rajo", "the capital Doha", "Sare Pol city".
const Located<PlaceMention>* place_at(const Scene& scene, Word w);
/// One for each coordinated place in the phrase, with the coordinated word.
std::vector<std::pair<Word, const Located<PlaceMention>*>> places_in(const Scene& scene, Word w);

/// Who the noun phrase headed by `w` (and those coordinated with it) names. `any_noun`: take the words themselves when
/// no mention was found.
std::vector<ClaimActor> actors_in(const Scene& scene, Word w, bool any_noun);

/// The figure that counts what `w` heads.
const Located<NumberMention>* number_of(const Scene& scene, Word w);
/// No distance, duration, sum of money, share or place in a row, and not "many".
bool counts_something(const NumberMention& number);

/// The words of a noun phrase that no table knows: its name ("armoured columns"), and the span of its text with what it is of
/// ("columns of the Indian army", "tens of thousands").
ClaimActor unknown_actor(const Scene& scene, Word w);
/// The place that a common noun tells without a name: "the airport", "border posts". Not located.
ClaimPlace unnamed_place(const Scene& scene, Word w);

ClaimPlace to_claim_place(const Document& document, const PlaceMention& mention);
ClaimNumber to_claim_number(const Document& document, const NumberMention& mention);

/// Does the word belong to a class: "place", "settlement", "area", "actor", "people", "person", "force" or one of
/// classes.tsv?
bool is_a(const Scene& scene, Word w, std::string_view of_class);

}  // namespace daybook
