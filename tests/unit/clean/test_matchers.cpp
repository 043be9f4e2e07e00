#include <doctest/doctest.h>

#include <random>

#include "base/error.h"
#include "clean/clean_lexicon.h"
#include "clean/matchers.h"

using namespace daybook;

TEST_CASE("names of parts: whole words in a row, the first row wins") {
  const NameMatcher matcher({"comment-body", "comment", "article-body-text", "body"});
  CHECK(matcher.first_in("comment-body") == 0);
  CHECK(matcher.first_in("CommentBody__inner") == 0);
  CHECK(matcher.first_in("body comment") == 1);       // not next to each other in this order
  CHECK(matcher.first_in("x_comment") == 1);
  CHECK(matcher.first_in("articleBodyText") == 2);
  CHECK(matcher.first_in("article-body") == 3);        // row 2 is not complete
  CHECK(matcher.first_in("article body article body text") == 2);
  CHECK(matcher.first_in("comments bodywork commentBODY") == NameMatcher::kNone);
  CHECK(matcher.first_in("") == NameMatcher::kNone);
  CHECK(matcher.first_in(std::string(500, 'c') + " comment") == 1);
  const NameMatcher copy = matcher;  // owns its words
  CHECK(copy.first_in("x_comment") == 1);
  CHECK_THROWS_AS(NameMatcher({"Comment"}), Error);
  CHECK_THROWS_AS(NameMatcher({"a--b"}), Error);
  CHECK_THROWS_AS(NameMatcher({std::string(100, 'a')}), Error);
}

TEST_CASE("texts anywhere in another: as looking for each of them") {
  const std::vector<std::pair<std::string, unsigned>> texts = {{"ab", 0}, {"abab", 1}, {"b", 2}, {"bca", 3}, {"aaa", 4}, {"cab", 5}};
  const TextMatcher matcher(texts);
  std::minstd_rand random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) text += "abcx"[random() % 4];
    std::uint32_t want = 0;
    for (const auto& [part, label] : texts)
      if (text.find(part) != std::string::npos) want |= 1u << label;
    CHECK_MESSAGE(matcher.labels_in(text) == want, text);
  }
  CHECK(TextMatcher().labels_in("anything") == 0);
}

TEST_CASE("phrases: the whole line, its start or anywhere, numbers as one") {
  const PhraseMatcher matcher({{PhraseRole::furniture, PhraseForm::line, "share"},
                               {PhraseRole::furniture, PhraseForm::line, "# comments"},
                               {PhraseRole::credit, PhraseForm::start, "photo"},
                               {PhraseRole::credit, PhraseForm::start, "photo by"},
                               {PhraseRole::wall, PhraseForm::any, "enable cookies"}});
  CHECK(matcher.met_by("share:").has(PhraseRole::furniture));
  CHECK(!matcher.met_by("shares").has(PhraseRole::furniture));
  CHECK(!matcher.met_by("share prices fell").has(PhraseRole::furniture));
  CHECK(matcher.met_by("1,204 comments").has(PhraseRole::furniture));
  CHECK(!matcher.met_by("comments").has(PhraseRole::furniture));
  CHECK(matcher.met_by("photo").has(PhraseRole::credit));
  CHECK(matcher.met_by("photo by n. n.").has(PhraseRole::credit));
  CHECK(!matcher.met_by("photograph of it").has(PhraseRole::credit));
  CHECK(!matcher.met_by("a photo").has(PhraseRole::credit));
  CHECK(matcher.met_by("please enable cookies now").has(PhraseRole::wall));
  CHECK(!matcher.met_by("please enable the cookies").has(PhraseRole::wall));
  const std::string padding(500, 'x');
  CHECK(!matcher.met_by("photo " + padding).has(PhraseRole::credit));  // too long for furniture, not for a wall
  CHECK(matcher.met_by("enable cookies " + padding).has(PhraseRole::wall));
}
