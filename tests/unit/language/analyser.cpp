#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "../support/tiny_network.h"
#include "base/error.h"
#include "base/utf8.h"
#include "language/analyser.h"

using namespace daybook;
namespace fs = std::filesystem;

namespace {

/// What the build made; DAYBOOK_BUILD_DIR may be the sanitizers' folder, which has no network of its own.
const Resources& resources() {
  static const Resources all(fs::path(DAYBOOK_SOURCE_DIR) / "data", fs::path(DAYBOOK_SOURCE_DIR) / "models", fs::path(DAYBOOK_SOURCE_DIR) / "build");
  return all;
}

const Analyser& analyser() {
  static const Analyser one = Analyser::load(resources());
  return one;
}

/// Random numbers: what it says is nonsense, how it says it is not.
const Analyser& tiny_analyser() {
  static const TemporaryFolder folder;
  static const Analyser one = Analyser::open(folder.write("tiny.net", tiny_network()));
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
void check_sound(const Document& document, const Analysis& analysis, bool grammar = true) {
  std::uint32_t before = 0;
  for (const auto& s : analysis.sentences) {
    REQUIRE(s.segment < document.segments.size());
    CHECK(document.segments[s.segment].span.contains(s.span));
    REQUIRE_FALSE(s.tokens.empty());
    if (grammar) CHECK(s.tokens.size() <= 400);
    int roots = 0;
    for (const auto& t : s.tokens) {
      CHECK(s.span.contains(t.span));
      CHECK_FALSE(t.span.empty());
      CHECK(t.span.begin >= before);
      before = t.span.end;
      CHECK(is_utf8(text_of(document.text, t.span)));
      CHECK(t.head < static_cast<int>(s.tokens.size()));
      roots += t.head < 0;
    }
    if (grammar) CHECK(roots == 1);
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

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::vector<std::string> hostile_texts() {
  std::string capitals;
  for (int i = 0; i < 600; ++i) capitals += "WORD" + std::to_string(i) + " ";
  return {"", " ", "\n\n\n", ".", "....", "\t\t", "\uFFFD\uFFFD x", "e" + repeated("\u0301", 5000), repeated("🔥👩‍👩‍👧", 300), capitals, std::string(20000, 'a'),
          std::string(3000, '.'), repeated("a.", 3000), repeated("'", 3000), repeated("\u0301", 7000), "\u200B\u200B\u200E", "a\u00A0b\u3000c\u0085d", "_ _ _",
          repeated("\u200D", 300) + "x", std::string("\x1B[2J\x07 x\x7Fy"), "שלום abc Привет 北京 ไทย \U0001F1E6\U0001F1EB", repeated("北京", 4000), std::string(4000, '\n') + "x"};
}

}  // namespace

TEST_CASE("hostile text keeps its offsets and ends in time") {
  for (const auto& text : hostile_texts()) {
    CAPTURE(text.substr(0, 40));
    const auto document = document_of({text});
    check_sound(document, tiny_analyser().analyse(document));
  }
}

TEST_CASE("a million marks, five million letters and as many words: bounded memory at a time, every word in its place" * doctest::timeout(120)) {
  for (const auto& text : {"e" + repeated("\u0301", 1'000'000), std::string(5'000'000, 'x'), repeated("a", 200'000) + " " + repeated("b ", 20'000)}) {
    const auto document = document_of({text});
    std::uint32_t before = 0;
    std::size_t words = 0;
    tiny_analyser().analyse(document, [&](Sentence&& sentence) {
      REQUIRE(sentence.tokens.size() <= 400);
      for (const auto& token : sentence.tokens) {
        REQUIRE(token.span.begin >= before);
        REQUIRE(token.span.end > token.span.begin);
        before = token.span.end;
        ++words;
      }
    });
    CHECK(words > 0);
    CHECK(before == document.text.find_last_not_of(' ') + 1);
  }
}

TEST_CASE("Persian, Pashto, Arabic and Cyrillic keep every word and offset, with a network and without one") {
  struct Row {
    const char *language, *text;
    std::vector<std::string> words;
  };
  const Row rows[] = {
      {"fa", "نیروها می‌گویند شهر آرام است.", {"نیروها", "می‌گویند", "شهر", "آرام", "است", "."}},
      {"ps", "ښار آرام دی، خلک راستانه شول.", {"ښار", "آرام", "دی", "،", "خلک", "راستانه", "شول", "."}},
      {"ar", "قال المتحدث إن المدينة هادئة.", {"قال", "المتحدث", "إن", "المدينة", "هادئة", "."}},
      {"ru", "Город спокоен, сказал мэр.", {"Город", "спокоен", ",", "сказал", "мэр", "."}},
      {"uk", "Об'єкт не пошкоджено.", {"Об'єкт", "не", "пошкоджено", "."}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.language);
    const auto document = document_of({row.text});
    const auto plain = Analyser::load(resources(), row.language);
    CHECK_FALSE(plain.has_grammar());
    const auto analysis = plain.analyse(document);
    check_sound(document, analysis, false);
    REQUIRE(analysis.sentences.size() == 1);
    std::vector<std::string> words;
    for (const auto& t : analysis.sentences[0].tokens) words.emplace_back(text_of(document.text, t.span));
    CHECK(words == row.words);
    check_sound(document, analyser().analyse(document));
  }
  CHECK(analyser().has_grammar());
}

TEST_CASE("without a network hostile text keeps its offsets too") {
  const auto plain = Analyser::load(resources(), "fa");
  for (const auto& text : hostile_texts()) {
    CAPTURE(text.substr(0, 40));
    const auto document = document_of({text});
    check_sound(document, plain.analyse(document), false);
  }
  const auto document = document_of({"یک. دو سه؟ چهار"});
  const auto analysis = plain.analyse(document);
  CHECK(analysis.sentences.size() == 3);
  const auto conllu = to_conllu(document, analysis);
  CHECK(conllu.find("1\tیک\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=0:2\n") != std::string::npos);
}

TEST_CASE("a language that is none is refused, whatever it is made of") {
  for (const char* language : {"", "xx", "e", "EN", "../en", "english", "en-US"}) {
    CAPTURE(language);
    try {
      Analyser::load(resources(), language);
      FAIL("it was taken");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::usage);
    }
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

namespace {

/// models/ and build/ of a test: a card and a network that belong together, unless the test changes one.
struct OwnModels {
  TemporaryFolder folder;
  const std::string base = std::string(64, 'b'), vocabulary = std::string(64, 'c'), adapters = std::string(64, 'd'), names = std::string(64, 'f');

  void write_network(const std::string& adapters_of, const std::string& names_of) const {
    folder.write("build/models/en/best.net", tiny_network(1, {{"base", base}, {"vocabulary_sha256", vocabulary}, {"adapters", adapters_of}, {"names", names_of}}));
  }
  void write_card(const std::string& text) const { folder.write("models/en/card.toml", text); }
  std::string card() const {
    return "format = 3\nname = \"en-test\"\n[base]\nmodel = \"" + base + "\"\nvocabulary = \"" + vocabulary + "\"\n[networks]\nbest = { file = \"best.adapters\", sha256 = \"" + adapters +
           "\" }\n[names]\nbest = { file = \"best.names\", sha256 = \"" + names + "\" }\n";
  }
  Analyser load(Quality quality = Quality::best) const { return Analyser::load(Resources(folder.path / "data", folder.path / "models", folder.path / "build"), "en", quality); }

  /// The sentence in which it is refused; empty if it is not.
  std::string refused(ErrorCode code, Quality quality = Quality::best) const {
    try {
      load(quality);
    } catch (const Error& error) {
      CHECK(error.code() == code);
      CHECK(std::string(error.what()).find('\n') == std::string::npos);
      return error.what();
    }
    return {};
  }
};

}  // namespace

TEST_CASE("the network must be the one that the card names") {
  const OwnModels own;
  CHECK(own.refused(ErrorCode::bad_resource).find("card.toml") != std::string::npos);  // nothing there
  own.write_card(own.card());
  CHECK(own.refused(ErrorCode::bad_resource).find("best.net") != std::string::npos);  // not built yet
  own.write_network(own.adapters, own.names);
  CHECK(own.refused(ErrorCode::bad_resource).empty());
  CHECK(own.load().version() == "en-test best names:ffffffffffff sha256:aaaaaaaaaaaa");
  for (const auto& [adapters, names] : {std::pair{std::string(64, 'e'), own.names}, {own.adapters, std::string(64, 'e')}}) {
    own.write_network(adapters, names);
    CHECK(own.refused(ErrorCode::bad_resource).find("other weights than those of en-test") != std::string::npos);
  }
  own.write_network(own.adapters, own.names);
  CHECK(own.refused(ErrorCode::usage, Quality::fast) == "There is no network 'fast' for en yet; there is best.");
  for (const char* card : {"format = 99\n", "format = 2\n", "format = 3\n", "not toml", "", "format = 3\n[base]\nmodel = 5\n"}) {
    own.write_card(card);
    CHECK(own.refused(ErrorCode::bad_resource).find("The model card") != std::string::npos);
  }
}

TEST_CASE("the network of the build is mapped and checked in no time") {
  const auto start = std::chrono::steady_clock::now();
  Analyser::load(resources());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));  // 0.3 s on a quiet machine; tests run on any
}
