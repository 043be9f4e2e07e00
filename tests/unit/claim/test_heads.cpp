#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "claim/claim_extractor.h"
#include "claim/claim_lexicon.h"
#include "claim/event_head.h"
#include "claim/part_head.h"
#include "hand_sentence.h"

using namespace daybook;
using namespace daybook::test;

namespace {

constexpr std::size_t kWidth = 16, kHidden = 16;
const std::vector<std::string> kKinds{"capture", "attack"};

/// Numbers as the file has them; only those whose half is easily written.
std::string halves(const std::vector<float>& numbers) {
  std::string out;
  for (const float x : numbers) {
    const std::uint16_t half = x == 0 ? 0 : static_cast<std::uint16_t>((x < 0 ? 0x8000 : 0) | (std::ilogb(x) + 15) << 10 | (std::abs(x) == 3 ? 512 : 0));
    out += static_cast<char>(half & 255);
    out += static_cast<char>(half >> 8);
  }
  return out;
}

/// A matrix of zeros but for the entries given: (row, column, number).
struct Entry {
  std::size_t row, column;
  float number;
};
std::string matrix(std::size_t rows, std::size_t columns, std::initializer_list<Entry> some) {
  std::vector<float> out(rows * columns, 0.0f);
  for (const Entry& e : some) out[e.row * columns + e.column] = e.number;
  return halves(out);
}

/// The kind "attack" where the first number of a noun behind is large, or the second of the word to the left, and never for a word whose own first number is; the actor where a word's first number is, the target where its head's is; the
/// quote behind the trigger.
std::string head_file() {
  return "daybook claims head 4\nmade for a test\n16\n16\n1\nattack\n" + matrix(1, kWidth, {{0, 0, -1}}) + matrix(1, 1, {}) +
         matrix(6 * kWidth, kHidden, {{3 * kWidth, 0, 1}, {4 * kWidth + 1, 0, 1}}) + matrix(1, kHidden, {}) + matrix(kHidden, 1, {{0, 0, 4}}) + matrix(1, 1, {{0, 0, -2}}) +
         "parts\n16\n2\nattack\ncapture\n" + matrix(2 * kWidth, kHidden, {{0, 0, 1}, {kWidth, 1, 1}}) + matrix(kWidth, kHidden, {}) + matrix(1, kHidden, {}) +
         matrix(43, kHidden, {{25, 2, 1}}) + matrix(2, kHidden, {{1, 3, 1}}) + matrix(kHidden, 4, {{0, 1, 2}, {1, 2, 4}, {2, 0, 3}, {3, 3, 1}}) + matrix(1, 4, {{0, 3, -1}});
}

/// "Rebels captured Sake", each word's vector zero but for its first number.
HandMade captured(float rebels, float verb, float sake) {
  HandMade out = hand_made("Rebels rebel NOUN 2 nsubj\ncaptured capture VERB 0 root\nSake Sake PROPN 2 obj\n");
  Sentence& s = out.analysis.sentences.front();
  s.vectors.assign(3 * kWidth, 0.0f);
  s.vectors[0] = rebels, s.vectors[kWidth] = verb, s.vectors[2 * kWidth] = sake;
  return out;
}

}  // namespace

TEST_CASE("the event head sees a word with what hangs on it; kinds stand in the caller's order") {
  const std::string bytes = head_file();
  HeadFile file(bytes);
  const EventHead head(file, kKinds);
  CHECK(head.made_for() == "made for a test");
  const auto behind = head.read(captured(0, 0, 1).analysis.sentences);
  REQUIRE(behind.size() == 3 * kKinds.size());
  CHECK(behind[1 * 2 + 0] == 0);  // capture: the file knows nothing of it
  CHECK(behind[1 * 2 + 1] == doctest::Approx(1 / (1 + std::exp(-2.0))).epsilon(0.01));
  const auto before = head.read(captured(1, 0, 0).analysis.sentences);
  CHECK(before[1 * 2 + 1] == doctest::Approx(1 / (1 + std::exp(2.0))).epsilon(0.01));
  HandMade beside = captured(0, 0, 0);
  beside.analysis.sentences.front().vectors[1] = 1;
  CHECK(head.read(beside.analysis.sentences)[1 * 2 + 1] == doctest::Approx(1 / (1 + std::exp(-2.0))).epsilon(0.01));
  CHECK(head.read(captured(0, 1, 1).analysis.sentences)[1 * 2 + 1] == 0);  // the screen stops it
}

TEST_CASE("the part head tells for each word what it is to a trigger of a kind") {
  const std::string bytes = head_file();
  HeadFile file(bytes);
  EventHead(file, kKinds);
  const PartHead head(file, kKinds);
  CHECK(file.done());
  const HandMade h = captured(1, 0, 0), v = captured(0, 1, 0);
  const Tree tree(h.analysis.sentences.front()), other(v.analysis.sentences.front());
  const auto read = [&](const Tree& of, std::uint32_t kind) { return head.read(of, head.look(of.sentence), head.look_at(of.sentence, 1), 1, kind); };
  const auto odds = read(tree, 0);
  REQUIRE(odds.size() == 3);
  CHECK(odds[0].actor == doctest::Approx(2).epsilon(0.01));
  CHECK(odds[2].actor == doctest::Approx(0));
  CHECK(odds[0].quote == doctest::Approx(0));
  CHECK(odds[2].quote == doctest::Approx(3).epsilon(0.01));
  CHECK(odds[2].place == doctest::Approx(0).epsilon(0.01));  // -1, and 1 for the kind
  CHECK(read(tree, 1)[2].place == doctest::Approx(-1));
  CHECK(read(other, 0)[0].target == doctest::Approx(4).epsilon(0.01));  // it hangs on the verb
  CHECK(head.look(hand_made("Rebels rebel NOUN 0 root\n").analysis.sentences.front()).empty());           // no vectors
  CHECK(PartHead().look(tree.sentence).empty());
}

TEST_CASE("a file of heads that is cut, too long or of another kind is refused") {
  const std::string bytes = head_file();
  const auto read = [](const std::string& some, const std::vector<std::string>& kinds) {
    HeadFile file(some);
    EventHead(file, kinds);
    PartHead(file, kinds);
  };
  CHECK_NOTHROW(read(bytes, kKinds));
  for (std::size_t size = 0; size < bytes.size(); size += 37) CHECK_THROWS_AS(read(bytes.substr(0, size), kKinds), Error);
  CHECK_THROWS_WITH_AS(read(bytes, {"capture"}), doctest::Contains("attack"), Error);
  CHECK_THROWS_AS(read("daybook claims head 3\n" + bytes.substr(22), kKinds), Error);
}

TEST_CASE("a language without heads has its rows") {
  ClaimLexicon lexicon = read_claim_lexicon(Resources(std::filesystem::path(DAYBOOK_SOURCE_DIR) / "data", std::filesystem::path(DAYBOOK_SOURCE_DIR) / "models", DAYBOOK_BUILD_DIR));
  lexicon.head = {}, lexicon.parts = {};
  HandMade h = captured(0, 0, 0);
  h.actor("Rebels", "Rebels", "Rebels");
  h.place("Sake", "Sake");
  const auto claims = ClaimExtractor(lexicon).extract(h.document, h.analysis, h.readings);
  REQUIRE(claims.size() == 1);
  CHECK(claims.front().kind == "capture");
  CHECK(claims.front().places.size() == 1);
}
