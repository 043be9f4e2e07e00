#include "resolve/time/time_expression.h"

#include <algorithm>
#include <cstdlib>

#include "resolve/time/time_matcher.h"

namespace daybook {

int Matcher::number(std::string_view kind, std::size_t i, int none) const {
  if (i >= p_.size()) return none;
  const auto* v = lex_.value(kind, low(i));
  return v ? std::atoi(v->c_str()) : none;
}

FoundHere Matcher::phrase(std::size_t i) const {
  const auto list = lex_.phrases.find(low(i));
  if (list == lex_.phrases.end()) return std::nullopt;
  for (const auto& ph : list->second) {
    bool same = i + ph.pieces.size() <= p_.size();
    for (std::size_t k = 0; same && k < ph.pieces.size(); ++k) same = low(i + k) == ph.pieces[k];
    if (!same) continue;
    TimeExpr e;
    std::size_t end = i + ph.pieces.size();
    e.value = ph.value;
    if (ph.kind == "holiday") {
      if (!p_[i].capital && !p_[end - 1].capital) continue;
      // "Easter Island", "the Tet Offensive": one word before another name is part of it
      if (ph.pieces.size() == 1 && end < p_.size() && p_[end].kind == PieceKind::word && p_[end].capital && !has("weekday", end) && !has("month", end)) continue;
      e.shape = Shape::holiday;
      if (i > 0 && any(i - 1, {"last", "next", "this"})) { e.directed = true; e.direction = is(i - 1, "last") ? -1 : is(i - 1, "next") ? 1 : 0; }
      const std::size_t y = any(end, {",", "of", "in"}) ? end + 1 : end;
      if (year_at(y) && (y == end || is(end, "of") || is(end, "in"))) { e.year = year_at(y); end = y + 1; }
    } else {
      e.shape = Shape::ref;
      if (is(i, "future") && is(end, "s")) continue;
      if (is(i, "current") && (end >= p_.size() || p_[end].kind != PieceKind::word || has("function", end))) continue;  // that of a river
      // "soon became" is of then, "as soon as" of a condition, "Soon Lee" a man
      const bool then = end < p_.size() && (low(end).ends_with("ed") || has("past_cue", end)), named = p_[i].capital && end < p_.size() && p_[end].capital;
      if (is(i, "soon") && (then || named || any(end, {"after", "as"}) || (i > 0 && is(i - 1, "as")))) continue;
    }
    return found(i, end, e);
  }
  return std::nullopt;
}

FoundHere Matcher::single(std::size_t i) const {
  FoundHere best;
  if (p_[i].kind == PieceKind::word ? !lex_.starters.count(p_[i].low) : p_[i].kind == PieceKind::mark && !is(i, "'")) return best;
  const FoundHere all[] = {numeric(i), clock(i), weekday(i), deictic(i), part_of(i), decade(i), century(i), quarter(i), season(i), of_accounts(i), relative(i), day_first(i), month_first(i),
                       counted(i), set(i), nth(i), year_words(i), year(i), phrase(i)};
  for (const auto& f : all)
    if (f && (!best || f->last - f->first > best->last - best->first)) best = f;
  return best;
}

/// "from 1 July to 5 July", "July 17 to August 3", "between May and July", "from 2001 to 2005".
void Matcher::range(FoundTime& f) const {
  auto& e = f.expr;
  if (e.shape != Shape::date || e.part != Part::whole || !e.until.empty() || e.day2 || f.last + 1 >= p_.size()) return;
  const bool between = f.first > 0 && is(f.first - 1, "between"), from = f.first > 0 && is(f.first - 1, "from");
  const std::size_t k = f.last;
  const bool joins = between ? is(k, "and") : any(k, {"to", "-", "through", "until", "till"});
  if (!joins || (any(k, {"to", "until", "till"}) && !from && !(e.day && e.month))) return;
  FoundHere to = month_first(k + 1);
  if (!to || (e.day && !to->expr.day)) if (auto d = day_first(k + 1)) to = d;
  if (!to && year_at(k + 1) && e.year && !e.month) { TimeExpr y; y.year = year_at(k + 1); to = found(k + 1, k + 2, y); }
  if (!to && e.day && e.month)
    if (const auto d = day_at(k + 1); d && d->first > e.day && !(d->second < p_.size() && p_[d->second].kind == PieceKind::word && !has("function", d->second))) {
      e.day2 = d->first; f.last = d->second;
      if (is(f.last, ",") && year_at(f.last + 1) && !e.year) { e.year = year_at(f.last + 1); f.last += 2; }
      return;
    }
  if (!to || to->expr.shape != Shape::date || (to->expr.day != 0) != (e.day != 0) || (to->expr.month != 0) != (e.month != 0)) return;
  if (!e.year) e.year = to->expr.year;
  if (!to->expr.year && e.year) to->expr.year = e.year + (to->expr.month < e.month);
  e.until = {to->expr};
  f.last = to->last;
}

FoundHere Matcher::read(std::size_t i) const {
  FoundHere f = single(i);
  if (f) range(*f);
  return f;
}

std::vector<FoundTime> find_times(const TimeLexicon& lexicon, const std::vector<Piece>& pieces) {
  std::vector<FoundTime> out;
  const Matcher matcher(lexicon, pieces);
  for (std::size_t i = 0; i < pieces.size();) {
    auto f = matcher.read(i);
    if (!f) { ++i; continue; }
    i = std::max(f->last, i + 1);
    out.push_back(std::move(*f));
  }
  return out;
}

}  // namespace daybook
