#include "language/plain_words.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/utext.h>

#include "base/error.h"
#include "base/utf8.h"
#include "language/characters.h"

namespace daybook {
namespace {

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = code_point_at(text, i);
    if (!is_space(c.value) && !is_invisible(c.value)) return false;
    i += c.size;
  }
  return true;
}

}  // namespace

struct PlainWords::Impl {
  std::unique_ptr<icu::BreakIterator> sentences, words;
};

PlainWords::PlainWords(const std::string& language) : impl_(std::make_unique<Impl>()) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Locale locale(language.c_str());
  impl_->sentences.reset(icu::BreakIterator::createSentenceInstance(locale, code));
  impl_->words.reset(icu::BreakIterator::createWordInstance(locale, code));
  if (U_FAILURE(code)) throw Error(ErrorCode::bad_resource, "ICU has no rules for the words of '" + language + "'.", language);
}
PlainWords::~PlainWords() = default;

bool PlainWords::is_language(std::string_view code) {
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known)
    if (code == *known) return true;
  return false;
}

std::vector<Sentence> PlainWords::read(const std::string& text) {
  UErrorCode code = U_ZERO_ERROR;
  UText* view = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
  impl_->sentences->setText(view, code);
  impl_->words->setText(view, code);
  utext_close(view);  // both made a clone of it
  std::vector<Sentence> out;
  if (U_FAILURE(code)) return out;
  auto word = static_cast<std::uint32_t>(impl_->words->first());
  auto& words = *impl_->words;
  std::int32_t end = impl_->sentences->first();
  while ((end = impl_->sentences->next()) != icu::BreakIterator::DONE) {
    Sentence sentence;
    for (std::int32_t next; word < static_cast<std::uint32_t>(end) && (next = words.next()) != icu::BreakIterator::DONE; word = static_cast<std::uint32_t>(next)) {
      const Span span{word, static_cast<std::uint32_t>(next)};
      if (is_blank(text_of(text, span))) continue;
      Token token;
      token.span = span;
      token.form = text_of(text, span);
      sentence.tokens.push_back(std::move(token));
    }
    if (sentence.tokens.empty()) continue;
    sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
    out.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace daybook
