// What the gate stops is read cheaper, and stays in its place.
#include <doctest/doctest.h>

#include "../support/tiny_network.h"
#include "language/analyser.h"

using namespace daybook;

namespace {

Document document_of(const std::vector<std::pair<SegmentKind, std::string>>& segments) {
  Document out;
  for (const auto& [kind, text] : segments) {
    if (!out.text.empty()) out.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    out.segments.push_back({kind, {begin, static_cast<std::uint32_t>(out.text.size())}, ""});
  }
  return out;
}

bool has_tree(const Sentence& sentence) {
  std::size_t roots = 0;
  for (const auto& token : sentence.tokens) roots += token.deprel == "root";
  return roots == 1;
}

}  // namespace

TEST_CASE("a paragraph that the gate stops, and a comment, has everything but trees") {
  const TemporaryFolder folder;
  const Analyser one = Analyser::open(folder.write("one.net", tiny_network(1))), other = Analyser::open(folder.write("other.net", tiny_network(2)));
  const auto document = document_of({{SegmentKind::body, "the war goes on and on"}, {SegmentKind::body, "the sun and the rain"}, {SegmentKind::comment, "the war and me"}});
  const auto passes = [](std::string_view text) { return text.find("war") != std::string_view::npos; };
  const auto whole = one.analyse(document), gated = one.analyse(document, ReadingGate{passes, nullptr});
  REQUIRE(gated.sentences.size() == whole.sentences.size());
  for (std::size_t i = 0; i < whole.sentences.size(); ++i) {
    const auto &a = whole.sentences[i], &b = gated.sentences[i];
    CHECK(a.span == b.span);
    CHECK(a.segment == b.segment);
    REQUIRE(a.tokens.size() == b.tokens.size());
    for (std::size_t t = 0; t < a.tokens.size(); ++t) CHECK(a.tokens[t].lemma == b.tokens[t].lemma);
    CHECK(has_tree(a));
    CHECK(has_tree(b) == (a.segment == 0));
  }
  // With a cheaper reader, that one reads what is stopped, trees and all; the others are as before.
  const auto mixed = one.analyse(document, ReadingGate{passes, &other}), alone = other.analyse(document);
  const auto shown = [](const Analysis& analysis, bool first) {
    std::string out;
    for (const auto& s : analysis.sentences)
      for (const auto& t : s.tokens)
        if ((s.segment == 0) == first) out += std::to_string(s.segment) + t.form + name_of(t.upos) + t.deprel + " ";
    return out;
  };
  CHECK(shown(mixed, true) == shown(whole, true));
  CHECK(shown(mixed, false) == shown(alone, false));
  CHECK(shown(whole, false) != shown(alone, false));  // else the test would say nothing
}
