#include "resolve/time/told.h"

#include <initializer_list>

namespace daybook {
namespace {

/// One word's evidence. `sure` is evidence enough to read a weekday or a day without a year against what lies nearest.
struct Cue { Told told = Told::unclear; bool sure = false; };

class Cues {
 public:
  Cues(const TimeLexicon& lexicon, const Stretch& stretch) : lex_(lexicon), p_(stretch.pieces), tags_(stretch.tags) {}

  /// A finite verb, an auxiliary, or a word that says what is planned.
  Cue at(std::size_t i) const;
  bool is(std::size_t i, std::initializer_list<std::string_view> words) const {
    if (i < p_.size())
      for (auto w : words) if (p_[i].low == w) return true;
    return false;
  }
  bool has(std::string_view kind, std::size_t i) const { return i < p_.size() && lex_.has(kind, p_[i].low); }
  std::string_view tag(std::size_t i) const { return i < tags_.size() ? tags_[i] : std::string_view(); }
  /// Is one of `words` among the `reach` pieces before `i`?
  bool before(std::size_t i, std::size_t reach, std::initializer_list<std::string_view> words) const {
    for (std::size_t k = i; k-- > 0 && i - k <= reach;) if (is(k, words)) return true;
    return false;
  }
  bool clause_mark(std::size_t i) const { return is(i, {",", ":", ";", "(", ")", "\"", "``", "\u201c", "\u201d"}); }
  bool quote(std::size_t i) const { return is(i, {"\"", "`", "\u201c", "\u201d", ":"}); }

