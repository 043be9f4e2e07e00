// Names: what a lexicon says of words, the best path over a sentence, and lemmas that are words.
#include <doctest/doctest.h>

#include <bit>

#include "base/error.h"
#include "neural/name_lexicon.h"
#include "neural/name_path.h"
#include "neural/word_classes.h"

using namespace daybook;
using namespace daybook::neural;

namespace {

std::vector<Token> words(std::initializer_list<const char*> forms) {
  std::vector<Token> out;
  for (const char* form : forms) out.push_back({.form = form});
  return out;
}

constexpr std::uint32_t kPlace = 1, kInPlace = 2, kOrganisation = 4, kInOrganisation = 8, kRegion = 16, kInRegion = 32, kGiven = 1u << 7, kAllOfThem = (1u << 13) - 1;

const std::vector<std::string> kClasses{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"};

}  // namespace

TEST_CASE("a lexicon finds the longest phrase whose first word has a capital, and classes of words") {
  const TwoWords none;
  const NameLexicon lexicon("place\tsudan\nplace\tport sudan\norganisation\tal - shabab\ngiven\tomar\nregion\tnew york\n", none);
  struct Row {
    std::vector<Token> sentence;
    std::vector<std::uint32_t> known;
  };
  const Row rows[] = {
      {words({"Port", "Sudan", "fell"}), {kPlace, kInPlace, 0}},
      {words({"Sudan", "and", "Omar"}), {kPlace, 0, kGiven}},
      {words({"al-Shabab", "left"}), {0, 0}},            // its first letter is small
      {words({"Al-Shabab", "left"}), {kOrganisation, 0}},  // one word of three pre-tokens
      {words({"Al", "-", "Shabab"}), {kOrganisation, kInOrganisation, kInOrganisation}},
      {words({"the", "port", "sudan"}), {0, 0, 0}},
      {words({"Port", "of", "Sudan"}), {0, 0, kPlace}},  // a phrase that only begins is none
      {words({"in", "new", "york"}), {0, kRegion, kInRegion}},  // a region, however it is written
      {words({"\xD0\xA1\xD1\x83\xD0\xB4\xD0\xB0\xD0\xBD"}), {0}},
  };
  for (const auto& row : rows) {
    const auto found = lexicon.features(row.sentence);
    REQUIRE(found.size() == row.known.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CAPTURE(row.sentence[i].form);
      CHECK((found[i] & kAllOfThem) == row.known[i]);
      CHECK(std::popcount(found[i] >> 13) == 1);  // written in one way
    }
  }
  CHECK_THROWS_AS(NameLexicon("city\tsudan\n", none), Error);
  CHECK_THROWS_AS(NameLexicon("sudan\n", none), Error);
}

TEST_CASE("the best path has no name that goes on without a beginning, and heeds what was learnt") {
  // Two words: alone, the second would go on with a place that no word begins.
  const float scores[] = {0, 2, 0, -2, 0, /**/ 0, 0, 1, 0, 3};
  const Rows rows{scores, 2, 5};
  const NamePath path(kClasses);
  const auto names = path.best(rows, 0);
  REQUIRE(names.size() == 1);
  CHECK(names[0].first == 0);
  CHECK(names[0].last == 2);
  CHECK(names[0].type == NameType::person);
  CHECK(names[0].score > 0.05f);
  CHECK(names[0].score < 1.0f);

  std::vector<float> next(25, 0.0f), first(5, 0.0f);
  next[1 * 5 + 2] = -9;  // after the beginning of a person hardly anything of one
  const auto apart = NamePath(kClasses, first.data(), next.data()).best(rows, 0);
  REQUIRE(apart.size() == 1);
  CHECK(apart[0].last == 1);
  CHECK(path.best({scores, 0, 5}, 0).empty());
  CHECK_THROWS_AS(NamePath({}), Error);
}

TEST_CASE("of likely rules of spelling the one that makes a word is taken") {
  const WordPieces pieces("[PAD]\n[UNK]\n[CLS]\n[SEP]\ncapture\nclash\nbe\n##s\n");
  const std::vector<LemmaScript> scripts{LemmaScript::parse("l|2|"), LemmaScript::parse("l|1|"), LemmaScript::parse("=be"), LemmaScript::parse("l|0|")};
  struct Row {
    const char* form;
    std::vector<float> scores;
    const char* lemma;
  };
  const Row rows[] = {
      {"captured", {5, 4, 1, 0}, "capture"},
      {"Clashes", {3, 5, 1, 0}, "clash"},
      {"captured", {9, 1, 1, 0}, "captur"},   // too unlikely to be thought of
      {"mortared", {5, 4, 1, 0}, "mortar"},   // nothing makes a word: the likeliest
      {"captured", {5, 0, 4.5f, 0}, "capture"},  // a word of its own is no rule of spelling
      {"is", {0, 0, 5, 1}, "be"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.form);
    CHECK(likely_lemma(row.scores, scripts, pieces, row.form) == row.lemma);
  }
}
