#include <doctest/doctest.h>

#include "claim/repair.h"
#include "hand_sentence.h"

using namespace daybook;
using namespace daybook::test;

namespace {
Sentence tagged(const char* lines, std::size_t word, const char* tag) {
  Sentence s = hand_made(lines).analysis.sentences.front();
  s.tokens[word].xpos = tag;
  return s;
}
}  // namespace

TEST_CASE("a participle becomes the predicate of a sentence that has none") {
  const Sentence s = with_predicate(tagged("Rebels rebel NOUN 0 root\ncaptured capture VERB 3 amod\nSake Sake PROPN 1 appos\n. . PUNCT 1 punct\n", 1, "VBN"));
  CHECK(s.tokens[1].deprel == "root");
  CHECK(s.tokens[0].deprel == "nsubj");
  CHECK(s.tokens[2].deprel == "obj");
  CHECK(s.tokens[2].head == 1);
}

TEST_CASE("a verb taken for a preposition gets its noun as object") {
  const Sentence s = with_predicate(
      tagged("He he PRON 2 nsubj\nfired fire VERB 0 root\nkilling kill VERB 4 case\npeople people NOUN 2 obl\n. . PUNCT 2 punct\n", 2, "VBG"));
  CHECK(s.tokens[2].deprel == "advcl");
  CHECK(s.tokens[3].deprel == "obj");
  CHECK(s.tokens[3].head == 2);
}

TEST_CASE("sound trees stay as they are") {
  for (const char* lines : {"Rebels rebel NOUN 2 nsubj\ncaptured capture VERB 0 root\nSake Sake PROPN 2 obj\n",
                            "towns town NOUN 0 root\ncaptured capture VERB 1 acl\nby by ADP 4 case\nrebels rebel NOUN 2 obl\n",
                            "towns town NOUN 0 root\nincluding include VERB 3 case\nSake Sake PROPN 1 nmod\n"}) {
    const Sentence before = tagged(lines, 1, lines[0] == 'R' ? "VBD" : "VBN");
    const Sentence after = with_predicate(before);
    for (std::size_t i = 0; i < before.tokens.size(); ++i) {
      CHECK(after.tokens[i].head == before.tokens[i].head);
      CHECK(after.tokens[i].deprel == before.tokens[i].deprel);
    }
  }
}
