// Base noun phrases of a sentence and how they hang together ("X's Y", "Y of X"), from tags and adjacency. Dependencies
// are used for the head only: a wrong arc then costs one phrase its head, not the phrase itself.
#pragma once

#include <cstdint>
#include <vector>

#include "model/analysis.h"
#include "resolve/actor/actor_table.h"

namespace daybook {

struct NounPhrase {
  std::uint32_t first = 0, last = 0;  ///< words [first, last) with determiner, without a possessive 's
  std::uint32_t head = 0;             ///< head word by dependencies, the last noun if they disagree
  bool pronoun = false;               ///< a personal, demonstrative or relative pronoun of one word
  bool definite = false;              ///< the, this, that, these, those, both, or a possessor
  bool indefinite = false;            ///< a, an, some, several, a number
  bool plural = false;
  bool possessive = false;            ///< followed by 's
  int owner_pronoun = -1;             ///< word index of its, their, his, her, our at the front
  int possessor = -1;                 ///< index of the phrase whose 's stands right before
  int complement = -1;                ///< index of the phrase after "of", "for", "from", "in" right behind
  std::string preposition;            ///< lower-case adposition before it, "" if none
};

/// In text order. `names` and `words` are the hits of the phrase index: their words stay together.
std::vector<NounPhrase> noun_phrases(const Sentence& sentence, const std::vector<PhraseHit>& names, const std::vector<PhraseHit>& words);

/// Lower-case letters of a word's form.
std::string lower_form(const Token& token);

}  // namespace daybook
