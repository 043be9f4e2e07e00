// Who and what fills the slots of a claim, where the text names several: what the rules took competes with what else the sentence and the claim before
// it name, by named features whose weights are learnt from annotated reports (training/claims/slots.py).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claim/draft.h"

namespace daybook {

enum class Slot { actor, target, place };
inline constexpr Slot kSlots[] = {Slot::actor, Slot::target, Slot::place};
const char* name_of(Slot slot);

/// What could fill a slot: actors (for actor and target) or places; neither: the text names nobody.
struct Filler {
  std::vector<ClaimActor> actors;
  std::vector<ClaimPlace> places;
  std::vector<Word> place_words;         ///< as in Draft
  std::optional<Word> head;              ///< the word of the sentence that carries it; none where it stands in an earlier one
  const char* source = "";               ///< where it comes from: "argument", "mention", "common noun", an earlier claim, "rule" (elsewhere), "none"
  bool by_rule = false;
  double odds = 0;                       ///< against the others, logarithm
  std::vector<std::string> features;     ///< only where asked for
};

/// What earlier sentences of the text leave to a slot.
struct Before {
  std::vector<ClaimActor> actors, targets;   ///< of the claim before
  std::optional<ClaimPlace> place;           ///< the last one named in a claim's own clause
};

/// Everything that could fill the slot of a draft whose slots the rules have filled, the rules' own answer among it. Text order; none last.
std::vector<Filler> fillers_for(Slot slot, const Scene& scene, const ClaimKind& kind, const Draft& draft, const Before& before, bool with_features);

/// Fills actor, target and place of the draft anew where something is likelier than what the rules took, by the weights of the lexicon.
void choose_fillers(const Scene& scene, const ClaimKind& kind, const Before& before, Draft& draft);

}  // namespace daybook
