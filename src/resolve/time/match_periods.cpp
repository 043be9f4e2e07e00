// Longer periods: decades, centuries, quarters, seasons, "last year", and parts of a period.
#include <cstdio>
#include <cstdlib>

#include "resolve/time/time_matcher.h"

namespace daybook {

FoundHere Matcher::decade(std::size_t i) const {
  TimeExpr e;
  e.shape = Shape::decade;
  std::size_t k = i;
  if (is(k, "the")) ++k;
  if (any(k, {"early", "late", "mid"})) { e.part = is(k, "early") ? Part::early : is(k, "mid") ? Part::mid : Part::late; k = skip_hyphen(k + 1); }
  const bool tick = is(k, "'");
  if (tick) ++k;
  if (k < p_.size() && p_[k].kind == PieceKind::number && (is(k + 1, "s") || (is(k + 1, "'") && is(k + 2, "s"))) && glued(k + 1)) {
    const int n = std::atoi(p_[k].low.c_str());
    const std::size_t end = is(k + 1, "s") ? k + 2 : k + 3;
    if (year_at(k) && n % 10 == 0 && is(end - 1, "s") && !p_[end - 1].space_before) { e.year = n; return found(i, end, e); }
    if (low(k).size() == 2 && n % 10 == 0 && (tick || (k > i && is(i, "the")))) { e.year = (n < 30 ? 2000 : 1900) + n; return found(i, end, e); }
  }
  if (is(i, "the")) {
    constexpr std::pair<std::string_view, int> names[] = {{"twenties", 1920}, {"thirties", 1930}, {"forties", 1940}, {"fifties", 1950}, {"sixties", 1960}, {"seventies", 1970}, {"eighties", 1980}, {"nineties", 1990}};
    for (auto [name, y] : names)
      if (is(k, name)) { e.year = y; return found(i, k + 1, e); }
  }
  return std::nullopt;
}

FoundHere Matcher::century(std::size_t i) const {
  std::size_t k = i;
  if (is(k, "the")) ++k;
  if (any(k, {"early", "late"})) ++k;
  const auto o = ordinal_at(p_, k);
  if (!o || !is(skip_hyphen(o->end), "century")) return std::nullopt;
  TimeExpr e;
  e.shape = Shape::century;
  e.year = (o->value - 1) * 100;
  return found(i, skip_hyphen(o->end) + 1, e);
}

/// "the third quarter of 1990", "third-quarter", "Q3 2021", "the first half of 2020", "this year's third quarter".
FoundHere Matcher::quarter(std::size_t i) const {
  TimeExpr e;
  std::size_t k = i;
  if (any(k, {"this", "last", "next"}) && is(k + 1, "year") && is(k + 2, "'") && is(k + 3, "s")) {
    e.directed = true; e.unit = 'Y'; e.direction = is(k, "last") ? -1 : is(k, "next") ? 1 : 0; k += 4;
  } else if (any(k, {"the", "its", "their", "a"})) {
    ++k;
    if (year_at(k)) { e.year = year_at(k); ++k; }
    if (any(k, {"year", "comparable"})) { /* "the year-earlier third quarter" */ if (is(k, "year") && is(k + 1, "-") && any(k + 2, {"earlier", "ago"})) { e.directed = true; e.unit = 'Y'; e.direction = -1; k += 3; } }
  }
  if (is(k, "fiscal")) ++k;
  k = k > i ? skip_hyphen(k) : k;
  if (k < p_.size() && p_[k].low.size() == 1 && is(k, "q") && glued(k + 1) && k + 1 < p_.size() && p_[k + 1].kind == PieceKind::number) {
    e.shape = Shape::quarter; e.count = std::atoi(p_[k + 1].low.c_str()); k += 2;
    if (e.count < 1 || e.count > 4) return std::nullopt;
  } else {
    const auto o = ordinal_at(p_, k);
    if (!o && !is(k, "last")) return std::nullopt;
    const std::size_t u = skip_hyphen(o ? o->end : k + 1);
    const int n = o ? o->value : 0;
    if (any(u, {"quarter"}) && n >= 1 && n <= 4) { e.shape = Shape::quarter; e.count = n; }
    else if (is(u, "half") && (n == 1 || n == 2 || (!o && is(u + 1, "of")))) { e.shape = Shape::half; e.count = o ? n : 2; if (!is(u + 1, "of") && !(k > i)) return std::nullopt; }
    else return std::nullopt;
    k = u + 1;
  }
  if (is(k, "of") && is(k + 1, "the") && !any(k + 2, {"year", "fiscal", "financial", "current", "last", "next", "previous", "calendar"})) return std::nullopt;  // of the town
  const std::size_t y = any(k, {"of", "in", ","}) ? k + 1 : k;
  if (!e.year && year_at(y)) { e.year = year_at(y); k = y + 1; }
  else if (any(y, {"this", "last", "next"}) && is(y + 1, "year")) { e.directed = true; e.unit = 'Y'; e.direction = is(y, "last") ? -1 : is(y, "next") ? 1 : 0; k = y + 2; }
  else if (e.shape == Shape::half && !e.directed) return std::nullopt;  // "the first half" alone is a match of football
  return found(i, k, e);
}

FoundHere Matcher::season(std::size_t i) const {
  TimeExpr e;
  e.shape = Shape::season;
  std::size_t k = i;
  bool led = false;
  if (is(k, "the")) { ++k; led = true; }
  if (any(k, {"early", "late", "mid"})) { e.part = is(k, "early") ? Part::early : is(k, "mid") ? Part::mid : Part::late; k = skip_hyphen(k + 1); led = true; }
  if (any(k, {"this", "last", "next", "past", "coming", "previous"})) {
    e.directed = true; e.direction = any(k, {"last", "past", "previous"}) ? -1 : any(k, {"next", "coming"}) ? 1 : 0; ++k;
    if (any(k, {"past", "coming"})) { e.direction = is(k, "past") ? -1 : 1; ++k; }
    led = true;
  }
  const auto* s = word("season", k);
  if (!s) return std::nullopt;
  e.value = *s;
  std::size_t y = any(k + 1, {"of", "in", ","}) ? k + 2 : k + 1;
  const bool year_follows = year_at(y) && (y == k + 1 || is(k + 1, "of"));
  if (year_follows) { e.year = year_at(y); return found(i, y + 1, e); }
  if (const auto words = is(k + 1, "of") || y == k + 1 ? year_words(y) : std::nullopt) { e.year = words->expr.year; return found(i, words->last, e); }
  if (is(k, "fall") || is(k, "spring")) {
    if (is(i, "the") && !e.directed && e.part == Part::whole && !(i > 0 && any(i - 1, {"in", "during", "since"}))) return std::nullopt;
    if (is(k, "fall") && any(k + 1, {"of", "in", "from"}) && !(e.directed && e.direction <= 0 && is(k + 1, "in"))) return std::nullopt;
  }
  if (!led && !(i > 0 && any(i - 1, {"in", "since", "by", "until", "during"}))) return std::nullopt;
  return found(i, k + 1, e);
}

/// "last year", "early next week", "the following month", "that week", "the current year", "last May", "earlier this year".
FoundHere Matcher::relative(std::size_t i) const {
  std::size_t k = i;
  TimeExpr e;
  e.shape = Shape::unit_offset;
  if (any(k, {"early", "late", "later", "earlier", "mid", "sometime"})) {
    if (is(k, "early")) e.part = Part::early;
    if (is(k, "late")) e.part = Part::late;
    k = skip_hyphen(k + 1);
    if (is(k, "in")) ++k;
    if (k == i + 1 && is(k, "the") && !any(k + 1, {"next", "year", "week", "month", "following", "day"})) return std::nullopt;
  }
  const bool modified = k > i;
  const bool the = is(k, "the");
  if (the) ++k;
  e.directed = true;
  bool demonstrative = false;
  if (is(k, "this") && any(k + 1, {"past", "coming"})) ++k;
  if (any(k, {"last", "past"})) e.direction = -1;
  else if (is(k, "next")) { e.direction = 1; e.anaphoric = the; }
  else if (any(k, {"previous", "preceding", "prior"})) { e.direction = -1; e.anaphoric = true; }
  else if (is(k, "following")) { e.direction = 1; e.anaphoric = true; if (!the) return std::nullopt; }
  else if (is(k, "coming")) e.direction = 1;
  else if (any(k, {"this", "current", "latest"})) { e.direction = 0; demonstrative = true; }
  else if (any(k, {"that", "same"})) { e.anaphoric = true; demonstrative = true; }
  else if (the && any(k, {"week", "month", "year", "quarter", "weekend"})) { --k; }
  else return std::nullopt;
  const bool bare_the = is(k, "the");
  ++k;
  if (is(k, "same") && e.anaphoric) ++k;
  if (any(k, {"fiscal", "calendar", "full"})) ++k;
  std::size_t end = 0;
  if (const int m = month_at(k, &end); m && !bare_the && p_[k].capital) {
    e.shape = Shape::date; e.month = m; e.unit = 'M';
    if (const auto d = day_at(end); d && !e.anaphoric) { e.day = d->first; end = d->second; }
    return found(i, end, e);
  }
  bool plural = false;
  const char u = unit_at(k, &plural);
  if (!u || plural || u == 'h' || u == 'm' || u == 's' || u == 'F') return std::nullopt;
  if (k > 0 && p_[k].capital && !shouted(k)) return std::nullopt;  // "This Week" is a programme
  e.unit = u;
  const std::size_t stop = k + 1;
  if (bare_the) {
    // "the year", "the week": the one going on, if nothing says which
    if (u == 'Y' || u == 'W' || u == 'M') {
      if (modified) { e.direction = 0; return found(i, stop, e); }
      if (u == 'W' && is(stop, "of")) {
        if (auto d = stop + 1 < p_.size() ? month_first(stop + 1) : std::nullopt; d && d->expr.day) { d->first = i; d->expr.unit = 'W'; return d; }
      }
      e.shape = Shape::duration; e.count = 1; e.directed = false;
      if (is(stop, "-") || any(stop, {"old", "of", "s"})) return std::nullopt;
      return found(i, stop, e);
    }
    if (u == 'N') { e.direction = 0; return found(i, stop, e); }
    if (u == 'Q') { e.direction = -1; e.value = "spoken"; if (any(stop, {"of"})) return std::nullopt; return found(i, stop, e); }
    return std::nullopt;
  }
  if (u == 'D') { if (!modified && !e.anaphoric) return std::nullopt; e.shape = Shape::day_offset; e.count = e.direction; return found(i, stop, e); }
  if (demonstrative && u == 'Q' && any(k - 1, {"latest"})) { e.direction = -1; e.value = "spoken"; }
  if (u == 'E' && e.direction == -1) { e.shape = Shape::span_of; e.count = 1; }
  return found(i, stop, e);
}

/// "year-end", "the year's end", "the year-ago quarter", "the latest period", "year-earlier".
FoundHere Matcher::of_accounts(std::size_t i) const {
  TimeExpr e;
  std::size_t k = i;
  if (is(k, "the")) ++k;
  if (is(k, "year") && ((is(k + 1, "'") && is(k + 2, "s") && is(k + 3, "end")) || (is(k + 1, "-") && is(k + 2, "end")) || (is(k + 1, "end") && k > 0 && any(k - 1, {"by", "at", "around", "before", "until", "the"})))) {
    const std::size_t end = is(k + 1, "'") ? k + 4 : is(k + 1, "-") ? k + 3 : k + 2;
    e.shape = Shape::unit_offset; e.unit = 'Y'; e.directed = true; e.part = Part::end;
    return found(i, end, e);
  }
  if (any(k, {"comparable", "corresponding"})) ++k;
  if (is(k, "year") && is(k + 1, "-") && any(k + 2, {"ago", "earlier"})) {
    e.shape = Shape::count_offset; e.unit = 'Y'; e.count = 1; e.direction = -1; e.anaphoric = is(k + 2, "earlier");
    k += 3;
    const bool period = any(k, {"quarter", "period"});
    return found(period ? i : is(i, "the") ? i + 1 : i, period ? k + 1 : k, e);
  }
  if (any(k, {"latest", "quarter"}) && any(k + 1, {"period"})) {
    e.shape = Shape::unit_offset; e.unit = 'Q'; e.directed = true; e.direction = -1; e.value = "spoken";
    return found(i, k + 2, e);
  }
  return std::nullopt;
}

/// "mid-May", "early July", "the end of 1994", "the last week of June", "the middle of October", "the beginning of the year".
FoundHere Matcher::part_of(std::size_t i) const {
  std::size_t k = i;
  if (is(k, "the")) ++k;
  Part part = Part::whole;
  if (any(k, {"early", "late", "mid"})) { part = is(k, "early") ? Part::early : is(k, "mid") ? Part::mid : Part::late; k = skip_hyphen(k + 1); if (is(k, "to") || is(k, "-")) return std::nullopt; if (is(k, "in")) ++k; }
  else if (any(k, {"start", "beginning", "end", "middle"}) && is(k + 1, "of")) { part = is(k, "end") ? Part::end : is(k, "middle") ? Part::mid : Part::start; k += 2; }
  else if (any(k, {"first", "last", "final"}) && any(k + 1, {"week", "days", "day"}) && is(k + 2, "of")) {
    part = is(k, "first") ? Part::first_week : Part::last_week; 
    if (is(k + 1, "day")) part = is(k, "first") ? Part::start : Part::end;
    if (is(k + 1, "days")) part = is(k, "first") ? Part::start : Part::end;
    k += 3;
  } else if (any(k, {"first", "second"}) && is(k + 1, "half") && is(k + 2, "of")) { part = is(k, "first") ? Part::first_half : Part::second_half; k += 3; }
  else return std::nullopt;
  if (k >= p_.size()) return std::nullopt;
  for (auto f : {month_first(k), year(k), season(k), relative(k)}) {
    if (!f || f->expr.day || f->expr.part != Part::whole) continue;
    if (f->expr.shape == Shape::duration && (f->expr.unit == 'Y' || f->expr.unit == 'M' || f->expr.unit == 'W')) { f->expr.shape = Shape::unit_offset; f->expr.directed = true; f->expr.direction = 0; f->expr.count = 0; }
    if (f->expr.shape == Shape::unit_offset && f->expr.unit == 'Q') continue;
    f->expr.part = part;
    f->first = i;
    return f;
  }
  std::size_t end = 0;
  if (const int m = month_at(k, &end); m && k > i) {  // "early May" is sign enough
    TimeExpr e; e.month = m; e.part = part;
    return found(i, end, e);
  }
  return std::nullopt;
}

}  // namespace daybook