 private:
  const TimeLexicon& lex_;
  const std::vector<Piece>& p_;
  const std::vector<std::string_view>& tags_;
};

Cue Cues::at(std::size_t i) const {
  const std::string& w = p_[i].low;
  const auto xpos = tag(i);
  if (p_[i].kind != PieceKind::word) return {};
  if (w == "ll" && i > 0 && is(i - 1, {"'"})) return {Told::future, true};
  if (w == "to") {  // "to meet": what lies ahead of the verb it hangs on; that verb says of when
    if (tag(i + 1) != "VB") return {};
    for (std::size_t k = i; k-- > 0 && i - k <= 4;) {
      if (clause_mark(k)) break;
      if (before(k, 3, {"had"}) && (is(k, {"due", "set"}) || has("ahead_verb", k))) return {Told::past, true};  // "had been due to expire"
      if (const Cue cue = at(k); cue.told != Told::unclear) return {Told::future, cue.told == Told::future && cue.sure};
      if (is(k, {"is", "are"})) return {Told::future, true};  // "is to meet"
    }
    return {Told::future, false};
  }
  if (has("future_cue", i)) {
    if (is(i, {"might", "may", "would", "could", "can"})) {
      if (is(i + 1, {"have"}) || (w == "may" && p_[i].capital)) return {w == "may" && p_[i].capital ? Told::unclear : Told::past, false};
      return {Told::future, false};
    }
    if (w == "about" || w == "going") return {is(i + 1, {"to"}) ? Told::future : Told::unclear, w == "going"};
    if (w == "set" && !is(i + 1, {"to", "for"})) return {};
    if (w == "due" && is(i + 1, {"to"}) && tag(i + 2) != "VB") return {};  // "due to rain"
    if (w == "next") return {};                                               // an expression of its own
    if (xpos.starts_with("NN")) return {};                                    // "vacation plans"
    if (xpos == "VBD") return {Told::past, false};                            // "they planned to", "nobody expected"
    if (before(i, 3, {"had"})) return {Told::past, true};                     // "had been due to expire"
    return {Told::future, !before(i, 3, {"was", "were"})};
  }
  if (has("schedule_verb", i) && !p_[i].capital && !before(i, 1, {"to", "the", "a", "an", "will", "would", "could", "may", "might", "can", "did", "not"}))
    if (xpos == "VBZ" || xpos == "VBP" || (xpos.empty() && w.ends_with('s'))) return {Told::future, true};  // "rights, which expire", "Congress meets"
  if (xpos == "VBG") return {before(i, 1, {"is", "are", "am", "re", "s"}) ? Told::future : Told::unclear, false};
  if (xpos == "VBD") return {Told::past, true};
  if (xpos == "VBN" && !before(i, 4, {"has", "have", "had", "was", "were", "been", "be"})) return {};  // "preferred shares"; of "troops killed on Tuesday" see told_as
  if (!xpos.empty() && xpos != "VBN") return {has("past_cue", i) && xpos.starts_with("V") ? Told::past : Told::unclear, true};
  if (has("past_cue", i)) return {Told::past, true};
  return {w.size() > 4 && w.ends_with("ed") && !p_[i].capital ? Told::past : Told::unclear, true};
}

/// What the word just before the expression says with the verb before it: "since", "postponed until", "payable", "the deadline of".
Cue led(const Cues& cues, std::size_t first) {
  if (first == 0) return {};
  const std::size_t k = first - 1;
  if (cues.is(k, {"since"})) return {Told::past, true};
  if (cues.is(k, {"next", "upcoming", "forthcoming", "coming"})) return {Told::future, true};
  if (cues.has("ahead_word", k)) return {Told::future, true};
  if (!cues.is(k, {"until", "till", "to", "for", "by", "through", "on", "of"})) return {};
  constexpr std::size_t kReach = 9;  // "postponed all talks with the delegation until"
  const bool limit = cues.is(k, {"until", "till", "through", "by"});
  for (std::size_t i = k; i-- > 0 && k - i <= (limit ? kReach : 4);) {
    if (cues.is(i, {";", "."})) break;
    if (!cues.has("ahead_verb", i) && !(limit && cues.is(i, {"will", "deadline", "wait", "valid", "off", "given", "gave", "gives"}))) continue;
    if (cues.before(i, 3, {"had"})) return {Told::past, true};
    if (limit || !cues.is(k, {"on", "of"})) return {Told::future, true};
  }
  return {};
}

Telling told_by_verbs(const TimeLexicon& lexicon, const Stretch& stretch, std::size_t first, std::size_t last) {
  const auto& p = stretch.pieces;
  const Cues cues(lexicon, stretch);
  if (const Cue cue = led(cues, first); cue.told != Told::unclear) return {cue.told, cue.sure};
  for (std::size_t i = last; i < p.size() && i <= last + 2; ++i)
    if (cues.is(i, {"deadline"})) return {Told::future, false};
  // "troops killed on Tuesday": a participle that the expression hangs on
  for (std::size_t i = first; i-- > 0 && first - i <= 2;)
    if (cues.tag(i) == "VBN" && !cues.before(i, 4, {"be", "is", "are"})) { if (!cues.has("future_cue", i)) return {Told::past, true}; break; }
  constexpr std::size_t kNear = 8;  // pieces within which a verb of the same clause governs the expression
  bool same_clause = true;
  for (std::size_t i = first; i-- > 0;) {
    if (cues.is(i, {";"})) break;
    if (cues.clause_mark(i)) same_clause = false;
    if (const Cue cue = cues.at(i); cue.told != Told::unclear) {
      // "will be held": a participle after "be" says nothing, what stands before "be" does
      if (cue.told == Told::past && i > 0 && p[i - 1].low == "be") continue;
      return {cue.told, cue.sure && ((same_clause && first - i <= kNear) || cues.is(i, {"will", "shall", "ll"}))};
    }
  }
  // "On Friday, the envoys left": the first verb of the clause. Not beyond a quotation or colon, where somebody else speaks of another day.
  for (std::size_t i = last; i < p.size(); ++i) {
    if (cues.is(i, {";"}) || cues.quote(i)) break;
    if (p[i].low == "to") continue;
    if (const Cue cue = cues.at(i); cue.told != Told::unclear) return {cue.told, cue.sure};
  }
  return {};
}

}  // namespace

Telling told_as(const TimeLexicon& lexicon, const Stretch& stretch, std::size_t first, std::size_t last) {
  const Telling telling = told_by_verbs(lexicon, stretch, first, last);
  const Cues cues(lexicon, stretch);
  if (!(cues.is(last, {"'"}) && cues.is(last + 1, {"s"}))) return telling;
  // "get around Monday's ruling": what has a day is over, unless the text looks ahead to it
  if (cues.before(first, 3, {"ahead"})) return {Told::future, true};
  return telling.told == Told::future && !telling.sure ? Telling{} : telling;
}

}  // namespace daybook
