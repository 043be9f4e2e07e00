#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "claim/claim_extractor.h"
#include "claim/claim_lexicon.h"
#include "claim/claim_network.h"
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
std::string ones() { return halves(std::vector<float>(kWidth, 1.0f)); }

/// A word's first number comes through alone, and the second becomes that of what it attends to: its children, else itself. The kind "attack" where the second is
/// large; the actor where a word's first is, the target where the trigger's is; the quote behind the trigger.
std::string head_file() {
  const std::string none = matrix(1, kWidth, {}), norm = ones() + none;
  return "daybook claims head 5\nmade for a test\n16\n16\n1\n1\n16\n1\nattack\n" + matrix(kWidth, kWidth, {{0, 0, 1}}) + none + matrix(17, kWidth, {}) + norm +
         matrix(3 * kWidth, kWidth, {{2 * kWidth + 1, 0, 1}}) + matrix(1, 3 * kWidth, {}) + matrix(kWidth, kWidth, {{1, 1, 1}}) + none + norm + matrix(kWidth, kWidth, {}) + none +
         matrix(kWidth, kWidth, {}) + none + norm + matrix(16, 1, {}) + matrix(7, 1, {{2, 0, 16}, {6, 0, 8}}) + matrix(1, kWidth, {{0, 1, 1}}) + matrix(1, 1, {{0, 0, -2}}) +
         "parts\n16\n2\nattack\ncapture\n" + matrix(kHidden, kWidth, {{0, 0, 1}}) + matrix(kHidden, kWidth, {{1, 0, 1}}) + matrix(1, kHidden, {}) + matrix(43, kHidden, {{25, 2, 1}}) +
         matrix(2, kHidden, {{1, 3, 1}}) + matrix(4, kHidden, {{1, 0, 2}, {2, 1, 1}, {0, 2, 3}, {3, 3, 1}}) + matrix(1, 4, {{0, 3, -1}});
}

/// "Rebels captured Sake", each word's vector zero but for its first number.
HandMade captured(float rebels, float verb, float sake) {
  HandMade out = hand_made("Rebels rebel NOUN 2 nsubj\ncaptured capture VERB 0 root\nSake Sake PROPN 2 obj\n");
  std::vector<float> vectors(3 * kWidth, 0.0f);
  vectors[0] = rebels, vectors[kWidth] = verb, vectors[2 * kWidth] = sake;
  out.analysis.sentences.front().shared_vectors = std::make_shared<const std::vector<float>>(std::move(vectors));
  return out;
}

// What the norm makes of sixteen numbers: of the one that is above the others, and where that is added to the second, of the first and of the second.
const float kOne = std::sqrt(15.0f), kFirst = 2.743f, kSecond = 2.547f;

double chance(double odds) { return 1 / (1 + std::exp(-odds)); }

}  // namespace

TEST_CASE("the network sees a word with what hangs on it; kinds stand in the caller's order") {
  const std::string bytes = head_file();
  HeadFile file(bytes);
  const ClaimNetwork network(file, kKinds);
  CHECK(network.made_for() == "made for a test");
  const auto read = [&](const HandMade& h) { return network.chances(h.analysis.sentences.front(), network.look(h.analysis.sentences).front()); };
  const auto behind = read(captured(0, 0, 1));
  REQUIRE(behind.size() == 3 * kKinds.size());
  CHECK(behind[1 * 2 + 0] == 0);  // capture: the file knows nothing of it
  CHECK(behind[1 * 2 + 1] == doctest::Approx(chance(kOne - 2)).epsilon(0.01));
  CHECK(read(captured(1, 0, 0))[1 * 2 + 1] == doctest::Approx(chance(kOne - 2)).epsilon(0.01));
  CHECK(read(captured(0, 0, 0))[1 * 2 + 1] == doctest::Approx(chance(-2)).epsilon(0.01));
  CHECK(behind[2 * 2 + 1] == doctest::Approx(chance(kSecond - 2)).epsilon(0.01));  // nothing hangs on it: it sees itself
}

