// Lemmas of known words: by XPOS, by UPOS, and what is not known is left to the network.
#include <doctest/doctest.h>

#include "base/error.h"
#include "neural/lemma_table.h"

using namespace daybook;
using namespace daybook::neural;

TEST_CASE("a known word has the lemma of its tags") {
  const std::string lines = "Gaza\tPROPN\t\nfound\tVBD\tfind\nfound\tVERB\tfound\nmen\tNOUN\tman\nsaid\tVERB\tsay\nсказал\tVERB\tсказать\n";
  const LemmaTable table(lines);
  CHECK(table.lemma("said", "VERB", "VBD") == "say");
  CHECK(table.lemma("Said", "VERB", "VBD") == "say");
  CHECK(table.lemma("MEN", "NOUN", "NNS") == "man");
  CHECK(table.lemma("found", "VERB", "VBD") == "find");
  CHECK(table.lemma("found", "VERB", "VB") == "found");
  CHECK(table.lemma("Gaza", "PROPN", "NNP") == "Gaza");
  CHECK(table.lemma("Сказал", "VERB", "VBD") == "сказать");
}

TEST_CASE("a word or tag that was not counted has no lemma") {
  const std::string lines = "Gaza\tPROPN\t\nsaid\tVERB\tsay";
  const LemmaTable table(lines);
  CHECK(table.lemma("Said", "PROPN", "NNP").empty());
  CHECK(table.lemma("gaza", "PROPN", "NNP").empty());
  CHECK(table.lemma("said", "NOUN", "NN").empty());
  CHECK(table.lemma("", "VERB", "VBD").empty());
  CHECK(LemmaTable().lemma("said", "VERB", "VBD").empty());
}

TEST_CASE("a line that is none of its lines is refused") {
  CHECK_THROWS_AS(LemmaTable("said\tVERB"), Error);
  CHECK_THROWS_AS(LemmaTable("said\tVERB\tsay\tmore\n"), Error);
  CHECK_THROWS_AS(LemmaTable("\n"), Error);
}
