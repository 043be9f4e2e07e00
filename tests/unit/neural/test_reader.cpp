// Texts are read together as they are read alone.
#include <doctest/doctest.h>

#include "../support/tiny_network.h"
#include "neural/sentence_reader.h"

using namespace daybook;
using namespace daybook::neural;

namespace {

const SentenceReader& reader() {
  static const TemporaryFolder folder;
  static const SentenceReader one(ModelFile(folder.write("tiny.net", tiny_network())));
  return one;
}

bool same(const std::vector<Sentence>& a, const std::vector<Sentence>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].span != b[i].span || a[i].tokens.size() != b[i].tokens.size() || a[i].names.size() != b[i].names.size()) return false;
    for (std::size_t t = 0; t < a[i].tokens.size(); ++t) {
      const Token &x = a[i].tokens[t], &y = b[i].tokens[t];
      if (x.span != y.span || x.form != y.form || x.lemma != y.lemma || x.upos != y.upos || x.xpos != y.xpos || x.feats != y.feats || x.head != y.head || x.deprel != y.deprel) return false;
    }
    for (std::size_t n = 0; n < a[i].names.size(); ++n)
      if (a[i].names[n].first != b[i].names[n].first || a[i].names[n].last != b[i].names[n].last || a[i].names[n].score != b[i].names[n].score) return false;
  }
  return true;
}

std::string many(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{"Rebels took the town.", "", "  ", "A.", many("The army left. Then it came back, they say! ", 60), "x",
                                            many("word ", 700), many("Aa", 900), many("one, two; three. Four ", 40), "\u0442\u0435\u043a\u0441\u0442 \u0627\u0644\u0645"};
  return all;
}

}  // namespace

TEST_CASE("what comes out for a text does not depend on what is read with it") {
  std::vector<std::string_view> views(texts().begin(), texts().end());
  const auto together = reader().read(views);
  REQUIRE(together.size() == views.size());
  for (std::size_t i = 0; i < views.size(); ++i) CHECK(same(together[i], reader().read(views[i])));
  std::vector<std::string_view> turned(views.rbegin(), views.rend());
  const auto other = reader().read(turned);
  for (std::size_t i = 0; i < views.size(); ++i) CHECK(same(together[i], other[views.size() - 1 - i]));
}

TEST_CASE("every word of a long text is in one sentence, in order") {
  for (const auto& text : texts()) {
    std::uint32_t at = 0;
    std::size_t letters = 0, wanted = 0;
    for (const char c : text) wanted += c != ' ';
    for (const auto& sentence : reader().read(text))
      for (const auto& token : sentence.tokens) {
        CHECK(token.span.begin >= at);
        at = token.span.end;
        letters += token.span.size();
      }
    CHECK(letters == wanted);
  }
}

TEST_CASE("a sentence whose tree is not wanted has all but its tree, and the others keep theirs") {
  const std::string text = "Rebels took the town. The army left. They came back.";
  const auto all = reader().read(text);
  const std::string_view view = text;
  std::size_t asked = 0;
  const auto some = reader().read(std::span(&view, 1), [&](std::size_t index, const Sentence& sentence) {
    CHECK(index == 0);
    CHECK_FALSE(sentence.tokens.empty());
    return asked++ % 2 == 1;
  });
  REQUIRE(some.front().size() == all.size());
  CHECK(asked == all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t t = 0; t < all[i].tokens.size(); ++t) {
      CHECK(some.front()[i].tokens[t].upos == all[i].tokens[t].upos);
      CHECK(some.front()[i].tokens[t].head == (i % 2 == 1 ? all[i].tokens[t].head : -1));
      CHECK(some.front()[i].tokens[t].deprel == (i % 2 == 1 ? all[i].tokens[t].deprel : ""));
    }
}
