// One sentence as the matchers of quantities look at it: pieces with their tags, and the expressions of time in it.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/pieces.h"
#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"
#include "resolve/number/number_lexicon.h"

namespace daybook {

/// What a word of scale multiplies by: "dozen" 12, "million" and "m" 1e6, "bn" 1e9; nothing for other words.
std::optional<double> scale_of(std::string_view word);

/// Everything it is built from must outlive it. Positions are indices of pieces; past the end there are empty words.
class NumberScene {
 public:
  NumberScene(const NumberLexicon& lexicon, const Document& document, const Sentence& sentence, std::span<const TimeMention> times);

  const NumberLexicon& lexicon() const { return lexicon_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  std::size_t size() const { return pieces_.size(); }

  std::string_view low(std::size_t i) const { return i < size() ? std::string_view(pieces_[i].low) : std::string_view(); }
  bool is(std::size_t i, std::string_view word) const { return i < size() && pieces_[i].low == word; }
  bool any(std::size_t i, std::initializer_list<std::string_view> words) const;
  bool word(std::size_t i) const { return i < size() && pieces_[i].kind == PieceKind::word; }
  bool number(std::size_t i) const { return i < size() && pieces_[i].kind == PieceKind::number; }
  bool capital(std::size_t i) const { return i < size() && pieces_[i].capital; }
  bool glued(std::size_t i) const { return i < size() && !pieces_[i].space_before; }  ///< to the piece before
  bool hyphen(std::size_t i) const { return is(i, "-") && glued(i) && glued(i + 1); }
  Span span(std::size_t first, std::size_t end) const { return {pieces_[first].span.begin, pieces_[end - 1].span.end}; }

  /// The word of the analysis that a piece is part of, or nothing.
  const Token* token(std::size_t i) const { return i < size() && tokens_[i] >= 0 ? &sentence_.tokens[static_cast<std::size_t>(tokens_[i])] : nullptr; }
  std::int32_t token_index(std::size_t i) const { return i < size() ? tokens_[i] : -1; }
  Upos tag(std::size_t i) const { const Token* t = token(i); return t ? t->upos : Upos::x; }

  /// The end of the phrase if it stands at i, else i.
  std::size_t after(std::size_t i, const NumberLexicon::Words& words) const;
  /// The start of the phrase if it ends before i, else i.
  std::size_t before(std::size_t end, const NumberLexicon::Words& words) const;
  bool has_context(std::size_t i, NumberContext context) const;
  /// Does an expression of time that is a date or a set overlap? Durations are quantities.
  bool in_time(Span span) const;

  /// The first phrase of the table that stands at i.
  template <class Phrase>
  const Phrase* phrase_at(const NumberLexicon::ByWord<Phrase>& table, std::size_t i) const {
    const auto found = table.find(low(i));
    if (found != table.end())
      for (const auto& phrase : found->second)
        if (after(i, phrase.words) > i) return &phrase;
    return nullptr;
  }

 private:
  const NumberLexicon& lexicon_;
  const Sentence& sentence_;
  std::span<const TimeMention> times_;
  std::vector<Piece> pieces_;
  std::vector<std::int32_t> tokens_;  // index of the token of each piece, -1 for none
};

}  // namespace daybook