TEST_CASE("sentences looked at together are seen as alone; without vectors nothing is seen") {
  const std::string bytes = head_file();
  HeadFile file(bytes);
  const ClaimNetwork network(file, kKinds);
  const HandMade bare = hand_made("Rebels rebel NOUN 0 root\n");
  const std::vector<Sentence> some{captured(1, 0, 0).analysis.sentences.front(), bare.analysis.sentences.front(), captured(0, 1, 1).analysis.sentences.front()};
  const auto together = network.look(some);
  REQUIRE(together.size() == 3);
  CHECK(together[1].empty());
  CHECK(network.chances(some[1], together[1]).empty());
  CHECK(together[0] == network.look({&some[0], 1}).front());
  CHECK(together[2] == network.look({&some[2], 1}).front());
  CHECK(ClaimNetwork().look(some) == std::vector<std::vector<float>>(3));
}

TEST_CASE("the part head tells for each word what it is to a trigger of a kind") {
  const std::string bytes = head_file();
  HeadFile file(bytes);
  const ClaimNetwork network(file, kKinds);
  const PartHead head(file, network.width(), kKinds);
  CHECK(file.done());
  const auto read = [&](const HandMade& h, std::uint32_t kind) {
    const Tree tree(h.analysis.sentences.front());
    const auto seen = network.look(h.analysis.sentences).front();
    return head.read(tree, head.bring(tree, seen), head.bring_as_trigger(seen, 1), 1, kind);
  };
  const auto odds = read(captured(1, 0, 0), 0);
  REQUIRE(odds.size() == 3);
  CHECK(odds[0].actor == doctest::Approx(2 * kFirst).epsilon(0.01));
  CHECK(odds[2].actor == doctest::Approx(0));
  CHECK(odds[0].quote == doctest::Approx(0));
  CHECK(odds[2].quote == doctest::Approx(3).epsilon(0.01));
  CHECK(odds[2].place == doctest::Approx(0).epsilon(0.01));  // -1, and 1 for the kind
  CHECK(read(captured(1, 0, 0), 1)[2].place == doctest::Approx(-1));
  CHECK(read(captured(0, 1, 0), 0)[0].target == doctest::Approx(kOne).epsilon(0.01));
  const HandMade bare = hand_made("Rebels rebel NOUN 0 root\n");
  CHECK(head.bring(Tree(bare.analysis.sentences.front()), {}).empty());
}

TEST_CASE("a file of heads that is cut, too long or of another kind is refused") {
  const std::string bytes = head_file();
  const auto read = [](const std::string& some, const std::vector<std::string>& kinds) {
    HeadFile file(some);
    const ClaimNetwork network(file, kinds);
    PartHead(file, network.width(), kinds);
  };
  CHECK_NOTHROW(read(bytes, kKinds));
  for (std::size_t size = 0; size < bytes.size(); size += 37) CHECK_THROWS_AS(read(bytes.substr(0, size), kKinds), Error);
  CHECK_THROWS_WITH_AS(read(bytes, {"capture"}), doctest::Contains("attack"), Error);
  CHECK_THROWS_AS(read("daybook claims head 4\n" + bytes.substr(22), kKinds), Error);
}

TEST_CASE("a language without heads has its rows") {
  ClaimLexicon lexicon = read_claim_lexicon(Resources(std::filesystem::path(DAYBOOK_SOURCE_DIR) / "data", std::filesystem::path(DAYBOOK_SOURCE_DIR) / "models", DAYBOOK_BUILD_DIR));
  lexicon.network = {}, lexicon.parts = {};
  HandMade h = captured(0, 0, 0);
  h.actor("Rebels", "Rebels", "Rebels");
  h.place("Sake", "Sake");
  const auto claims = ClaimExtractor(lexicon).extract(h.document, h.analysis, h.readings);
  REQUIRE(claims.size() == 1);
  CHECK(claims.front().kind == "capture");
  CHECK(claims.front().places.size() == 1);
}
