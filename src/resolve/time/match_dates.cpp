// Dates as written: numbers, months and days, years.
#include <cstdio>
#include <cstdlib>

#include "resolve/time/time_matcher.h"

namespace daybook {

int Matcher::year_at(std::size_t i) const {
  if (i >= p_.size() || p_[i].kind != PieceKind::number || p_[i].low.size() != 4) return 0;
  for (char c : p_[i].low) if (c < '0' || c > '9') return 0;
  const int y = std::atoi(p_[i].low.c_str());
  return y >= 1000 && y <= 2100 ? y : 0;
}

bool Matcher::bare_year(std::size_t i) const {
  const int y = year_at(i);
  if (y < 1400 || (i > 0 && (any(i - 1, {"$", "#", "£", "€"}) || has("numbered", i - 1))) || any(i + 1, {"%", "$", "/", "°"})) return false;
  if (glued(i) && i > 0 && any(i - 1, {".", ",", "/", ":", "-"}) && !is(i - 1, "-")) return false;
  if (is(i + 1, ":") && glued(i + 1)) return false;
  if (glued(i) && i > 2 && is(i - 1, "-") && year_at(i - 2) && has("numbered", i - 3)) return false;  // "pages 1990-2009"
  const bool led = i > 0 && has("before_year", i - 1);
  if (i > 0 && any(i - 1, {"in", "since", "during", "early", "late", "mid", "fiscal", "until", "till"})) {
    // "in 2000 villages" is no year
    return !(i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && !p_[i + 1].capital && low(i + 1).ends_with('s') && !has("function", i + 1) && low(i + 1).size() > 3 && y % 100 == 0);
  }
  // a number before a plain word counts something ("2000 people"), unless the word belongs to the grammar
  const bool counts = i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && !p_[i + 1].capital && !has("function", i + 1);
  // "the 1992 protests", "its 1990 invasion": a determiner does not go with a count of thousands
  if (counts) return y >= 1900 && y % 100 != 0 && i > 0 && (any(i - 1, {"the", "a", "s", "its", "their", "his", "her", "that", "this", "our"}) || (led && !low(i + 1).ends_with('s')));
  if (led || i == 0) return true;
  return y >= 1900 && y <= 2060 && y % 500 != 0;
}

int Matcher::month_at(std::size_t i, std::size_t* end) const {
  if (i >= p_.size() || p_[i].kind != PieceKind::word) return 0;
  const int m = number("month", i, 0);
  if (!m) return 0;
  const bool short_form = low(i).size() <= 4 && !any(i, {"may", "june", "july"});
  const bool also_word = any(i, {"may", "march", "mar", "jan", "dec", "august", "sep"});
  if (!p_[i].capital && (also_word || short_form)) return 0;
  *end = i + 1;
  if (short_form && is(i + 1, ".") && glued(i + 1)) *end = i + 2;
  return m;
}

bool Matcher::bare_month(std::size_t i) const {
  // "Black September", "Camp October": a month after a word of a name is part of it
  if (i > 0 && p_[i - 1].kind == PieceKind::word && p_[i - 1].capital && p_[i].capital && !has("function", i - 1) && !lex_.starters.count(p_[i - 1].low) && !has("before_year", i - 1) && !shouted(i)) return false;
  // "May said", "March on Rome", "April Smith", "Jan Egeland": a month alone needs a sign that it is one.
  if (!any(i, {"may", "march", "april", "june", "august", "jan", "mar", "dec", "sep", "apr", "jun", "jul", "oct", "nov", "feb"})) {
    return i < p_.size();
  }
  static constexpr std::string_view signs[] = {"in", "since", "until", "till", "by", "of", "from", "last", "next", "this", "early", "late", "mid", "between",
      "through", "before", "after", "during", "each", "every", "previous", "-", "and", "to", "or", "for", "through", "beginning", "end", "middle"};
  if (i == 0) return false;
  // "the March accession", not "the March on Rome" or "the May government"
  if (any(i - 1, {"the", "a", "its", "their"}) && i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && !p_[i + 1].capital && !has("function", i + 1) && low(i).size() > 3)
    return !has("not_dated", i + 1);
  if (is(i - 1, "-") && !(i > 1 && any(i - 2, {"mid", "early", "late"})) && !(i > 1 && number("month", i - 2, 0))) return false;
  bool sign = false;
  for (auto s : signs) sign = sign || is(i - 1, s);
  if (any(i - 1, {"and", "to", "or"}) && !(i > 1 && (number("month", i - 2, 0) || number("month", i - 3, 0) || year_at(i - 2)))) sign = false;
  if (!sign) return false;
  if (any(i - 1, {"of", "by", "for", "to", "and", "from", "after", "before", "with"}) && i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && p_[i + 1].capital && !has("function", i + 1)) return false;
  if (is(i + 1, "'") && any(i - 1, {"by", "of", "for"})) return false;
  return true;
}

std::optional<std::pair<int, std::size_t>> Matcher::day_at(std::size_t i) const {
  if (i >= p_.size()) return std::nullopt;
  if (const auto o = ordinal_at(p_, i); o && o->value >= 1 && o->value <= 31) return std::pair{o->value, o->end};
  if (p_[i].kind != PieceKind::number || p_[i].low.size() > 2) return std::nullopt;
  const int d = std::atoi(p_[i].low.c_str());
  if (d < 1 || d > 31 || (is(i + 1, ":") && glued(i + 1) && glued(i + 2) && i + 2 < p_.size() && p_[i + 2].kind == PieceKind::number) || any(i + 1, {"%", "percent", "a.m", "p.m", "am", "pm"})) return std::nullopt;
  if (any(i + 1, {"million", "billion", "per"})) return std::nullopt;
  return std::pair{d, i + 1};
}

/// Index after "of the same year", "that year", "of that same year"; 0 where nothing of the kind stands.
std::size_t Matcher::same_year(std::size_t k) const {
  if (is(k, "of")) ++k;
  if (is(k, "the") && is(k + 1, "same") && is(k + 2, "year")) return k + 3;
  if (is(k, "that") && is(k + 1, "year")) return k + 2;
  if (is(k, "that") && is(k + 1, "same") && is(k + 2, "year")) return k + 3;
  return 0;
}

/// 2021-07-14, 14/07/2021, 14.07.2021, 10/17/95.
FoundHere Matcher::numeric(std::size_t i) const {
  if (p_[i].kind != PieceKind::number || i + 4 >= p_.size()) return std::nullopt;
  if (i > 0 && glued(i) && any(i - 1, {"-", "/", ".", ":"})) return std::nullopt;
  const std::string_view sep = low(i + 1);
  if ((sep != "-" && sep != "/" && sep != ".") || low(i + 3) != sep || p_[i + 2].kind != PieceKind::number || p_[i + 4].kind != PieceKind::number) return std::nullopt;
  for (std::size_t k = i + 1; k <= i + 4; ++k) if (!glued(k)) return std::nullopt;
  const int a = std::atoi(p_[i].low.c_str()), b = std::atoi(p_[i + 2].low.c_str()), c = std::atoi(p_[i + 4].low.c_str());
  TimeExpr e;
  if (p_[i].low.size() == 4) {
    if (b < 1 || b > 12 || c < 1 || c > 31 || p_[i + 2].low.size() > 2 || p_[i + 4].low.size() > 2 || !year_at(i)) return std::nullopt;
    e.year = a; e.month = b; e.day = c;
    return found(i, i + 5, e);
  }
  if (p_[i].low.size() > 2 || p_[i + 2].low.size() > 2) return std::nullopt;
  if (p_[i + 4].low.size() == 4 && year_at(i + 4)) e.year = c;
  else if (p_[i + 4].low.size() == 2 && sep == "/") e.year = c < 50 ? 2000 + c : 1900 + c;
  else return std::nullopt;
  const bool day_month = a >= 1 && a <= 31 && b >= 1 && b <= 12, month_day = a >= 1 && a <= 12 && b >= 1 && b <= 31;
  if (day_month && (!month_day || a == b)) { e.day = a; e.month = b; }
  else if (month_day && !day_month) { e.month = a; e.day = b; }
  else if (day_month && month_day) { e.day = a; e.month = b; e.alt_day = b; e.alt_month = a; }
  else return std::nullopt;
  return found(i, i + 5, e);
}

FoundHere Matcher::month_first(std::size_t i) const {
  std::size_t k = 0;
  TimeExpr e;
  e.month = month_at(i, &k);
  if (!e.month) return std::nullopt;
  const std::size_t after_month = k;
  bool day_read = false;
  if (is(k, "the") && ordinal_at(p_, k + 1)) ++k;
  if (const auto d = day_at(k)) {
    // "In July 17 people were killed": a count, not a day
    const bool ordinal = d->second > k + 1 || p_[k].kind == PieceKind::word;
    const bool in_before = i > 0 && any(i - 1, {"in", "since", "early", "late", "mid"});
    const bool noun_after = d->second < p_.size() && p_[d->second].kind == PieceKind::word && !p_[d->second].capital && !has("function", d->second) && !has("part", d->second);
    if (!(in_before && noun_after && !ordinal) && !(ordinal && p_[k].kind == PieceKind::word && noun_after && !any(d->second, {"of"}))) {
      e.day = d->first;
      k = d->second;
      day_read = true;
      if (is(k, "-") && glued(k) && day_at(k + 1) && !month_at(k + 2, &k)) {
        const auto d2 = day_at(k + 1);
        if (d2 && d2->first > e.day) { e.day2 = d2->first; k = d2->second; }
      } else if (is(k, "and") && k + 1 < p_.size() && p_[k + 1].kind == PieceKind::number && day_at(k + 1)) {
        // "April 24 and 25", not "April 24 and 25 people"
        const auto d2 = day_at(k + 1);
        std::size_t ignored = 0;
        const bool ends = d2->second >= p_.size() || p_[d2->second].kind == PieceKind::mark || has("function", d2->second);
        if (d2->first > e.day && ends && !is(d2->second, "of") && !month_at(d2->second, &ignored)) { e.day2 = d2->first; k = d2->second; }
      }
    }
  }
  if (!day_read) k = after_month;
  const std::size_t comma = is(k, ",") ? k + 1 : (is(k, "of") && !day_read) ? k + 1 : k;
  if (const int y = year_at(comma); y && (comma == k || day_read || is(k, "of") || bare_year(comma)) && !(is(comma + 1, "/"))) {
    if (comma == k || year_at(comma) >= 1400) { e.year = y; k = comma + 1; }
  } else if (const auto words = year_words(comma); words && (comma == k || day_read)) {  // "January nineteen ninety-seven"
    e.year = words->expr.year; k = words->last;
  } else if (!day_read && any(k, {"last", "this", "next"}) && is(k + 1, "year")) {
    e.directed = true; e.direction = is(k, "last") ? -1 : is(k, "next") ? 1 : 0; e.unit = 'Y'; k += 2;
  } else if (const auto same = same_year(k); same) {
    e.directed = e.anaphoric = true; e.unit = 'Y'; k = same;
  } else if (!day_read && is(k, "'") && p_.size() > k + 1 && p_[k + 1].kind == PieceKind::number && low(k + 1).size() == 2) {
    const int yy = std::atoi(p_[k + 1].low.c_str());
    e.year = yy < 50 ? 2000 + yy : 1900 + yy; k += 2;
  }
  if (!day_read && !e.year && !e.directed && !bare_month(i)) return std::nullopt;
  if (!day_read && !e.year && after_month > i + 1 && !bare_month(i)) return std::nullopt;
  if (day_read) k = day_part(k, e);
  return found(i, k, e);
}

/// 14 July 2021, 14th of July, the 14th of July, 1-5 July, "1 and 2 July" keeps both ends as a range of days.
FoundHere Matcher::day_first(std::size_t i) const {
  std::size_t k = i;
  if (is(k, "the")) ++k;
  const auto d = day_at(k);
  if (!d || (k == i && i > 0 && glued(i) && any(i - 1, {",", ".", ":", "/", "$"}))) return std::nullopt;
  if (p_[k].kind == PieceKind::word && !is(d->second, "of")) return std::nullopt;  // "second May" is no date
  TimeExpr e;
  e.day = d->first;
  std::size_t m = d->second, end = 0;
  if (any(m, {"-", "to", "and", "through"}) && day_at(m + 1)) {
    const auto d2 = day_at(m + 1);
    std::size_t ignored = 0;
    const std::size_t mm = is(d2->second, "of") ? d2->second + 1 : d2->second;
    if (d2->first > d->first && month_at(mm, &ignored)) { e.day2 = d2->first; m = d2->second; }
  }
  if (is(m, "of")) ++m;
  if (is(m, "-")) ++m;
  e.month = month_at(m, &end);
  if (!e.month) return std::nullopt;
  // "17 May 10 soldiers" and "killed 7 March": ok; "40 April": refused by day_at
  k = end;
  const std::size_t y = is(k, ",") || is(k, "-") ? k + 1 : k;
  if (year_at(y) && (y == k || year_at(y) >= 1900)) { e.year = year_at(y); k = y + 1; }
  else if (any(k, {"last", "this", "next"}) && is(k + 1, "year")) { e.directed = true; e.unit = 'Y'; e.direction = is(k, "last") ? -1 : is(k, "next") ? 1 : 0; k += 2; }
  else if (const auto same = same_year(k); same) { e.directed = e.anaphoric = true; e.unit = 'Y'; k = same; }
  k = day_part(k, e);
  return found(i, k, e);
}

/// "on the 14th": a day of the month that was last spoken of.
FoundHere Matcher::nth(std::size_t i) const {
  if (!is(i, "the") || i == 0 || !any(i - 1, {"on", "until", "by", "since", "from"})) return std::nullopt;
  const auto o = ordinal_at(p_, i + 1);
  if (!o || !o->digits || o->value < 1 || o->value > 31) return std::nullopt;
  if (o->end < p_.size() && p_[o->end].kind == PieceKind::word && !has("function", o->end)) return std::nullopt;
  if (is(o->end, "of")) return std::nullopt;
  TimeExpr e;
  e.day = o->value;
  e.anaphoric = true;
  return found(i, o->end, e);
}

FoundHere Matcher::year(std::size_t i) const {
  std::size_t k = i;
  if (is(k, "fiscal")) { ++k; if (is(k, "year")) ++k; }
  else if (is(k, "the") && is(k + 1, "year") && year_at(k + 2)) k += 2;
  const int y = year_at(k);
  if (!y || (k == i && !bare_year(k))) return std::nullopt;
  TimeExpr e;
  e.year = y;
  // "2001-2005", "2020-21"
  if (is(k + 1, "-") && glued(k + 1) && glued(k + 2) && k + 2 < p_.size()) {
    int y2 = year_at(k + 2);
    if (!y2 && p_[k + 2].kind == PieceKind::number && low(k + 2).size() == 2 && std::atoi(p_[k + 2].low.c_str()) == (y + 1) % 100) y2 = y + 1;
    if (y2 > y) { TimeExpr to; to.year = y2; e.until = {to}; return found(i, k + 3, e); }
  }
  return found(i, k + 1, e);
}

/// "nineteen ninety-six", "two thousand".
FoundHere Matcher::year_words(std::size_t i) const {
  TimeExpr e;
  if (any(i, {"nineteen", "eighteen"})) {
    const auto n = number_at(p_, i + 1);
    if (!n || n->digits || n->value < 10 || n->value > 99) return std::nullopt;
    e.year = (is(i, "nineteen") ? 1900 : 1800) + static_cast<int>(n->value);
    return found(i, n->end, e);
  }
  if (is(i, "the") && is(i + 1, "year") && is(i + 2, "two") && is(i + 3, "thousand")) { e.year = 2000; return found(i, i + 4, e); }
  return std::nullopt;
}

}  // namespace daybook
