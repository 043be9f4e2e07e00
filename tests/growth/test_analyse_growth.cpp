#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

#include "../unit/support/tiny_network.h"
#include "language/analyser.h"
#include "work_counter.h"

using namespace daybook;

namespace {

constexpr std::size_t kSize = 36'000;  // bytes: text without an end is cut every 6,000 characters, which makes whole pieces of either size
constexpr double kMost = 2.35;         // what twice the text may cost: linear is 2, the square 4; vectors that grow add a little
constexpr double kPerByte = 60'000;    // windows of one network, read anew where a sentence may go on: some hundred times a piece at worst

struct HostileText {
  const char* name;
  std::string (*make)(std::size_t n);
};

std::string filled(std::size_t n, std::string_view with) {
  std::string out;
  while (out.size() < n) out += with;
  return out;
}

const std::vector<HostileText>& hostile_texts() {
  static const std::vector<HostileText> all{
      {"words", [](std::size_t n) { return filled(n, "the war went on and ended "); }},
      {"sentences", [](std::size_t n) { return filled(n, "The war went on. It ended! Did it? "); }},
      {"one-letter words", [](std::size_t n) { return filled(n, "a "); }},
      {"one-word sentences", [](std::size_t n) { return filled(n, "A. "); }},
      {"letters without a space", [](std::size_t n) { return std::string(n, 'x'); }},
      {"signs without a space", [](std::size_t n) { return filled(n, "a.b,c;"); }},
      {"full stops", [](std::size_t n) { return std::string(n, '.'); }},
      {"stops glued to words", [](std::size_t n) { return filled(n, "ab.Cd"); }},
      {"marks", [](std::size_t n) { return filled(n, "\u0301"); }},
      {"letters with marks", [](std::size_t n) { return filled(n, "e\u0301\u0302"); }},
      {"emoji", [](std::size_t n) { return filled(n, "🔥👩‍👩‍👧"); }},
      {"invisible characters", [](std::size_t n) { return filled(n, "\u200B\u200E"); }},
      {"joiners", [](std::size_t n) { return filled(n, "\u200D"); }},
      {"lines", [](std::size_t n) { return filled(n, "word\n"); }},
      {"empty lines", [](std::size_t n) { return std::string(n, '\n') + "x"; }},
      {"items of a list", [](std::size_t n) { return filled(n, "- a\n"); }},
      {"spaces", [](std::size_t n) { return std::string(n, ' ') + "x"; }},
      {"quotes", [](std::size_t n) { return filled(n, "\"'"); }},
      {"contractions", [](std::size_t n) { return filled(n, "cannot don't "); }},
      {"Arabic", [](std::size_t n) { return filled(n, "قال المتحدث. "); }},
      {"Chinese", [](std::size_t n) { return filled(n, "北京"); }},
      {"replacement characters", [](std::size_t n) { return filled(n, "\uFFFD"); }},
  };
  return all;
}

double cost(const Analyser& analyser, const HostileText& hostile, std::size_t size) {
  Document document;
  document.text = hostile.make(size);
  document.segments.push_back({SegmentKind::body, {0, static_cast<std::uint32_t>(document.text.size())}, ""});
  const auto before = work_done();
  analyser.analyse(document, [&](Sentence&& sentence) { (void)sentence; });
  return static_cast<double>(work_done() - before);
}

}  // namespace

TEST_CASE("no text costs more than linear work to analyse, whatever it is made of") {
  const TemporaryFolder folder;
  const auto network = Analyser::open(folder.write("tiny.net", tiny_network()));
  const auto plain = Analyser::load(Resources("", folder.path / "no models", ""), "fa");
  const bool show = std::getenv("GROWTH_SHOW") != nullptr;  // prints every figure
  for (const auto* analyser : {&network, &plain}) {
    cost(*analyser, hostile_texts().front(), kSize);  // what is made at the first text
    for (const auto& hostile : hostile_texts()) {
      const double small = cost(*analyser, hostile, kSize), large = cost(*analyser, hostile, 2 * kSize);
      const double ratio = large / small, per_byte = large / static_cast<double>(2 * kSize);
      const std::string name = std::string(hostile.name) + (analyser == &plain ? ", words only" : "");
      if (show) std::printf("%-50s %6.2f %9.1f\n", name.c_str(), ratio, per_byte);
      CHECK_MESSAGE(ratio <= kMost, name, ": twice the text is ", ratio, " times the work");
      CHECK_MESSAGE(per_byte <= kPerByte, name, ": ", per_byte, " of work a byte");
    }
  }
}
