#include "resolve/time/time_expression.h"

#include <cstdlib>
#include <optional>

namespace daybook {
namespace {

using Found = std::optional<FoundTime>;

/// Reads expressions at a piece. Each `read_*` returns what starts exactly there, or nothing.
class Matcher {
 public:
  Matcher(const TimeLexicon& lexicon, const std::vector<Piece>& pieces) : lex_(lexicon), p_(pieces) {}

  Found read(std::size_t i) const;

 private:
  std::string_view low(std::size_t i) const { return i < p_.size() ? std::string_view(p_[i].low) : std::string_view(); }
  bool is(std::size_t i, std::string_view word) const { return low(i) == word; }
  bool any(std::size_t i, std::initializer_list<std::string_view> words) const {
    for (auto w : words) if (low(i) == w) return true;
    return false;
  }
  bool has(std::string_view kind, std::size_t i) const { return i < p_.size() && lex_.has(kind, low(i)); }
  int number(std::string_view kind, std::size_t i, int none = -1) const {
    if (i >= p_.size()) return none;
    const auto* v = lex_.value(kind, low(i));
    return v ? std::atoi(v->c_str()) : none;
  }
  const std::string* word(std::string_view kind, std::size_t i) const { return i < p_.size() ? lex_.value(kind, low(i)) : nullptr; }
  bool glued(std::size_t i) const { return i < p_.size() && !p_[i].space_before; }
  static Found found(std::size_t i, std::size_t end, TimeExpr e) { return FoundTime{i, end, std::move(e)}; }

  /// End after "-" between glued words: "mid-May", "third-quarter", "three-month".
  std::size_t skip_hyphen(std::size_t i) const { return is(i, "-") ? i + 1 : i; }

  int year_at(std::size_t i) const;           ///< 4 digits, 1000-2100, else 0
  bool bare_year(std::size_t i) const;        ///< may this number stand alone as a year?
  int month_at(std::size_t i, std::size_t* end) const;
  bool bare_month(std::size_t i) const;
  std::optional<std::pair<int, std::size_t>> day_at(std::size_t i) const;  ///< day of the month and end
  char unit_at(std::size_t i, bool* plural) const;
  std::size_t day_part(std::size_t i, TimeExpr& e) const;   ///< "morning", "night", "at 10 a.m."

  Found numeric(std::size_t i) const;
  std::size_t same_year(std::size_t k) const;
  Found month_first(std::size_t i) const;
  Found day_first(std::size_t i) const;
  Found weekday(std::size_t i) const;
  Found deictic(std::size_t i) const;
  Found year(std::size_t i) const;
  Found year_words(std::size_t i) const;
  Found decade(std::size_t i) const;
  Found quarter(std::size_t i) const;
  Found season(std::size_t i) const;
  Found relative(std::size_t i) const;
  Found part_of(std::size_t i) const;
  Found counted(std::size_t i) const;
  Found set(std::size_t i) const;
  Found clock(std::size_t i) const;
  Found phrase(std::size_t i) const;
  Found nth(std::size_t i) const;
  Found century(std::size_t i) const;
  Found single(std::size_t i) const;
  void range(FoundTime& f) const;

