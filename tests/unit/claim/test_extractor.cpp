#include <doctest/doctest.h>

#include <filesystem>

#include "claim/claim_extractor.h"
#include "claim/claim_lexicon.h"
#include "hand_sentence.h"

using namespace daybook;
using namespace daybook::test;

namespace {

const ClaimLexicon& lexicon() {
  static const ClaimLexicon value =
      read_claim_lexicon(Resources(std::filesystem::path(DAYBOOK_SOURCE_DIR) / "data", std::filesystem::path(DAYBOOK_SOURCE_DIR) / "models", DAYBOOK_BUILD_DIR));
  return value;
}

std::vector<Claim> claims_of(const HandMade& h) { return ClaimExtractor(lexicon()).extract(h.document, h.analysis, h.readings); }

}  // namespace

TEST_CASE("an active verb: subject acts, each coordinated place is a claim with its own quote") {
  HandMade h = hand_made(
      "Rebels rebel NOUN 2 nsubj\ncaptured capture VERB 0 root\nSake Sake PROPN 2 obj\nand and CCONJ 5 cc\nBunia Bunia PROPN 3 conj\n. . PUNCT 2 punct\n");
  h.actor("Rebels", "Rebels", "Rebels");
  h.place("Sake", "Sake");
  h.place("Bunia", "Bunia");
  const auto claims = claims_of(h);
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].kind == "capture");
  CHECK(text_of(h.document.text, claims[0].quote) == "Rebels captured Sake");
  CHECK(text_of(h.document.text, claims[1].quote) == "Rebels captured Sake and Bunia");
  CHECK(claims[1].places.front().reading.name == "Bunia");
  CHECK(claims[0].actors.front().name == "Rebels");
  CHECK(claims[0].rule == "capture.verb.active");
  CHECK(claims[0].id != claims[1].id);
  CHECK(claims[0].id.starts_with("clm_"));
}

TEST_CASE("a passive: the agent acts; without one nobody does") {
  HandMade h = hand_made(
      "Sake Sake PROPN 3 nsubj:pass\nwas be AUX 3 aux:pass\ncaptured capture VERB 0 root\nby by ADP 5 case\nrebels rebel NOUN 3 obl\n. . PUNCT 3 punct\n");
  h.actor("rebels", "rebels", "Rebels");
  h.place("Sake", "Sake");
  auto claims = claims_of(h);
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].actors.size() == 1);
  CHECK(claims[0].rule == "capture.verb.passive");

  HandMade bare = hand_made("Sake Sake PROPN 3 nsubj:pass\nwas be AUX 3 aux:pass\ncaptured capture VERB 0 root\n. . PUNCT 3 punct\n");
  bare.place("Sake", "Sake");
  claims = claims_of(bare);
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].actors.empty());
}

TEST_CASE("what may happen, did not or is vowed is said so") {
  struct Row {
    const char* lines;
    const char* kind;
    Modality modality;
  };
  const Row rows[] = {
      {"Rebels rebel NOUN 3 nsubj\ncould could AUX 3 aux\ncapture capture VERB 0 root\nSake Sake PROPN 3 obj\n", "capture", Modality::possible},
      {"Rebels rebel NOUN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\ncapture capture VERB 0 root\nSake Sake PROPN 4 obj\n", "capture", Modality::negated},
      {"Rebels rebel NOUN 2 nsubj\nfailed fail VERB 0 root\nto to PART 4 mark\ncapture capture VERB 2 xcomp\nSake Sake PROPN 4 obj\n", "capture", Modality::negated},
      {"Rebels rebel NOUN 3 nsubj\nreportedly reportedly ADV 3 advmod\ncaptured capture VERB 0 root\nSake Sake PROPN 3 obj\n", "capture", Modality::reported},
      {"Rebels rebel NOUN 2 nsubj\nplan plan VERB 0 root\nto to PART 4 mark\ncapture capture VERB 2 xcomp\nSake Sake PROPN 4 obj\n", "capture", Modality::planned},
      {"Rebels rebel NOUN 2 nsubj\ncaptured capture VERB 0 root\nSake Sake PROPN 2 obj\n", "capture", Modality::asserted},
  };
  for (const Row& row : rows) {
    HandMade h = hand_made(row.lines);
    CAPTURE(h.document.text);
    h.actor("Rebels", "Rebels", "Rebels");
    h.place("Sake", "Sake");
    const auto claims = claims_of(h);
    REQUIRE(claims.size() == 1);
    CHECK(claims[0].kind == row.kind);
    CHECK(claims[0].modality == row.modality);
  }
}

TEST_CASE("who says so: the subject of the verb of saying, and the quote leaves the frame out") {
  HandMade h = hand_made(
      "Officials official NOUN 2 nsubj\nsaid say VERB 0 root\nrebels rebel NOUN 4 nsubj\ncaptured capture VERB 2 ccomp\nSake Sake PROPN 4 obj\n. . PUNCT 2 punct\n");
  h.actor("Officials", "Officials", "Officials", ActorKind::role);
  h.actor("rebels", "rebels", "Rebels");
  h.place("Sake", "Sake");
  const auto claims = claims_of(h);
  REQUIRE(claims.size() == 1);
  CHECK(text_of(h.document.text, claims[0].quote) == "rebels captured Sake");
  REQUIRE(claims[0].attribution.size() == 1);
  CHECK(claims[0].attribution.front().name == "Officials");
}

TEST_CASE("no claim: a thing that is no place, a question, a bare mention") {
  HandMade mood = hand_made("He he PRON 2 nsubj\ncaptured capture VERB 0 root\nthe the DET 4 det\nmood mood NOUN 2 obj\n. . PUNCT 2 punct\n");
  CHECK(claims_of(mood).empty());
  HandMade question = hand_made("Did do AUX 3 aux\nrebels rebel NOUN 3 nsubj\ncapture capture VERB 0 root\nSake Sake PROPN 3 obj\n? ? PUNCT 3 punct\n");
  question.place("Sake", "Sake");
  CHECK(claims_of(question).empty());
  HandMade bare = hand_made("They they PRON 2 nsubj\nremember remember VERB 0 root\nthe the DET 4 det\nattack attack NOUN 2 obj\n. . PUNCT 2 punct\n");
  CHECK(claims_of(bare).empty());
}
