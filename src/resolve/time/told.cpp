#include "resolve/time/told.h"

namespace daybook {
namespace {

/// What one word says: the nearest to the expression decides.
Told cue(const TimeLexicon& lexicon, const Sentence& sentence, const std::vector<Piece>& p, std::size_t i) {
  const std::string& w = p[i].low;
  if (p[i].kind != PieceKind::word) return Told::unclear;
  if (lexicon.has("future_cue", w)) {
    if ((w == "might" || w == "may" || w == "would" || w == "could") && i + 1 < p.size() && p[i + 1].low == "have") return Told::past;
    if (w == "set" && !(i + 1 < p.size() && (p[i + 1].low == "to" || p[i + 1].low == "for"))) return Told::unclear;
    if (w == "due" && i + 1 < p.size() && p[i + 1].low == "to") return Told::unclear;
    if (w == "may" && p[i].capital) return Told::unclear;
    return Told::future;
  }
  if (w == "ll" && i > 0 && p[i - 1].low == "'") return Told::future;
  if (w == "to" && i + 1 < p.size()) {
    if (const auto t = token_at(sentence, p[i + 1].span.begin); t && sentence.tokens[*t].xpos == "VB") return Told::future;
    return Told::unclear;
  }
  if (const auto t = token_at(sentence, p[i].span.begin)) {
    const auto& xpos = sentence.tokens[*t].xpos;
    if (xpos == "VBD") return Told::past;
    if (!xpos.empty() && xpos != "VBN") return lexicon.has("past_cue", w) && xpos.starts_with("V") ? Told::past : Told::unclear;
  }
  if (lexicon.has("past_cue", w)) return Told::past;
  return w.size() > 4 && w.ends_with("ed") && !p[i].capital ? Told::past : Told::unclear;
}

}  // namespace

Told told_as(const TimeLexicon& lexicon, const Sentence& sentence, const std::vector<Piece>& p, std::size_t first, std::size_t last) {
  if (first > 0) {
    const std::string& before = p[first - 1].low;
    if (before == "since") return Told::past;
    if (before == "until" || before == "till") {
      // "postponed until Monday" looks ahead; "fought until Monday" does not
      for (std::size_t i = first - 1; i-- > 0;)
        for (const char* w : {"postponed", "delayed", "put", "adjourned", "deadline", "extended", "suspended", "wait", "off", "valid", "will"})
          if (p[i].low == w) return Told::future;
    }
    if (before == "next" || before == "upcoming" || before == "forthcoming" || before == "coming") return Told::future;
  }
  for (std::size_t i = first; i-- > 0;) {
    if (p[i].low == ";") break;
    if (const Told t = cue(lexicon, sentence, p, i); t != Told::unclear) {
      // "will be held": a participle after "be" says nothing, what stands before "be" does
      if (t == Told::past && i > 0 && p[i - 1].low == "be") continue;
      return t;
    }
  }
  for (std::size_t i = last; i < p.size(); ++i) {
    if (p[i].low == ";") break;
    if (const Told t = cue(lexicon, sentence, p, i); t != Told::unclear) return t;
  }
  return Told::unclear;
}

}  // namespace daybook