  const TimeLexicon& lex_;
  const std::vector<Piece>& p_;
};

int Matcher::year_at(std::size_t i) const {
  if (i >= p_.size() || p_[i].kind != PieceKind::number || p_[i].low.size() != 4) return 0;
  for (char c : p_[i].low) if (c < '0' || c > '9') return 0;
  const int y = std::atoi(p_[i].low.c_str());
  return y >= 1000 && y <= 2100 ? y : 0;
}

bool Matcher::bare_year(std::size_t i) const {
  const int y = year_at(i);
  if (y < 1400 || (i > 0 && any(i - 1, {"$", "#", "£", "€", "no", "room", "flight", "page"})) || any(i + 1, {"%", "$", "/", "°"})) return false;
  if (glued(i) && i > 0 && any(i - 1, {".", ",", "/", ":", "-"}) && !is(i - 1, "-")) return false;
  if (is(i + 1, ":") && glued(i + 1)) return false;
  const bool led = i > 0 && has("before_year", i - 1);
  if (i > 0 && any(i - 1, {"in", "since", "during", "early", "late", "mid", "fiscal", "until", "till"})) {
    // "in 2000 villages" is no year
    return !(i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && !p_[i + 1].capital && low(i + 1).ends_with('s') && !has("function", i + 1) && low(i + 1).size() > 3 && y % 100 == 0);
  }
  // a number before a plain word counts something ("2000 people"), unless the word belongs to the grammar
  const bool counts = i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && !p_[i + 1].capital && !has("function", i + 1);
  if (counts) return y >= 1900 && !low(i + 1).ends_with('s') && y % 100 != 0 && (led || (i > 0 && any(i - 1, {"the", "a", "s"})));
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
  // "May said", "March on Rome", "April Smith", "Jan Egeland": a month alone needs a sign that it is one.
  if (!any(i, {"may", "march", "april", "june", "august", "jan", "mar", "dec", "sep", "apr", "jun", "jul", "oct", "nov", "feb"})) {
    return i < p_.size();
  }
  static constexpr std::string_view signs[] = {"in", "since", "until", "till", "by", "of", "from", "last", "next", "this", "early", "late", "mid", "between",
      "through", "before", "after", "during", "each", "every", "previous", "-", "and", "to", "or", "for", "through", "beginning", "end", "middle"};
  if (i == 0) return false;
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
  if (d < 1 || d > 31 || (is(i + 1, ":") && glued(i + 1)) || any(i + 1, {"%", "percent", "a.m", "p.m", "am", "pm"})) return std::nullopt;
  if (any(i + 1, {"million", "billion", "per"})) return std::nullopt;
  return std::pair{d, i + 1};
}

char Matcher::unit_at(std::size_t i, bool* plural) const {
  const auto* u = word("unit", i);
  if (!u) return 0;
  if (plural) *plural = low(i).ends_with('s');
  return (*u)[0];
}

std::size_t Matcher::day_part(std::size_t i, TimeExpr& e) const {
  std::size_t k = i;
  if (is(k, "'") && is(k + 1, "s") && has("part", k + 2)) k += 2;
  if (const auto* part = word("part", k); part && !low(k).ends_with('s')) { e.time = "T" + *part; return k + 1; }
  if (const auto* c = word("part_clock", is(k, "at") ? k + 1 : k)) { e.time = "T" + *c; return (is(k, "at") ? k + 1 : k) + 1; }
  return i;
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
Found Matcher::numeric(std::size_t i) const {
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

Found Matcher::month_first(std::size_t i) const {
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
      }
    }
  }
  if (!day_read) k = after_month;
  const std::size_t comma = is(k, ",") ? k + 1 : (is(k, "of") && !day_read) ? k + 1 : k;
  if (const int y = year_at(comma); y && (comma == k || day_read || is(k, "of") || bare_year(comma)) && !(is(comma + 1, "/"))) {
    if (comma == k || year_at(comma) >= 1400) { e.year = y; k = comma + 1; }
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
Found Matcher::day_first(std::size_t i) const {
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

Found Matcher::weekday(std::size_t i) const {
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
  e.weekday = w;
  ++k;
  const std::size_t part_end = day_part(k, e);
  // weekday and date are one day: "Friday, Oct. 23", "Wednesday 14 July"
  std::size_t d = part_end;
  if (is(d, ",")) ++d;
  if (is(d, "the")) ++d;
  Found date = d < p_.size() ? month_first(d) : std::nullopt;
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

Found Matcher::deictic(std::size_t i) const {
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

Found Matcher::year(std::size_t i) const {
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
Found Matcher::year_words(std::size_t i) const {
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

Found Matcher::decade(std::size_t i) const {
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

Found Matcher::century(std::size_t i) const {
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
Found Matcher::quarter(std::size_t i) const {
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
  const std::size_t y = any(k, {"of", "in", ","}) ? k + 1 : k;
  if (!e.year && year_at(y)) { e.year = year_at(y); k = y + 1; }
  else if (any(y, {"this", "last", "next"}) && is(y + 1, "year")) { e.directed = true; e.unit = 'Y'; e.direction = is(y, "last") ? -1 : is(y, "next") ? 1 : 0; k = y + 2; }
  else if (e.shape == Shape::half && !e.directed) return std::nullopt;  // "the first half" alone is a match of football
  return found(i, k, e);
}

Found Matcher::season(std::size_t i) const {
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
  if (is(k, "fall") || is(k, "spring")) {
    if (is(i, "the") && !e.directed && e.part == Part::whole && !(i > 0 && any(i - 1, {"in", "during", "since"}))) return std::nullopt;
    if (is(k, "fall") && any(k + 1, {"of", "in", "from"})) return std::nullopt;
  }
  if (!led && !(i > 0 && any(i - 1, {"in", "since", "by", "until", "during"}))) return std::nullopt;
  return found(i, k + 1, e);
}

/// "last year", "early next week", "the following month", "that week", "the current year", "last May", "earlier this year".
Found Matcher::relative(std::size_t i) const {
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
    if (u == 'Q') { e.direction = -1; if (any(stop, {"of"})) return std::nullopt; return found(i, stop, e); }
    return std::nullopt;
  }
  if (u == 'D') { if (!modified && !e.anaphoric) return std::nullopt; e.shape = Shape::day_offset; e.count = e.direction; return found(i, stop, e); }
  if (demonstrative && u == 'Q' && any(k - 1, {"latest"})) e.direction = -1;
  if (u == 'E' && e.direction == -1) { e.shape = Shape::span_of; e.count = 1; }
  return found(i, stop, e);
}

/// "mid-May", "early July", "the end of 1994", "the last week of June", "the middle of October", "the beginning of the year".
Found Matcher::part_of(std::size_t i) const {
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

/// "three days ago", "two weeks later", "the past 24 hours", "three months", "a three-month", "years".
Found Matcher::counted(std::size_t i) const {
  std::size_t k = i;
  TimeExpr e;
  int way = 0;
  bool led = false;
  if (any(k, {"the", "these", "those"}) && any(k + 1, {"past", "last", "next", "first", "coming", "previous", "recent", "latest", "following", "final"})) ++k;
  if (any(k, {"past", "last", "next", "coming", "previous", "recent", "following", "latest"})) {
    way = any(k, {"next", "coming", "following"}) ? 1 : -1;
    e.anaphoric = any(k, {"previous", "following"});
    led = true;
    ++k;
  } else if (any(k, {"first", "final"}) && k > i) { ++k; }
  const bool recent = led && any(k - 1, {"recent", "coming"});
  double count = 0;
  bool numbered = true;
  if (const auto n = number_at(p_, k)) {
    if (n->plain && year_at(k) && n->value > 1000) return std::nullopt;
    count = n->value; k = n->end;
    if (is(k, "to") || is(k, "or") || (is(k, "-") && k + 1 < p_.size() && p_[k + 1].kind == PieceKind::number)) {
      if (const auto n2 = number_at(p_, k + 1); n2 && n2->value > count) { k = n2->end; count = n2->value; }
    }
    if (k > 0 && i > 0 && glued(i) && any(i - 1, {".", "/", "$", ":"})) return std::nullopt;
  } else if (any(k, {"a", "an", "another", "one"}) && any(k + 1, {"few", "couple"})) {
    count = is(k + 1, "couple") ? 2 : -1;
    k += is(k + 2, "of") ? 3 : 2;
  } else if (any(k, {"several", "few", "some", "many"})) { count = -1; ++k; }
  else if (any(k, {"a", "an"})) { count = 1; ++k; }
  else if (is(k, "half") && any(k + 1, {"a", "an"})) { count = 0.5; k += 2; }
  else { count = -1; numbered = false; }
  if (numbered && any(k, {"more", "full", "straight", "consecutive", "additional", "trading", "whole", "further"})) ++k;
  std::size_t u = k;
  const bool hyphen = is(k, "-") && numbered;
  if (hyphen) u = k + 1;
  bool plural = false;
  const char unit = unit_at(u, &plural);
  if (!unit) return std::nullopt;
  e.unit = unit;
  if (count == 1 && unit == 's' && !hyphen) return std::nullopt;
  if (unit == 'N' && count != 1 && !plural) return std::nullopt;
  std::size_t end = u + 1;
  // ages: "12-year-old", "30 years old", "aged 20 years", "20 years of age"
  if ((is(end, "-") && any(end + 1, {"old", "olds"})) || any(end, {"old"}) || (is(end, "of") && is(end + 1, "age"))) return std::nullopt;
  if (is(end, "-") && any(end + 1, {"long"})) end += 2;
  if (is(end, "and") && is(end + 1, "a") && is(end + 2, "half")) { count += 0.5; end += 3; }
  if (!numbered && !led && !plural) return std::nullopt;
  if (!numbered && led && !plural) return std::nullopt;  // "last year" is relative()
  e.count = count;
  const std::size_t stop = end;
  if (any(end, {"ago"})) { e.shape = Shape::count_offset; e.direction = -1; return found(i, end + 1, e); }
  if (is(end, "-") && is(end + 1, "ago")) { e.shape = Shape::count_offset; e.direction = -1; return found(i, end + 2, e); }
  if (is(end, "or") && is(end + 1, "so") && is(end + 2, "ago")) { e.shape = Shape::count_offset; e.direction = -1; return found(i, end + 3, e); }
  if (any(end, {"earlier", "previously"}) ) { e.shape = Shape::count_offset; e.direction = -1; e.anaphoric = true; return found(i, end + 1, e); }
  if (any(end, {"later", "afterwards", "afterward"})) { e.shape = Shape::count_offset; e.direction = 1; e.anaphoric = true; return found(i, end + 1, e); }
  if (is(end, "from") && any(end + 1, {"now", "today"})) { e.shape = Shape::count_offset; e.direction = 1; return found(i, end + 2, e); }
  if (any(end, {"before", "after"}) && count > 0 && (end + 1 >= p_.size() || p_[end + 1].kind == PieceKind::mark)) {
    e.shape = Shape::count_offset; e.anaphoric = true; e.direction = is(end, "before") ? -1 : 1; return found(i, end + 1, e);
  }
  if (led) {
    e.shape = Shape::span_of;
    e.direction = way;
    if (recent || count < 0) e.count = -1;
    return found(i, stop, e);
  }
  if (!numbered && unit == 'C') e.count = -1;
  // "days", "minutes" alone: a vague duration; "a second" and "seconds" are left alone
  if (!numbered && (unit == 'N' || unit == 'Q')) return std::nullopt;
  if (count == 1 && any(i, {"a"}) && unit == 'Q') return std::nullopt;
  e.shape = Shape::duration;
  return found(i, stop, e);
}

Found Matcher::set(std::size_t i) const {
  TimeExpr e;
  e.shape = Shape::set;
  const bool titled = p_[i].capital && i > 0 && p_[i - 1].kind == PieceKind::word && p_[i - 1].capital;  // "the Herat Daily"
  if (const auto* f = word("frequency", i); f && !titled) { e.value = *f; return found(i, i + 1, e); }
  const int wp = number("weekday_plural", i);
  if (wp >= 0) { e.value = "XXXX-WXX-" + std::to_string(wp + 1); e.weekday = wp; return found(i, i + 1, e); }
  if (!any(i, {"every", "each"})) return std::nullopt;
  std::size_t k = i + 1, end = 0;
  const int w = number("weekday", k);
  if (w >= 0 && low(k).ends_with("day")) {
    e.value = "XXXX-WXX-" + std::to_string(w + 1); e.weekday = w;
    if (const auto* part = word("part", k + 1)) { e.value += "T" + *part; return found(i, k + 2, e); }
    return found(i, k + 1, e);
  }
  if (const int m = month_at(k, &end)) { e.value = std::string("XXXX-") + (m < 10 ? "0" : "") + std::to_string(m); return found(i, end, e); }
  if (const auto* part = word("part", k)) { e.value = "XXXX-XX-XXT" + *part; return found(i, k + 1, e); }
  int n = 1;
  if (const auto c = number_at(p_, k)) { n = static_cast<int>(c->value); k = c->end; }
  else if (is(k, "other")) { n = 2; ++k; }
  if (const char u = unit_at(k, nullptr); u && u != 'N') {
    const bool clock = u == 'h' || u == 'm' || u == 's';
    e.value = std::string(clock ? "PT" : "P") + std::to_string(n) + static_cast<char>(clock ? u - 32 : u);
    return found(i, k + 1, e);
  }
  return std::nullopt;
}

/// "10:35 a.m.", "9 a.m. EST Tuesday", "noon Saturday", "4 o'clock", "at 10:30".
Found Matcher::clock(std::size_t i) const {
  std::size_t k = i;
  TimeExpr e;
  e.shape = Shape::clock;
  if (const auto* c = word("part_clock", k)) { e.time = "T" + *c; ++k; if (is(k, "on")) ++k; }
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
    else if (m < 0 || !(i > 0 && any(i - 1, {"at", "around", "about", "by", "from", "until", "till", "after", "before", "since", "to"}))) return std::nullopt;
    if (!half && m < 0) return std::nullopt;
    char buffer[24];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d", h % 25, m < 0 ? 0 : m % 60);
    e.time = buffer;
    if (any(k, {"est", "edt", "gmt", "utc", "pst", "pdt", "cst", "cdt", "local"}) ) k += is(k, "local") && is(k + 1, "time") ? 2 : is(k, "local") ? 0 : 1;
  }
  std::size_t d = k;
  if (any(d, {",", "on"})) ++d;
  if (d < p_.size()) {
    Found date = weekday(d);
    if (!date) date = deictic(d);
    if (!date) { date = month_first(d); if (date && !date->expr.day) date.reset(); }
    if (!date) { date = day_first(d); if (date && !date->expr.day) date.reset(); }
    if (date && date->expr.time.empty()) { date->expr.time = e.time; return found(i, date->last, date->expr); }
  }
  if (is(k - 1, "on")) --k;
  return found(i, k, e);
}

Found Matcher::phrase(std::size_t i) const {
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
      if (!p_[i].capital) continue;
      e.shape = Shape::holiday;
      if (i > 0 && any(i - 1, {"last", "next", "this"})) { e.directed = true; e.direction = is(i - 1, "last") ? -1 : is(i - 1, "next") ? 1 : 0; }
      const std::size_t y = any(end, {",", "of", "in"}) ? end + 1 : end;
      if (year_at(y) && (y == end || is(end, "of") || is(end, "in"))) { e.year = year_at(y); end = y + 1; }
    } else {
      e.shape = Shape::ref;
      if (is(i, "future") && is(end, "s")) continue;
      if (any(i, {"soon"}) && any(end, {"after"})) continue;
    }
    return found(i, end, e);
  }
  return std::nullopt;
}

/// "on the 14th": a day of the month that was last spoken of.
Found Matcher::nth(std::size_t i) const {
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

Found Matcher::single(std::size_t i) const {
  Found best;
  const Found all[] = {numeric(i), clock(i), weekday(i), deictic(i), part_of(i), decade(i), century(i), quarter(i), season(i), relative(i), day_first(i), month_first(i),
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
  Found to = month_first(k + 1);
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

Found Matcher::read(std::size_t i) const {
  Found f = single(i);
  if (f) range(*f);
  return f;
}

}  // namespace

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
