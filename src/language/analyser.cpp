#include "language/analyser.h"

#include "base/error.h"
#include "base/utf8.h"
#include "language/card.h"
#include "language/casing.h"
#include "language/characters.h"
#include "language/grammar.h"
#include "language/name_model.h"
#include "language/prepared_text.h"
#include "language/words.h"
#include "neural/sentence_reader.h"

namespace daybook {
namespace {

/// The words of one surface with their spans: a contraction is cut where its words stand in it, else they share it.
void append_words(const Surface& surface, std::string_view text, std::vector<Token>& tokens) {
  if (surface.words.empty()) {
    tokens.push_back({.span = surface.span, .form = surface.form});
    return;
  }
  std::string joined;
  for (const auto& word : surface.words) joined += word;
  const bool split = joined.size() == surface.form.size() && lower(joined) == lower(surface.form) &&
                     count_points(text_of(text, surface.span)) == count_points(surface.form);
  auto at = surface.span.begin;
  std::size_t in_form = 0;
  for (const auto& word : surface.words) {
    Token token{.span = surface.span, .form = word};
    if (split) {
      token.span.begin = at;
      for (std::size_t n = count_points(word); n > 0 && at < surface.span.end; --n) at += code_point_at(text, at).size;
      token.span.end = at;
      token.form = surface.form.substr(in_form, word.size());
      in_form += word.size();
    }
    tokens.push_back(std::move(token));
  }
}

/// UDPipe's grammar and the perceptron for names.
struct PartsReader {
  Grammar grammar;
  Abbreviations abbreviations;
  Casing casing;
  NameModel names;

  Sentence sentence(const Surfaces& surfaces, std::string_view text) const {
    Sentence out;
    for (const auto& surface : surfaces) append_words(surface, text, out.tokens);
    out.span = {surfaces.front().span.begin, surfaces.back().span.end};
    std::vector<std::string> forms;
    for (const auto& token : out.tokens) forms.push_back(token.form);
    forms = casing.restored(forms);
    grammar.annotate(forms, out.tokens);
    std::vector<Upos> tags;
    for (const auto& token : out.tokens) tags.push_back(token.upos);
    out.names = names.find(forms, tags);
    return out;
  }

  void read(const TextUnit& unit, std::string_view text, std::vector<Sentence>& out) const {
    for (const auto& surfaces : repair_sentences(grammar.split(unit), abbreviations)) out.push_back(sentence(surfaces, text));
  }
};

/// The network's sentences, their spans led back to the document.
void read_by_network(const neural::SentenceReader& reader, const TextUnit& unit, std::vector<Sentence>& out) {
  const CodePointIndex points(unit.text);
  const auto in_document = [&](Span span) { return unit.bytes(points.code_points(span.begin), points.code_points(span.end)); };
  for (auto& sentence : reader.read(unit.text)) {
    sentence.span = in_document(sentence.span);
    for (auto& token : sentence.tokens) token.span = in_document(token.span);
    out.push_back(std::move(sentence));
  }
}

}  // namespace

struct Analyser::Impl {
  std::string version;
  std::optional<PartsReader> parts;
  std::optional<neural::SentenceReader> network;
};

Analyser::Analyser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

Analyser Analyser::load(const std::filesystem::path& folder, const std::filesystem::path& network) {
  const auto card = Card::read(folder);
  auto impl = std::make_unique<Impl>();
  impl->version = card.version();
  if (!network.empty()) impl->network.emplace(network);
  else
    impl->parts.emplace(PartsReader{Grammar(card.file("grammar")), read_abbreviations(card.file("abbreviations")), Casing(card.file("casing")),
                                    NameModel(card.file("names"), NameLexicon(card.file("name_words"), card.file("name_places"), card.file("name_organisations")))});
  return Analyser(std::move(impl));
}

const std::string& Analyser::version() const { return impl_->version; }

Analysis Analyser::analyse(const Document& document) const {
  Analysis out;
  for (std::uint32_t i = 0; i < document.segments.size(); ++i) {
    const std::size_t had = out.sentences.size();
    for (const auto& unit : prepare(document.text, document.segments[i].span)) {
      if (impl_->network) read_by_network(*impl_->network, unit, out.sentences);
      else impl_->parts->read(unit, document.text, out.sentences);
    }
    for (std::size_t s = had; s < out.sentences.size(); ++s) out.sentences[s].segment = i;
  }
  return out;
}

}  // namespace daybook
