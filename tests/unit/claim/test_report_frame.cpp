#include <doctest/doctest.h>

#include <string>

#include "claim/report_frame.h"
#include "hand_sentence.h"

using namespace daybook;
using namespace daybook::test;

namespace {

/// "SOURCE | CUE | CONTENT | frame" of every candidate, one a line.
std::string frames_of(const char* lines) {
  const HandMade h = hand_made(lines);
  const Tree tree(h.analysis.sentences.front());
  const auto words = [&](const std::vector<Word>& list) {
    std::string out;
    for (const Word w : list) out += (out.empty() ? "" : " ") + tree.token(w).form;
    return out;
  };
  std::string out;
  for (const ReportFrame& f : report_frames(tree))
    out += (f.source ? words(source_words(tree, *f.source)) : "-") + " | " + words(f.cue_words) + " | " + words(f.content) + " | " + f.frame + "\n";
  return out;
}

}  // namespace

TEST_CASE("a clause with that is what the subject says") {
  CHECK(frames_of("The the DET 2 det\ngovernor governor NOUN 4 nsubj\nhad have AUX 4 aux\nsaid say VERB 0 root\nthat that SCONJ 7 mark\nSake Sake PROPN 7 nsubj\nfell fall VERB 4 ccomp\n. . PUNCT 4 punct\n") ==
        "The governor | had said | that Sake fell | that\n");
}

TEST_CASE("a reporting clause behind its content") {
  CHECK(frames_of("Sake Sake PROPN 2 nsubj\nfell fall VERB 0 root\n, , PUNCT 5 punct\nofficials official NOUN 5 nsubj\nsaid say VERB 2 parataxis\n. . PUNCT 2 punct\n") ==
        "Sake | fell | officials said | bare\nofficials | said | Sake fell | inverse\n");
}

TEST_CASE("who of a relative clause is the source, not the noun it hangs on") {
  const std::string found = frames_of(
      "Noor Noor PROPN 0 root\n, , PUNCT 4 punct\nwho who PRON 4 nsubj\ndenied deny VERB 1 acl:relcl\nthe the DET 6 det\nattack attack NOUN 4 obj\n. . PUNCT 1 punct\n");
  CHECK(found == "who | denied | the attack | obj\n");
}

TEST_CASE("according to") {
  CHECK(frames_of("According accord VERB 3 case\nto to ADP 1 fixed\nvillagers villager NOUN 6 obl\n, , PUNCT 3 punct\nSake Sake PROPN 6 nsubj\nfell fall VERB 0 root\n. . PUNCT 6 punct\n") ==
        "villagers | According to | Sake fell | according\n");
}

TEST_CASE("a noun reports only with an owner") {
  CHECK(frames_of("Their their PRON 2 nmod:poss\nclaim claim NOUN 6 nsubj\nthat that SCONJ 5 mark\nSake Sake PROPN 5 nsubj\nfell fall VERB 2 acl\nsurprised surprise VERB 0 root\nnobody nobody PRON 6 obj\n") ==
        "Their | claim | that Sake fell | noun:that\nTheir claim that Sake fell | surprised | nobody | obj\n");
  CHECK(frames_of("The the DET 2 det\nclaim claim NOUN 0 root\nof of ADP 4 case\nvictory victory NOUN 2 nmod\n").empty());
}

TEST_CASE("a name before a colon speaks, a clause does not") {
  CHECK(frames_of("Governor governor NOUN 0 root\n: : PUNCT 4 punct\nSake Sake PROPN 4 nsubj\nfell fall VERB 1 parataxis\n. . PUNCT 1 punct\n").find("Governor | : | Sake fell | colon\n") == 0);
  CHECK(frames_of("It it PRON 2 nsubj\nhappened happen VERB 0 root\n: : PUNCT 5 punct\nSake Sake PROPN 5 nsubj\nfell fall VERB 2 parataxis\n").find("colon") == std::string::npos);
}
