#include <doctest/doctest.h>

#include <sstream>

#include "language/casing.h"
#include "language/words.h"

using namespace daybook;

namespace {

const Abbreviations kKnown{{"Gen", "Lt", "St", "Mr"}, {"U.S", "a.m", "Inc"}};

/// Words apart by spaces; "_" before a word glues it to the one before; "/" ends the tokenizer's sentence.
std::vector<std::string> repaired(const std::string& line) {
  std::vector<Surfaces> sentences(1);
  std::istringstream in(line);
  std::uint32_t at = 0;
  for (std::string word; in >> word;) {
    if (word == "/") {
      sentences.emplace_back();
      continue;
    }
    const bool glued = word[0] == '_' && word.size() > 1;
    if (glued) word.erase(0, 1);
    Surface* before = !sentences.back().empty() ? &sentences.back().back() : sentences.size() > 1 && !sentences[sentences.size() - 2].empty() ? &sentences[sentences.size() - 2].back() : nullptr;
    if (before != nullptr) before->space_after = !glued;
    if (!glued) ++at;
    const auto end = at + static_cast<std::uint32_t>(word.size());
    sentences.back().push_back({{at, end}, word, {}, false});
    at = end;
  }
  std::vector<std::string> out;
  for (const auto& sentence : repair_sentences(sentences, kKnown)) {
    std::string text;
    for (const auto& s : sentence) text += (text.empty() ? "" : " ") + s.form;
    out.push_back(text);
  }
  return out;
}

}  // namespace

TEST_CASE("sentences end after full stops, not after abbreviations") {
  struct Row {
    const char* words;
    std::vector<std::string> sentences;
  };
  const Row rows[] = {
      {"He spoke to Gen. / Milley _.", {"He spoke to Gen. Milley ."}},
      {"He spoke to Gen _. / Milley _.", {"He spoke to Gen. Milley ."}},
      {"In the U.S. / The army left _.", {"In the U.S.", "The army left ."}},
      {"The U.S. / Army left _.", {"The U.S. Army left ."}},
      {"at 10 a.m. / on Friday _.", {"at 10 a.m. on Friday ."}},
      {"J. / Smith came _.", {"J. Smith came ."}},
      {"He left home _. / Then it fell _.", {"He left home .", "Then it fell ."}},
      {"He left home _. Then it fell _.", {"He left home .", "Then it fell ."}},
      {"He left home _. then it fell _.", {"He left home . then it fell ."}},
      {"\" _Go home now _. _\" He left _.", {"\" Go home now . \"", "He left ."}},
      {"He works at Acme Inc _.", {"He works at Acme Inc ."}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.words);
    CHECK(repaired(row.words) == row.sentences);
  }
}

TEST_CASE("overlong sentences are cut, all words kept") {
  std::string words;
  for (int i = 0; i < 1000; ++i) words += i % 40 == 39 ? ", " : "word ";
  std::size_t longest = 0, count = 0;
  for (const auto& s : repaired(words)) {
    const auto n = 1 + static_cast<std::size_t>(std::count(s.begin(), s.end(), ' '));
    longest = std::max(longest, n);
    count += n;
  }
  CHECK(longest <= kLongestSentence);
  CHECK(count == 1000);
}

TEST_CASE("case is restored in titles and shouting, left alone in running text") {
  const Casing casing("word\tlower\nforces\t1\nseize\t1\nborder\t1\nleave\t1\nkey\t1\ntroops\t1\nas\t1\nsaid\t1\nMay\t0\n");
  using Words = std::vector<std::string>;
  CHECK(casing.restored({"Taliban", "Forces", "Seize", "Key", "Border", "Post"}) == Words{"Taliban", "forces", "seize", "key", "border", "Post"});
  CHECK(casing.restored({"TALIBAN", "FORCES", "SEIZE", "KABUL", "AS", "US", "TROOPS", "LEAVE"}) ==
        Words{"Taliban", "forces", "seize", "Kabul", "as", "US", "troops", "leave"});
  CHECK(casing.restored({"The", "Border", "Force", "said", "troops", "leave"}) == Words{"The", "Border", "Force", "said", "troops", "leave"});
  CHECK(casing.is_common("seized"));
  CHECK_FALSE(casing.is_common("kabul"));
}
