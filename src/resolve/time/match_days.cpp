// Days of the week, days counted from today or from the day last spoken of, and times of day.
#include <cstdio>
#include <cstdlib>

#include "resolve/time/time_matcher.h"

namespace daybook {

std::size_t Matcher::day_part(std::size_t i, TimeExpr& e) const {
  std::size_t k = i;
  if (is(k, "'") && is(k + 1, "s") && has("part", k + 2)) k += 2;
  if (const auto* part = word("part", k); part && !low(k).ends_with('s')) { e.time = "T" + *part; return k + 1; }
  if (const auto* c = word("part_clock", is(k, "at") ? k + 1 : k)) { e.time = "T" + *c; return (is(k, "at") ? k + 1 : k) + 1; }
  return i;
}

FoundHere Matcher::weekday(std::size_t i) const {
  std::size_t k = i;
  TimeExpr e;
  e.shape = Shape::weekday;
  std::size_t start = i;
  if (is(k, "the") && any(k + 1, {"previous", "following", "next", "past", "preceding"})) ++k;
  if (is(k, "this") && any(k + 1, {"past", "coming"})) ++k;
  if (any(k, {"last", "past", "previous", "preceding"})) { e.directed = true; e.direction = -1; e.anaphoric = any(k, {"previous", "preceding"}); ++k; }
  else if (any(k, {"next", "following", "coming"})) { e.directed = true; e.direction = 1; e.anaphoric = is(k, "following"); ++k; }
  else if (is(k, "this")) { e.directed = true; ++k; }
  const int w = number("weekday", k);
  if (w < 0 || p_[k].kind != PieceKind::word) return std::nullopt;
  if (low(k).size() <= 5 && low(k).find("day") == std::string_view::npos) {  // "Sun", "Sat", "Wed", "Fri": abbreviations need a sign
    if (!p_[k].capital) return std::nullopt;
    const bool dot = is(k + 1, ".") && glued(k + 1);
    std::size_t ignored = 0;
    const std::size_t next = dot ? k + 2 : k + 1;
    const std::size_t after = is(next, ",") ? next + 1 : next;
    const bool dated = month_at(after, &ignored) || (day_at(after) && month_at(after + 1, &ignored));
    if (any(k, {"sun", "sat", "mon", "wed"}) ? !dated : !(dated || dot || (k > 0 && any(k - 1, {"on", "last", "next"})))) return std::nullopt;
    if (dot) ++k;
  }
  // "Bloody Sunday", "Sudan's Sunday newspaper", "the Friday Mosque" are names
  if ((k > 0 && p_[k].capital && p_[k - 1].capital && has("named_weekday", k - 1)) || has("weekday_named", k + 1)) return std::nullopt;
  e.weekday = w;
  ++k;
  const std::size_t part_end = day_part(k, e);
  // weekday and date are one day: "Friday, Oct. 23", "Wednesday 14 July"
  std::size_t d = part_end;
  if (is(d, ",")) ++d;
  if (is(d, "the")) ++d;
  FoundHere date = d < p_.size() ? month_first(d) : std::nullopt;
  if (!date || !date->expr.day) date = d < p_.size() ? day_first(d) : std::nullopt;
  if (date && date->expr.day && !date->expr.day2) {
    date->expr.weekday = w;
    if (date->expr.time.empty()) date->expr.time = e.time;
    return found(start, date->last, date->expr);
  }
  k = part_end;
  if (!e.directed && any(k, {"last", "next", "this"}) && is(k + 1, "week")) { e.directed = true; e.direction = is(k, "last") ? -1 : is(k, "next") ? 1 : 0; e.unit = 'W'; k += 2; }
  return found(start, k, e);
}

FoundHere Matcher::deictic(std::size_t i) const {
  TimeExpr e;
  e.shape = Shape::day_offset;
  std::size_t k = i;
  if (any(k, {"early", "late", "later", "earlier"}) || (is(k, "mid") && is(k + 1, "-"))) {
    std::size_t m = skip_hyphen(k + 1);
    if (is(m, "on")) ++m;
    if (number("weekday", m) >= 0 && low(m).size() > 4) {
      if (auto w = weekday(m)) { w->first = i; return w; }
    }
    if (has("deictic", m) || (is(m, "this") && has("part", m + 1)) || (is(m, "last") && is(m + 1, "night")) || (is(m, "that") && any(m + 1, {"day", "night", "evening", "morning", "afternoon"})) || (is(m, "the") && is(m + 1, "same") && is(m + 2, "day"))) {
      if (auto d = deictic(m)) { d->first = i; return d; }
    }
    if (has("part", m) && any(i, {"mid"})) {
      if (has("deictic", m + 1)) { auto d = deictic(m + 1); d->first = i; d->expr.time = "T" + *word("part", m); return d; }
      e.time = "T" + *word("part", m); return found(i, m + 1, e);
    }
    return std::nullopt;
  }
  if (is(k, "the") && is(k + 1, "day") && any(k + 2, {"before", "after"}) && any(k + 3, {"yesterday", "tomorrow"})) {
    e.count = is(k + 2, "before") ? -2 : 2;
    return found(i, k + 4, e);
  }
  if (const auto* d = word("deictic", k)) {
    e.count = std::atoi(d->c_str());
    if (const auto colon = d->find(':'); colon != std::string::npos) e.time = "T" + d->substr(colon + 1);
    if (is(k + 1, "'") && is(k + 2, "s") && has("part", k + 3)) return found(i, day_part(k + 1, e), e);
    return found(i, day_part(k + 1, e), e);
  }
  if (is(k, "overnight")) { e.time = "TNI"; return found(i, k + 1, e); }
  if (is(k, "last") && any(k + 1, {"night", "evening"})) { e.count = -1; e.time = is(k + 1, "night") ? "TNI" : "TEV"; return found(i, k + 2, e); }
  if (is(k, "this") && has("part", k + 1)) { e.time = "T" + *word("part", k + 1); return found(i, k + 2, e); }
  // anaphoric: "the next day", "the previous evening", "that night", "the same day", "the day before"
  std::size_t m = k;
  if (is(m, "the")) ++m;
  if (any(m, {"next", "following", "previous", "preceding", "same"}) || (m == k && is(m, "that"))) {
    const std::size_t u = is(m, "that") && is(m + 1, "same") ? m + 2 : m + 1;
    if ((is(u, "day") || has("part", u)) && !low(u).ends_with('s')) {
      if (m == k && !any(m, {"that", "next"})) return std::nullopt;
      e.anaphoric = true;
      e.count = any(m, {"next", "following"}) ? 1 : any(m, {"previous", "preceding"}) ? -1 : 0;
      if (is(u, "day")) return found(i, u + 1, e);
      e.time = "T" + *word("part", u);
      return found(i, u + 1, e);
    }
  }
  if (is(k, "the") && is(k + 1, "day") && any(k + 2, {"before", "after"}) && !(k + 3 < p_.size() && p_[k + 3].kind == PieceKind::word && !any(k + 3, {"and", "but", "when", "as"}))) {
    e.anaphoric = true;
    e.count = is(k + 2, "before") ? -1 : 1;
    return found(i, k + 3, e);
  }
  if (is(k, "the") && any(k + 1, {"night", "evening", "morning"}) && is(k + 2, "before")) {
    e.anaphoric = true; e.count = -1; e.time = "T" + *word("part", k + 1);
    return found(i, k + 3, e);
  }
  if (is(k, "the") && has("part", k + 1) && !any(k + 1, {"dusk", "dawn"}) && k > 0 && any(k - 1, {"in", "during"}) && !is(k + 2, "of")) {
    e.anaphoric = true; e.time = "T" + *word("part", k + 1);
    return found(i, k + 2, e);
  }
  return std::nullopt;
}

/// "10:35 a.m.", "9 a.m. EST Tuesday", "noon Saturday", "4 o'clock", "at 10:30".
FoundHere Matcher::clock(std::size_t i) const {
  std::size_t k = i;
  TimeExpr e;
  e.shape = Shape::clock;
  if (const auto* c = word("part_clock", k)) {
    if (k > 0 && p_[k].capital && p_[k - 1].capital && !shouted(k)) return std::nullopt;  // "High Noon"
    e.time = "T" + *c;
    if (is(++k, "on")) ++k;
  }
  else {
    if (p_[k].kind != PieceKind::number || low(k).size() > 2) return std::nullopt;
    int h = std::atoi(p_[k].low.c_str()), m = -1;
    if (h > 24) return std::nullopt;
    ++k;
    if (is(k, ":") && glued(k) && glued(k + 1) && k + 1 < p_.size() && p_[k + 1].kind == PieceKind::number && low(k + 1).size() == 2) { m = std::atoi(p_[k + 1].low.c_str()); k += 2; }
    bool half = false;
    if (any(k, {"a", "p"}) && is(k + 1, ".") && glued(k + 1) && is(k + 2, "m") && glued(k + 2)) {
      half = true; if (is(k, "p") && h < 12) h += 12; if (is(k, "a") && h == 12) h = 0;
      k += 3; if (is(k, ".") && glued(k)) ++k;
    } else if (any(k, {"am", "pm"})) { half = true; if (is(k, "pm") && h < 12) h += 12; if (is(k, "am") && h == 12) h = 0; ++k; }
    else if (is(k, "o") && is(k + 1, "'") && is(k + 2, "clock")) { half = true; k += 3; }
    if ((!half || is(k - 1, "clock")) && is(k, "in") && is(k + 1, "the") && any(k + 2, {"morning", "afternoon", "evening"}) && h >= 1 && h <= 12) {  // "4 in the morning"
      half = true;
      if (!is(k + 2, "morning") && h < 12) h += 12;
      k += 3;
    }
    if (!half && (m < 0 || !(i > 0 && any(i - 1, {"at", "around", "about", "by", "from", "until", "till", "after", "before", "since", "to"})))) return std::nullopt;
    char buffer[24];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d", h % 25, m < 0 ? 0 : m % 60);
    e.time = buffer;
    if (any(k, {"est", "edt", "gmt", "utc", "pst", "pdt", "cst", "cdt", "local"}) ) k += is(k, "local") && is(k + 1, "time") ? 2 : is(k, "local") ? 0 : 1;
  }
  std::size_t d = k;
  if (any(d, {",", "on"})) ++d;
  if (d < p_.size()) {
    FoundHere date = weekday(d);
    if (!date) date = deictic(d);
    if (!date) { date = month_first(d); if (date && !date->expr.day) date.reset(); }
    if (!date) { date = day_first(d); if (date && !date->expr.day) date.reset(); }
    if (date && date->expr.time.empty()) { date->expr.time = e.time; return found(i, date->last, date->expr); }
  }
  if (is(k - 1, "on")) --k;
  return found(i, k, e);
}

}  // namespace daybook
