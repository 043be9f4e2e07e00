#include "resolve/time/stretch.h"

#include <cstdlib>
#include <iterator>

namespace daybook {
namespace {

/// Does the sentence end in "Aug.", "a.m." or "Sat.", and does the next one go on as nothing but a date or its clause can?
bool torn(const TimeLexicon& lexicon, const std::vector<Piece>& p, const std::vector<Piece>& next) {
  if (p.size() < 2 || next.empty()) return false;
  const bool dot = p.back().low == ".";
  const Piece& word = p[p.size() - (dot ? 2 : 1)];
  if (dot && word.low == "m" && p.size() >= 4 && p[p.size() - 3].low == "." && (p[p.size() - 4].low == "a" || p[p.size() - 4].low == "p"))
    return next.front().low == "(" || lexicon.has("weekday", next.front().low) || (next.front().kind == PieceKind::word && !next.front().capital);
  if (!word.capital || next.front().kind != PieceKind::number) return false;
  const bool month = lexicon.has("month", word.low) && word.low.size() <= 4 && (dot || word.low != "may");
  if (!month) return false;
  const int n = std::atoi(next.front().low.c_str());
  return next.front().low.size() <= 2 ? n >= 1 && n <= 31 : next.front().low.size() == 4;
}

void add_tags(Stretch& stretch, const Sentence& sentence) {
  std::size_t t = 0;
  for (std::size_t i = stretch.tags.size(); i < stretch.pieces.size(); ++i) {
    const auto at = stretch.pieces[i].span.begin;
    while (t < sentence.tokens.size() && sentence.tokens[t].span.end <= at) ++t;
    const bool within = t < sentence.tokens.size() && sentence.tokens[t].span.begin <= at;
    stretch.tags.push_back(within ? std::string_view(sentence.tokens[t].xpos) : std::string_view());
  }
}

}  // namespace

Stretch stretch_at(const TimeLexicon& lexicon, const Document& document, const Analysis& analysis, std::uint32_t s) {
  Stretch out;
  out.first = s;
  out.last = s + 1;
  out.pieces = cut_pieces(document.text, analysis.sentences[s].span);
  add_tags(out, analysis.sentences[s]);
  while (out.last < analysis.sentences.size() && analysis.sentences[out.last].segment == analysis.sentences[s].segment) {
    // Only the last words decide, so nothing is cut for the many sentences that end as sentences do.
    const auto& p = out.pieces;
    if (p.empty() || !(p.back().low == "." || (p.back().capital && lexicon.has("month", p.back().low)))) break;
    if (p.back().low == "." && p.size() >= 2 && p[p.size() - 2].low != "m" && !(p[p.size() - 2].capital && lexicon.has("month", p[p.size() - 2].low))) break;
    auto next = cut_pieces(document.text, analysis.sentences[out.last].span);
    if (!torn(lexicon, p, next)) break;
    out.pieces.insert(out.pieces.end(), std::make_move_iterator(next.begin()), std::make_move_iterator(next.end()));
    add_tags(out, analysis.sentences[out.last]);
    ++out.last;
  }
  return out;
}

}  // namespace daybook
