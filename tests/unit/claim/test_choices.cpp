#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "claim/claim_lexicon.h"
#include "claim/quote_choice.h"
#include "claim/slot_choice.h"
#include "hand_sentence.h"

using namespace daybook;
using namespace daybook::test;

namespace {

/// The lexicon with weights of the test's own in place of the learnt ones.
ClaimLexicon lexicon_with(const char* slots, const char* quotes) {
  ClaimLexicon out = read_claim_lexicon(Resources(std::filesystem::path(DAYBOOK_SOURCE_DIR) / "data", std::filesystem::path(DAYBOOK_SOURCE_DIR) / "models", DAYBOOK_BUILD_DIR));
  out.slots = SlotWeights::read(std::string("feature\tweight\n") + slots, "slots.tsv");
  out.quotes = SlotWeights::read(std::string("feature\tweight\n") + quotes, "quotes.tsv");
  return out;
}

/// "On Monday the rebels captured Sake, officials said": the draft of "captured" with its whole clause as quote and no slot filled.
struct Made {
  HandMade hand = hand_made(
      "On on ADP 2 case\nMonday Monday PROPN 5 obl\nthe the DET 4 det\nrebels rebel NOUN 5 nsubj\ncaptured capture VERB 0 root\nSake Sake PROPN 5 obj\n, , PUNCT 5 punct\n"
      "officials official NOUN 9 nsubj\nsaid say VERB 5 parataxis\n. . PUNCT 5 punct\n");
  ClaimLexicon lexicon;
  Tree tree;
  std::vector<SentenceMentions> mentions;
  Scene scene;
  TriggerHit hit;
  Draft draft;

  Made(const char* slots, const char* quotes) : lexicon(lexicon_with(slots, quotes)), tree(named().analysis.sentences[0]), mentions(locate(hand.analysis, hand.readings)), scene{hand.document, lexicon, tree, mentions[0]} {
    hit.word = 4;
    hit.predicate = predicate_of(tree, hit.word, TriggerPos::verb, lexicon);
    hit.trigger = &lexicon.plain_trigger(0, TriggerPos::verb);
    draft.hit = &hit;
    draft.claim.quote = {tree.token(0).span.begin, tree.token(5).span.end};
  }
  const ClaimKind& kind() const { return lexicon.kinds[0]; }
  HandMade& named() {
    hand.actor("rebels", "rebels", "Rebels");
    hand.actor("officials", "officials", "Officials");
    hand.place("Sake", "Sake");
    return hand;
  }
  std::string quote() const { return std::string(text_of(hand.document.text, draft.claim.quote)); }
};

}  // namespace

TEST_CASE("what could fill a slot: everybody named, what the rules took, and nobody") {
  Made m("margin\t0\n", "margin\t0\n");
  const auto actors = fillers_for(Slot::actor, m.scene, m.kind(), m.draft, {}, true);
  REQUIRE(actors.size() == 3);  // rebels, officials, none: Sake is a name, but nobody's
  CHECK(actors.front().actors.front().name == "Rebels");
  CHECK(actors.back().source == std::string("none"));
  CHECK(actors.back().by_rule);  // the rules took nobody
  CHECK(std::count_if(actors.begin(), actors.end(), [](const Filler& f) { return f.by_rule; }) == 1);
  const auto& seen = actors.front().features;
  CHECK(std::find(seen.begin(), seen.end(), "actor is subj") != seen.end());
  const auto places = fillers_for(Slot::place, m.scene, m.kind(), m.draft, {}, false);
  REQUIRE(places.size() == 2);
  CHECK(places.front().places.front().reading.name == "Sake");
  CHECK(places.front().features.empty());
}

TEST_CASE("a filler is taken where it is likelier than the rules' by more than the margin, and what was chosen is said") {
  Made m("margin\t1\nactor is subj\t1.5\nplace is obj\t0.9\n", "margin\t0\n");
  choose_fillers(m.scene, m.kind(), {}, m.draft);
  REQUIRE(m.draft.claim.actors.size() == 1);
  CHECK(m.draft.claim.actors.front().name == "Rebels");
  CHECK(m.draft.claim.places.empty());  // 0.9 is within the margin
  REQUIRE(m.draft.choices.size() == 1);
  CHECK(m.draft.choices.front().feature == "actor rebels, by rule none");
  CHECK(m.draft.choices.front().weight == doctest::Approx(1.5));
}

TEST_CASE("who acted before can fill a slot that the sentence names nobody for") {
  Made m("margin\t0\nactor actor before quote names some\t2\n", "margin\t0\n");
  ClaimActor before;
  before.id = "act_x", before.name = "Brigade";
  Before told;
  told.actors = {before};
  choose_fillers(m.scene, m.kind(), told, m.draft);
  REQUIRE(m.draft.claim.actors.size() == 1);
  CHECK(m.draft.claim.actors.front().name == "Brigade");
}

TEST_CASE("a quote begins and ends where weights say, never behind its trigger") {
  Made m("margin\t0\n", "margin\t0\nbegin at subj whole\t2\nend at sentence\t-1\n");
  const std::vector<bool> triggers(m.tree.size(), false);
  const Cuts cuts = cuts_for(m.scene, m.kind(), m.draft, triggers, true);
  for (const Cut& c : cuts.begins) CHECK(c.word <= 4);
  for (const Cut& c : cuts.ends) CHECK(c.word >= 4);
  CHECK(std::count_if(cuts.ends.begin(), cuts.ends.end(), [](const Cut& c) { return c.by_rule; }) == 1);
  choose_cuts(m.scene, m.kind(), triggers, m.draft);
  CHECK(m.quote() == "the rebels captured Sake");
}

TEST_CASE("without weights the rules' answers stay") {
  Made m("margin\t0\n", "margin\t0\n");
  choose_cuts(m.scene, m.kind(), std::vector<bool>(m.tree.size(), false), m.draft);
  choose_fillers(m.scene, m.kind(), {}, m.draft);
  CHECK(m.quote() == "On Monday the rebels captured Sake");
  CHECK(m.draft.claim.actors.empty());
  CHECK(m.draft.choices.empty());
}

TEST_CASE("tables without a margin are refused in words") {
  CHECK_THROWS_WITH_AS(SlotWeights::read("feature\tweight\nactor rule\t1\n", "claims/slots.tsv"), doctest::Contains("margin"), Error);
}
