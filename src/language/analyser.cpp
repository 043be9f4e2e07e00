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

}  // namespace

struct Analyser::Impl {
  std::string version;
  Grammar grammar;
  Abbreviations abbreviations;
  Casing casing;
  NameModel names;

  Sentence sentence(const Surfaces& surfaces, std::string_view text, std::uint32_t segment) const {
    Sentence out;
    out.segment = segment;
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
};

Analyser::Analyser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

Analyser Analyser::load(const std::filesystem::path& folder) {
  const auto card = Card::read(folder);
  return Analyser(std::make_unique<Impl>(Impl{
      card.version(), Grammar(card.file("grammar")), read_abbreviations(card.file("abbreviations")), Casing(card.file("casing")),
      NameModel(card.file("names"), NameLexicon(card.file("name_words"), card.file("name_places"), card.file("name_organisations")))}));
}

const std::string& Analyser::version() const { return impl_->version; }

Analysis Analyser::analyse(const Document& document) const {
  Analysis out;
  for (std::uint32_t i = 0; i < document.segments.size(); ++i)
    for (const auto& unit : prepare(document.text, document.segments[i].span))
      for (const auto& surfaces : repair_sentences(impl_->grammar.split(unit), impl_->abbreviations))
        out.sentences.push_back(impl_->sentence(surfaces, document.text, i));
  return out;
}

}  // namespace daybook
