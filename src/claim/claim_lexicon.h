// What data/claims knows: the kinds of claim, the words that make one, and the words that colour or source it.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "claim/claim_network.h"
#include "claim/decision.h"
#include "claim/part_head.h"
#include "claim/slot_weights.h"
#include "model/claim.h"
#include "resource/resource.h"

namespace daybook {

/// Names of arguments that may fill a slot, best first: {"by", "poss", "nested:of"} (claim/predicate.h).
using Fillers = std::vector<std::string>;

/// The arguments that fill the slots, for one part of speech.
struct Roles {
  Fillers actor, target, place;
};

/// One row of kinds.tsv.
struct ClaimKind {
  std::string name, family;
  std::vector<std::string> plover, plover_mode, cameo, acled_event, acled_sub_event;
  std::vector<std::string> phases;
  Roles verb, noun;
  bool each_place = false;   ///< one claim for each coordinated place
  bool needs_place = false;  ///< no claim without a place
  bool symmetric = false;    ///< both sides are actors
  bool counts = false;       ///< takes the number of its target
  bool speech = false;       ///< its content makes no second claim unless it has a place, date or number of its own
  bool state = false;        ///< holds rather than happens
};

/// One alternative of a condition: the argument is there, and its head is of a class or one of these words.
struct ArgumentTest {
  bool negated = false;
  std::string argument;            ///< "obj", "from", "passive" ...
  std::string of_class;            ///< "place", "people", a class of classes.tsv; "" for none
  std::vector<std::string> words;  ///< lemmas; empty for none
  bool words_negated = false;      ///< "case!=under"
};

/// All conditions must hold; a condition holds when one of its alternatives does.
using Condition = std::vector<ArgumentTest>;

enum class TriggerPos { verb, noun, adjective };

/// One row of triggers.tsv.
struct Trigger {
  std::uint32_t kind = 0;  ///< index into ClaimLexicon::kinds
  std::string phase;
  TriggerPos pos = TriggerPos::verb;
  std::vector<Condition> when;
  std::optional<Fillers> actor, target, place;  ///< absent: as the kind says
  double strength = 0.5;
};

enum class GovernorScope { any, clause, infinitive, passive, price };  // price: "in exchange for X"

struct Governor {
  Modality modality;
  GovernorScope scope;
};

struct ClaimLexicon {
  std::vector<ClaimKind> kinds;
  std::vector<Trigger> triggers;
  /// Lemma to indices of triggers; only looked up, never walked.
  std::array<std::unordered_map<std::string, std::vector<std::uint32_t>>, 3> by_lemma;
  std::unordered_map<std::string, std::unordered_set<std::string>> classes;
  std::unordered_map<std::string, std::string> irregular;  ///< past forms to lemmas, for words a lemmatiser gets wrong
  std::unordered_set<std::string> light_act, light_happen;
  std::unordered_map<std::string, Governor> governors;
  std::unordered_map<std::string, Modality> hedges;
  std::unordered_set<std::string> cue_verbs, cue_nouns;  ///< words whose clause a claim is attributed by
  std::unordered_map<std::string, std::vector<std::string>> cue_classes;  ///< lemma to what it does: "say", "judge", "want" ...; only looked up
  /// name, and the phrases that show it
  std::vector<std::pair<std::string, std::vector<std::string>>> topics, instruments;
  std::map<std::string, std::string, std::less<>> acled_of_instrument;  ///< sub-event type of an attack with it
  std::vector<std::string> effects;                                     ///< the gravest first; the last is "none"
  std::map<std::string, std::size_t, std::less<>> effect_of;            ///< lemma -> index in `effects`
  Decision decision;
  SlotWeights slots, quotes;           ///< what fills slots (claim/slot_choice.h), and where quotes are cut (claim/quote_choice.h)
  ClaimNetwork network;                ///< empty where the language has none
  PartHead parts;                      ///< as well
  std::vector<Trigger> plain_triggers; ///< for each kind one a part of speech, filled as the kind says

  const Trigger& plain_trigger(std::uint32_t kind, TriggerPos pos) const { return plain_triggers[kind * 3 + static_cast<std::size_t>(pos)]; }
  const ClaimKind* kind(std::string_view name) const;
  bool in_class(std::string_view name, const std::string& lemma) const;
  const std::vector<std::string>& cue_classes_of(const std::string& lemma) const;  ///< empty: it reports nothing
  bool is_light(const std::string& lemma) const { return light_act.contains(lemma) || light_happen.contains(lemma); }
};

/// Reads data/claims. Throws Error{bad_resource} naming file and line for a row that contradicts itself.
ClaimLexicon read_claim_lexicon(const Resources& resources);

}  // namespace daybook
