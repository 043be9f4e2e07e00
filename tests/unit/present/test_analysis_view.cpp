#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "present/analysis_view.h"

using namespace daybook;

namespace {

/// A sentence of words apart by spaces: "form/UPOS/head/deprel", head 0 the root.
struct Made {
  Document document;
  Sentence sentence;
};

Made made(const std::string& words) {
  Made out;
  std::istringstream in(words);
  for (std::string cell; in >> cell;) {
    std::vector<std::string> parts;
    std::istringstream cells(cell);
    for (std::string part; std::getline(cells, part, '/');) parts.push_back(part);
    if (!out.document.text.empty()) out.document.text += ' ';
    Token token;
    token.span.begin = static_cast<std::uint32_t>(out.document.text.size());
    out.document.text += parts[0];
    token.span.end = static_cast<std::uint32_t>(out.document.text.size());
    token.form = parts[0];
    if (parts.size() > 1) {
      token.upos = upos_from(parts[1]);
      token.head = std::stoi(parts[2]) - 1;
      token.deprel = parts[3];
    }
    out.sentence.tokens.push_back(token);
  }
  out.sentence.span = {0, static_cast<std::uint32_t>(out.document.text.size())};
  out.document.segments.push_back({SegmentKind::body, out.sentence.span, ""});
  return out;
}

std::string drawn(const Made& m) {
  std::ostringstream out;
  print_tree(out, m.document, m.sentence, 7);
  return out.str();
}

}  // namespace

TEST_CASE("a tree is drawn in the order of the text") {
  auto m = made("Rebels/NOUN/2/nsubj took/VERB/0/root the/DET/4/det town/NOUN/2/obj of/ADP/7/case Río/PROPN/7/compound Hondo/PROPN/4/nmod ./PUNCT/2/punct");
  m.sentence.names.push_back({5, 7, NameType::location, 0.9f});
  CHECK(drawn(m) ==
        "7  Rebels took the town of Río Hondo .\n\n"
        "┌── Rebels       NOUN  nsubj\n"
        "took             VERB  root\n"
        "│   ┌── the      DET   det\n"
        "├── town         NOUN  obj\n"
        "│   │   ┌── of   ADP   case\n"
        "│   │   ├── Río  PROPN compound      LOC Río Hondo\n"
        "│   └── Hondo    PROPN nmod\n"
        "└── .            PUNCT punct\n\n");
}

TEST_CASE("a tree whose branches cross still has every word once") {
  const auto text = drawn(made("a/NOUN/3/x b/VERB/0/root c/NOUN/2/y d/NOUN/1/z"));
  for (const char* word : {" a ", "b ", " c ", " d "}) CHECK(text.find(word) != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 7);
}

TEST_CASE("words without a tree are a list, and what steers a terminal is blank") {
  CHECK(drawn(made("شهر آرام")) == "7  شهر آرام\n\nشهر\nآرام\n\n");
  CHECK(drawn(made("a\x1B[2Jb")) == "7  a [2Jb\n\na [2Jb\n\n");
}

TEST_CASE("JSON has offsets in code points and null for what is not known") {
  auto m = made("Río/PROPN/2/nsubj fell/VERB/0/root");
  m.sentence.tokens[1].lemma = "fall";
  m.sentence.names.push_back({0, 1, NameType::location, 0.5f});
  const CodePointIndex points(m.document.text);
  const auto json = sentence_to_json(m.document, points, m.sentence, 1);
  CHECK(json.dump() ==
        R"({"id":1,"segment":"body","start":0,"end":8,"text":"Río fell","words":[{"id":1,"start":0,"end":3,"form":"Río","lemma":null,"upos":"PROPN","xpos":null,"feats":null,)"
        R"("head":2,"deprel":"nsubj"},{"id":2,"start":4,"end":8,"form":"fell","lemma":"fall","upos":"VERB","xpos":null,"feats":null,"head":0,"deprel":"root"}],)"
        R"("names":[{"kind":"LOC","first":1,"last":1,"start":0,"end":3,"text":"Río","score":0.5}]})");
  const auto plain = sentence_to_json(m.document, points, made("Río fell").sentence, 1);
  CHECK(plain["words"][0]["head"].is_null());
  CHECK(plain["words"][0]["upos"].is_null());
}
