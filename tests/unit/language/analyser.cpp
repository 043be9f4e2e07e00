#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "base/utf8.h"
#include "language/analyser.h"

using namespace daybook;
namespace fs = std::filesystem;

namespace {

const fs::path kModels = fs::path(DAYBOOK_SOURCE_DIR) / "models/en";

const Analyser& analyser() {
  static const Analyser one = Analyser::load(kModels);
  return one;
}

Document document_of(const std::vector<std::string>& segments) {
  Document out;
  for (const auto& text : segments) {
    if (!out.text.empty()) out.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    out.segments.push_back({SegmentKind::body, {begin, static_cast<std::uint32_t>(out.text.size())}, ""});
  }
  return out;
}

/// What later stages rely on, for any text.
void check_sound(const Document& document, const Analysis& analysis) {
  std::uint32_t before = 0;
  for (const auto& s : analysis.sentences) {
    REQUIRE(s.segment < document.segments.size());
    CHECK(document.segments[s.segment].span.contains(s.span));
    REQUIRE_FALSE(s.tokens.empty());
    CHECK(s.tokens.size() <= 400);
    int roots = 0;
    for (const auto& t : s.tokens) {
      CHECK(s.span.contains(t.span));
      CHECK_FALSE(t.span.empty());
      CHECK(t.span.begin >= before);
      before = t.span.begin;
      CHECK(is_utf8(text_of(document.text, t.span)));
      CHECK(t.head < static_cast<int>(s.tokens.size()));
      roots += t.head < 0;
    }
    CHECK(roots == 1);
    std::uint32_t last = 0;
    for (const auto& n : s.names) {
      CHECK(n.first >= last);
      CHECK(n.first < n.last);
      CHECK(n.last <= s.tokens.size());
      last = n.last;
    }
  }
}

std::string words_of(const Document& document, const Sentence& sentence) {
  std::string out;
  for (const auto& t : sentence.tokens) out += (out.empty() ? "" : " ") + std::string(text_of(document.text, t.span));
  return out;
}

}  // namespace

TEST_CASE("words, lemmas, tree and names of a plain sentence") {
  const auto document = document_of({"Taliban fighters captured the city of Kunduz on Sunday."});
  const auto analysis = analyser().analyse(document);
  check_sound(document, analysis);
  REQUIRE(analysis.sentences.size() == 1);
  const auto& s = analysis.sentences[0];
  CHECK(words_of(document, s) == "Taliban fighters captured the city of Kunduz on Sunday .");
  CHECK(s.tokens[2].lemma == "capture");
  CHECK(s.tokens[2].upos == Upos::verb);
  CHECK(s.tokens[2].head == -1);
  CHECK(s.tokens[1].deprel == "nsubj");
  bool kunduz = false;
  for (const auto& n : s.names) kunduz |= n.type == NameType::location && n.first <= 6 && n.last == 7;
  CHECK(kunduz);
}

TEST_CASE("spans are exact through contractions and typographic quotes") {
  const auto document = document_of({"“They didn’t leave,” he said."});
  const auto analysis = analyser().analyse(document);
  check_sound(document, analysis);
  REQUIRE(analysis.sentences.size() == 1);
  CHECK(words_of(document, analysis.sentences[0]) == "“ They did n’t leave , ” he said .");
  CHECK(analysis.sentences[0].tokens[3].form == "n't");
  CHECK(analysis.sentences[0].tokens[3].lemma == "not");
}

TEST_CASE("a possessive is a word of its own, a number's or a name's own apostrophe is not") {
  const auto document = document_of({"Al-Sadr’s men and O'Neill left Ghazni's centre."});
  const auto analysis = analyser().analyse(document);
  check_sound(document, analysis);
  REQUIRE(analysis.sentences.size() == 1);
  const auto words = words_of(document, analysis.sentences[0]);
  CHECK(words.find("Sadr ’s men and O'Neill left Ghazni 's centre .") != std::string::npos);
}

TEST_CASE("sentences stay within their segment") {
  const auto document = document_of({"Army retakes town", "The army said it retook the town."});
  const auto analysis = analyser().analyse(document);
  check_sound(document, analysis);
  REQUIRE(analysis.sentences.size() == 2);
  CHECK(analysis.sentences[0].segment == 0);
  CHECK(analysis.sentences[1].segment == 1);
}

TEST_CASE("hostile text keeps its offsets and ends in time") {
  std::string marks = "e";
  for (int i = 0; i < 5000; ++i) marks += "\u0301";
  std::string emoji, capitals;
  for (int i = 0; i < 300; ++i) emoji += "🔥👩‍👩‍👧";
  for (int i = 0; i < 600; ++i) capitals += "WORD" + std::to_string(i) + " ";
  const std::vector<std::string> texts = {
      "", " ", "\n\n\n", ".", "....", "\t\t", "\uFFFD\uFFFD x", marks, emoji, capitals, std::string(20000, 'a'), std::string(3000, '.'),
      "أعلنت حركة طالبان سيطرتها على مدينة قندوز. وقال متحدث باسمها إن المعارك انتهت.", "\u200B\u200B\u200E", "a\u00A0b\u3000c\u0085d", "_ _ _"};
  for (const auto& text : texts) {
    CAPTURE(text.substr(0, 40));
    const auto document = document_of({text});
    check_sound(document, analyser().analyse(document));
  }
}

TEST_CASE("two threads give what one gives") {
  const auto document = document_of({"Gen. Milley met Mullah Baradar in Doha. They didn't agree.", "Rebels seized a base near Aleppo, the army said."});
  const auto one = to_conllu(document, analyser().analyse(document));
  std::string a, b;
  std::thread first([&] { for (int i = 0; i < 5; ++i) a = to_conllu(document, analyser().analyse(document)); });
  std::thread second([&] { for (int i = 0; i < 5; ++i) b = to_conllu(document, analyser().analyse(document)); });
  first.join();
  second.join();
  CHECK(a == one);
  CHECK(b == one);
}

TEST_CASE("a damaged, cut or foreign model is refused in one sentence") {
  const auto folder = fs::temp_directory_path() / "daybook_models_test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  const auto refused = [&] {
    try {
      Analyser::load(folder);
      return false;
    } catch (const Error& e) {
      CHECK(std::string(e.what()).find('\n') == std::string::npos);
      return e.code() == ErrorCode::bad_resource;
    }
  };
  CHECK(refused());  // empty folder
  fs::copy(kModels, folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  const auto grammar = folder / "grammar.udpipe";
  fs::resize_file(grammar, fs::file_size(grammar) / 2);
  CHECK(refused());
  fs::copy_file(kModels / "grammar.udpipe", grammar, fs::copy_options::overwrite_existing);
  {
    std::ofstream names(folder / "names.bin", std::ios::binary);
    names << "nothing";
  }
  CHECK(refused());
  {
    std::ofstream card(folder / "card.toml");
    card << "format = 99\n";
  }
  CHECK(refused());
  fs::remove_all(folder);
}
