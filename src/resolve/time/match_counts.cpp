// Counted units: "three days ago", "the past 24 hours", durations, and what happens again and again.
#include <cstdio>
#include <cstdlib>

#include "resolve/time/time_matcher.h"

namespace daybook {

bool Matcher::shouted(std::size_t i) const {
  // a headline in capitals throughout, or one in which every long word has one, names nothing by it
  std::size_t capitals = 0, words = 0;
  for (const auto& p : p_) {
    if (p.kind != PieceKind::word || p.low.size() < 4) continue;
    ++words;
    capitals += p.capital;
  }
  return i < p_.size() && words >= 3 && capitals == words;
}

char Matcher::unit_at(std::size_t i, bool* plural) const {
  const auto* u = word("unit", i);
  if (!u) return 0;
  if (plural) *plural = low(i).ends_with('s');
  return (*u)[0];
}

/// "three days ago", "two weeks later", "the past 24 hours", "three months", "a three-month", "years".
FoundHere Matcher::counted(std::size_t i) const {
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
    if (is(k, "one") && n->end == k + 1 && is(k + 1, "day") && !led && !(k > 0 && any(k - 1, {"for", "in", "within", "just", "only", "than", "least", "after", "about"})) && !any(k + 2, {"ago", "later", "earlier", "before", "after"})) {
      // "one day" is some day: ahead with "will", else no time that could be counted
      if (!(k > 0 && any(k - 1, {"will", "may", "would", "could", "might"}))) return std::nullopt;
      e.shape = Shape::ref;
      e.value = "FUTURE_REF";
      return found(k, k + 2, e);
    }
    count = n->value; k = n->end;
    if (is(k, "to") || is(k, "or") || (is(k, "-") && k + 1 < p_.size() && p_[k + 1].kind == PieceKind::number)) {
      if (const auto n2 = number_at(p_, k + 1); n2 && n2->value > count) { k = n2->end; count = n2->value; }
    }
    if (k > 0 && i > 0 && glued(i) && any(i - 1, {".", "/", "$", ":"})) return std::nullopt;
  } else if ((any(k, {"a", "an", "another", "one"}) && any(k + 1, {"few", "couple"})) || (led && is(k, "couple"))) {
    if (!is(k, "couple")) ++k;
    count = is(k, "couple") ? 2 : -1;
    k += is(k + 1, "of") ? 2 : 1;
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
  if (unit == 'Q' && count == 3 && (hyphen || is(u + 1, "of"))) return std::nullopt;  // "three-quarters of its oil" is a share
  if (u > 0 && p_[u].capital && p_[u - 1].kind != PieceKind::mark && !shouted(u)) return std::nullopt;  // "60 Minutes"
  e.unit = unit;
  if (count == 1 && unit == 's' && !hyphen) return std::nullopt;
  if (unit == 'N' && count != 1 && !plural) return std::nullopt;
  std::size_t end = u + 1;
  // ages: "12-year-old", "30 years old", "aged 20 years", "20 years of age"
  if ((is(end, "-") && any(end + 1, {"old", "olds"})) || any(end, {"old"}) || (is(end, "of") && is(end + 1, "age"))) return std::nullopt;
  if (is(end, "-") && any(end + 1, {"long"})) end += 2;
  if (is(end, "-") && glued(end) && glued(end + 1) && end + 1 < p_.size() && !any(end + 1, {"ago", "long", "earlier", "later", "a"})) return std::nullopt;  // "an hour-glass"
  if (is(end, "and") && is(end + 1, "a") && is(end + 2, "half")) { count += 0.5; end += 3; }
  if (!numbered && !led && (!plural || unit == 's')) return std::nullopt;  // "seconds" may be those of a duel
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

FoundHere Matcher::set(std::size_t i) const {
  TimeExpr e;
  e.shape = Shape::set;
  const bool titled = p_[i].capital && i > 0 && p_[i - 1].kind == PieceKind::word && p_[i - 1].capital;  // "the Herat Daily"
  // "the party daily Granma" and "its quarterly loss" are a newspaper and an account
  const bool named = is(i, "daily") && i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && p_[i + 1].capital && i > 0 && p_[i - 1].kind == PieceKind::word;
  const bool account = is(i, "quarterly") && i + 1 < p_.size() && p_[i + 1].kind == PieceKind::word && !has("function", i + 1);
  const bool title = p_[i].capital && i + 1 < p_.size() && p_[i + 1].capital && !shouted(i);  // "Weekly Review"
  if (const auto* f = word("frequency", i); f && !titled && !named && !account && !title) { e.value = *f; return found(i, i + 1, e); }
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

}  // namespace daybook
