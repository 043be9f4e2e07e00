// Who stands where around a word: the arguments of a verb, an event noun or an adjective, with the ones that grammar
// lets it share (passives, relative and participle clauses, control, coordination, light verbs).
//
// Argument names
//   subj obj iobj     the logical ones: the object of "was captured by X" is its surface subject, X the subject
//   prt               particle or adverb of direction: "over", "out", "back"
//   xcomp ccomp       clause complements; ccomp:subj the subject of the second
//   by in on ...      any preposition, of the word itself or of the light verb that carries it
//   poss mod number   for nouns: possessor, modifier ("Israeli raids", "car bomb"), numeral
//   psubj             subject of a noun or adjective used as predicate ("X is under attack")
//   surface           subject of the verb that a prepositional noun hangs on ("X came under attack")
//   light             subject of the light verb that carries a noun ("X launched an attack")
//   case              the preposition of the noun itself
//   nested:PREP       argument of the object or of an oblique noun ("took control of X")
//   subj:PREP         "between" and "with" of the subject ("talks between X and Y collapsed"), subj:poss
//   xplace            object of the purpose clause of a noun ("an operation to retake X")
//   acl:by            agent of a participle on the noun ("a truce called by X")
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claim/claim_lexicon.h"
#include "claim/tree.h"

namespace daybook {

struct Argument {
  std::string name;
  Word head = 0;
  bool shared = false;  ///< not written in this clause
};

struct Predicate {
  Word word = 0;
  TriggerPos pos = TriggerPos::verb;
  bool passive = false;
  bool keeps_content = false;   ///< what is demanded, promised or alleged belongs to the claim's words
  std::optional<Word> light;    ///< verb that carries a noun
  std::optional<Word> subject;  ///< surface subject written in the clause itself
  std::vector<Argument> arguments;

  const Argument* find(std::string_view name) const;
};

/// Logical and surface arguments of a verb.
struct CoreArguments {
  std::optional<Word> subject, object, surface;
  bool passive = false;
  bool subject_shared = false, object_shared = false;
};
CoreArguments core_arguments(const Tree& tree, Word verb, int depth = 0);

/// A verb that the parser hung on a noun as if it were a participle, though it has the marks of a finite verb: its tag, an
/// auxiliary or an object behind a past form. The noun is its subject.
bool is_finite_under_noun(const Tree& tree, Word verb);

/// The verb coordinated so tightly with this one that they share everything ("killed or wounded"), if any.
std::optional<Word> tight_partner(const Tree& tree, Word verb);

Predicate predicate_of(const Tree& tree, Word word, TriggerPos pos, const ClaimLexicon& lexicon);

/// The first word of the list that the word belongs to: "B" of "A, B and C" leads to "A".
Word first_of_list(const Tree& tree, Word word);

/// "verb", "passive", "noun", "light noun" (carried by a light verb) or "adjective".
const char* construction_of(const Predicate& predicate);

/// The word and the words coordinated with it, in order.
std::vector<Word> with_conjuncts(const Tree& tree, Word word);

}  // namespace daybook
