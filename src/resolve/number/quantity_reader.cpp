#include "resolve/number/quantity_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/number_figures.h"
#include "resolve/number/counted_noun.h"
#include "resolve/number/no_quantity.h"

namespace daybook {
namespace {

bool determiner(const NumberScene& s, std::size_t i) { return s.any(i, {"the", "its", "their", "his", "her", "our", "my", "all", "these", "those"}); }

/// Words of a bound that end before piece `end`: sets the bound, returns where they begin.
std::size_t bound_before(const NumberScene& s, std::size_t end, std::size_t from, Bound& bound) {
  if (end == 0) return end;
  const auto found = s.lexicon().bounds_before.find(s.low(end - 1));
  if (found == s.lexicon().bounds_before.end()) return end;
  for (const auto& phrase : found->second) {
    const std::size_t first = s.before(end, phrase.words);
    if (first == end || first < from) continue;
    // "control over 20 districts"
    if (phrase.words.size() == 1 && s.is(first, "over") && first > 0 && s.has_context(first - 1, NumberContext::control)) return end;
    bound = phrase.bound;
    return first;
  }
  return end;
}

void take(const NumberScene& s, const CountedNoun& noun, NumberMention& m) {
  m.unit = noun.lemma;
  m.unit_class = noun.unit_class;
  m.unit_span = s.span(noun.first, noun.end);
}

/// "½" behind a figure.
double small_fraction(const NumberScene& s, std::size_t i) {
  constexpr std::array<std::pair<std::string_view, double>, 3> kFractions{{{"½", 0.5}, {"¼", 0.25}, {"¾", 0.75}}};
  for (const auto& [mark, value] : kFractions)
    if (s.is(i, mark) && s.glued(i)) return value;
  return 0;
}

/// "half a million", "a quarter of a million".
std::optional<NumberAt> share_of_scale(const NumberScene& s, std::size_t i) {
  const auto* share = s.phrase_at(s.lexicon().shares, i);
  if (!share || !share->fraction) return std::nullopt;
  std::size_t k = i + share->words.size();
  if (s.is(k, "of")) ++k;
  const auto scale = s.is(k, "a") && s.low(k + 1).size() > 2 ? scale_of(s.low(k + 1)) : std::nullopt;
  if (!scale) return std::nullopt;
  return NumberAt{share->least * *scale, k + 2, false, false};
}

/// A number with everything that multiplies it; `money` after a sign of currency, where "m" is a million.
std::optional<NumberAt> figure_at(const NumberScene& s, std::size_t i, bool money) {
  if (auto share = share_of_scale(s, i)) return share;
  auto n = number_at(s.pieces(), i);
  if (!n) return std::nullopt;
  if (const double part = small_fraction(s, n->end); part > 0) *n = {n->value + part, n->end + 1, n->digits, false};
  const bool hyphen = s.hyphen(n->end);
  const std::size_t k = hyphen ? n->end + 1 : n->end;
  const auto scale = scale_of(s.low(k));
  const bool full = s.low(k).size() > 2;
  if (scale && (full || (money && s.glued(k)))) *n = {n->value * *scale, k + 1, n->digits, false};
  return n;
}

/// A figure that is a quantity or a total, not a code, a date or part of an expression of time.
std::optional<NumberAt> plain_figure(const NumberScene& s, std::size_t i, bool money = false) {
  auto n = figure_at(s, i, money);
  if (!n || s.in_time(s.span(i, n->end)) || (!money && part_of_code(s, i, *n))) return std::nullopt;
  return n;
}

// ---- vague counts ----

/// Plural nouns of number stand by themselves; of a word that is a verb as well, only where the sentence shows it.
bool may_stand_alone(const NumberScene& s, std::size_t i, std::size_t end) {
  if (i > 0 && determiner(s, i - 1)) return false;
  if (s.is(i, "scores")) return s.any(end, {"more", "dead", "wounded", "injured", "killed"}) || (i == 0 && s.tag(i) == Upos::noun && s.tag(end) != Upos::noun);
  return !s.is(i + 1, "handful") && !s.is(i, "tens");
}

std::optional<QuantityAt> vague_at(const NumberScene& s, std::size_t i, std::size_t from) {
  const auto* vague = s.phrase_at(s.lexicon().vague, i);
  if (!vague) return std::nullopt;
  QuantityAt out{NumberMention{}, i + vague->words.size()};
  NumberMention& m = *out.mention;
  double low = vague->low, high = vague->high;
  if (s.is(out.end, "of"))
    if (const auto* times = s.phrase_at(s.lexicon().vague, out.end + 1); times && times->words.size() == 1) {  // "tens of thousands"
      low *= times->scale;
      high = (high + 1) * times->scale - 1;
      out.end += 2;
    }
  const bool several = vague->words.size() > 1 && !s.is(i + 1, "handful");  // "several hundred recruits"
  const bool of = s.is(out.end, "of");
  if (!of && !several && !may_stand_alone(s, i, out.end)) return QuantityAt{std::nullopt, out.end};
  std::size_t k = of ? out.end + 1 : out.end;
  if (of && determiner(s, k)) ++k;
  const bool more = s.is(k, "more") && !s.is(k + 1, "than");
  if (more) k = out.end = k + 1;
  if (const auto noun = of || several || more ? counted_noun(s, k) : std::nullopt) {
    take(s, *noun, m);
    out.end = noun->end;
  }
  m.bound = Bound::vague;
  m.value = low;
  m.high = high;
  Bound ignored = Bound::vague;
  m.span = s.span(bound_before(s, i, from, ignored), out.end);
  return out;
}

// ---- shares ----

/// "of the 34", "of their 34": the total and its end.
std::optional<NumberAt> total_of_share(const NumberScene& s, std::size_t k) {
  if (!s.is(k, "of")) return std::nullopt;
  const std::size_t at = determiner(s, k + 1) ? k + 2 : k + 1;
  auto total = plain_figure(s, at);
  if (total && counted_noun(s, total->end) && counted_noun(s, total->end)->lemma == "percent") return std::nullopt;
  return total;
}

/// Is a bare fraction a share of something: "half of the city", "half the country", "fell by a third."?
bool share_of_something(const NumberScene& s, std::size_t i, std::size_t end) {
  if (s.is(end, "of") && (determiner(s, end + 1) || s.capital(end + 1) || s.tag(end + 1) == Upos::noun || s.tag(end + 1) == Upos::adj)) return true;
  if (s.is(i, "half") && s.any(end, {"the", "its", "their"})) return true;
  return end == i + 2 && i > 0 && s.any(i - 1, {"by", "than"}) && !s.word(end);  // "fell by a fifth."
}

/// From the least to the most a share of `total` can be, in whole things: "about half of 419" is 188 to 231.
void set_share(NumberMention& m, const NumberLexicon::Share& share, Bound bound, double total) {
  NumberMention least, most;
  least.value = share.least * total;
  most.value = share.most * total;
  least.of = most.of = total;
  if (share.least == share.most) least.bound = most.bound = bound;
  m.bound = Bound::vague;
  m.of = total;
  m.value = std::floor(figures_of(least).low.value_or(0) + 1e-9);
  m.high = std::ceil(figures_of(most).high.value_or(total) - 1e-9);
}

std::optional<QuantityAt> share_at(const NumberScene& s, std::size_t i, std::size_t from) {
  const auto* share = s.phrase_at(s.lexicon().shares, i);
  if (!share || share_of_scale(s, i)) return std::nullopt;
  QuantityAt out{NumberMention{}, i + share->words.size()};
  NumberMention& m = *out.mention;
  Bound bound = Bound::exact;
  const std::size_t first = bound_before(s, i, from, bound);
  if (const auto total = total_of_share(s, out.end)) {
    set_share(m, *share, bound, total->value);
    out.end = total->end;
    if (const auto noun = counted_noun(s, total->end)) {
      take(s, *noun, m);
      out.end = noun->end;
    }
  } else if (share->fraction && share_of_something(s, i, out.end)) {
    m.value = 100 * share->least;
    m.bound = bound;
    m.unit = "percent";
    m.unit_class = "share";
  } else {
    return std::nullopt;
  }
  m.span = s.span(first, out.end);
  return out;
}

// ---- figures ----

/// Where a figure begins, and what opens it.
struct Opening {
  std::size_t first = 0, number = 0;
  bool between = false, from = false;
  std::string currency;
};

Opening opening_at(const NumberScene& s, std::size_t i) {
  Opening out{i, i, s.is(i, "between"), s.is(i, "from") && !(i > 0 && s.has_context(i - 1, NumberContext::change)), {}};
  if (out.between || out.from) ++out.number;
  if (const auto mark = s.lexicon().currencies.find(s.low(out.number)); mark != s.lexicon().currencies.end() && s.number(out.number + 1)) {
    out.currency = mark->second;
    if (i > 0 && out.number == i && s.glued(i) && s.word(i - 1) && s.low(i - 1).size() < 3) --out.first;  // "US$"
    ++out.number;
  }
  return out;
}

/// "2 to 3 million", "ten to twelve thousand": the scale of the upper figure is that of the lower one too.
double with_scale_of(const NumberScene& s, const NumberAt& low, const NumberAt& high) {
  const auto scale = scale_of(s.low(high.end - 1));
  const bool own = scale_of(s.low(low.end - 1)).has_value();
  return scale && !own && low.value * *scale < high.value ? low.value * *scale : low.value;
}

/// Reads the upper figure of a range behind `low`; true if there is one.
bool read_range(const NumberScene& s, const Opening& opening, const NumberAt& low, NumberMention& m, std::size_t& end) {
  const bool dash = s.hyphen(low.end), either = s.is(low.end, "or");
  const bool joined = opening.between ? s.is(low.end, "and") : s.is(low.end, "to") || dash || either;
  if (!joined) return false;
  const bool money = s.lexicon().currencies.contains(s.low(low.end + 1));
  const std::size_t at = low.end + (money ? 2 : 1);
  const auto high = figure_at(s, at, money || !opening.currency.empty());
  if (!high || high->value <= low.value || s.in_time(s.span(at, high->end)) || (dash && high->digits != low.digits)) return false;
  if (either && high->value > 2 * low.value) return false;  // "two or three", not "one or fifty"
  m.value = with_scale_of(s, low, *high);
  m.high = high->value;
  end = high->end;
  return true;
}

void bound_after(const NumberScene& s, NumberMention& m, std::size_t& end) {
  if (s.is(end, "+") && s.glued(end)) {
    m.bound = Bound::at_least;
    ++end;
  } else if (const auto* phrase = s.phrase_at(s.lexicon().bounds_after, end)) {
    m.bound = phrase->bound;
    end += phrase->words.size();
  }
}

/// The total behind "of" or "out of": "160 of 407", "41 of Syria's 210", "six out of every ten". `k` stands behind the "of".
std::optional<NumberAt> total_at(const NumberScene& s, std::size_t k, double part) {
  constexpr std::size_t kReach = 7;
  std::size_t d = k;
  while (d < s.size() && d < k + kReach && !number_at(s.pieces(), d) && (s.word(d) || s.any(d, {"'", "-"})) && !s.any(d, {"and", "in", "on", "by", "who", "that"})) ++d;
  const bool reached = d < s.size() && (d == k || determiner(s, k) || s.any(k, {"some", "about", "more", "a", "every"}) || s.capital(k) || s.is(d - 1, "s"));
  auto total = reached ? plain_figure(s, d) : std::nullopt;
  return total && total->value >= part && !s.is(total->end, "%") ? total : std::nullopt;
}

std::size_t behind_of(const NumberScene& s, std::size_t i) { return s.is(i, "of") ? i + 1 : s.is(i, "out") && s.is(i + 1, "of") ? i + 2 : i; }

/// "one in five children": a total said with "in".
std::optional<NumberAt> total_of_one_in(const NumberScene& s, const NumberMention& m, std::size_t end) {
  if (m.value != 1 || m.high || !s.is(end, "in")) return std::nullopt;
  auto total = plain_figure(s, s.is(end + 1, "every") ? end + 2 : end + 1);
  if (!total || total->value < 2 || total->value > 1000) return std::nullopt;
  const auto noun = counted_noun(s, total->end);
  return noun && noun->unit_class != "duration" && noun->unit_class != "distance" ? total : std::nullopt;
}

/// Figures of things counted together: total, then noun. Returns the end.
std::size_t read_noun(const NumberScene& s, NumberMention& m, std::size_t end) {
  if (s.any(end, {"more", "other", "further", "additional"}) && !s.is(end + 1, "than") && s.word(end + 1) && counted_noun(s, end + 1)) ++end;
  const std::size_t k = s.hyphen(end) ? end + 1 : end;  // "70-kilometre"
  if (k > end && s.is(k, "strong")) {
    m.unit = "person";
    m.unit_class = "people";
    return k + 1;
  }
  const auto tied = k > end ? hyphenated_noun(s, k) : std::nullopt;
  const auto noun = tied ? tied : counted_noun(s, k);
  if (noun && noun->unit_class == "share") {  // "37 per cent of 1,200 voters" are two quantities
    take(s, *noun, m);
    return noun->end;
  }
  std::size_t of = behind_of(s, end);
  if (of == end && noun) of = behind_of(s, noun->end) > noun->end ? behind_of(s, noun->end) : end;
  auto total = of > end ? total_at(s, of, m.value) : std::nullopt;
  if (!total) total = total_of_one_in(s, m, end);
  if (total) {
    m.of = total->value;
    const auto counted = counted_noun(s, total->end);
    if (counted) take(s, *counted, m);
    else if (noun) take(s, *noun, m);
    return counted ? counted->end : total->end;
  }
  if (noun) {
    take(s, *noun, m);
    return noun->end;
  }
  // nobody named: "seven more", "22 others", "two of them"
  if (s.any(end, {"more", "others"}) && !s.is(end + 1, "than")) return end + 1;
  return s.is(end, "of") && s.any(end + 1, {"them", "whom"}) ? end + 2 : end;
}

/// "one" counts only with a noun of its own: "one soldier", not "this one" or "one of the biggest battles".
bool no_count_of_one(const NumberScene& s, std::size_t i, std::size_t end, const NumberMention& m) {
  if (!s.is(i, "one") || end != i + 1) return false;
  if (!m.of && (m.unit.empty() || s.is(end, "of"))) return true;
  return i > 0 && s.any(i - 1, {"no", "this", "that", "any", "every", "the", "another", "each", "which", "s"});
}

QuantityAt figure_quantity(const NumberScene& s, std::size_t i, std::size_t from) {
  const QuantityAt nothing{std::nullopt, i + 1};
  const Opening opening = opening_at(s, i);
  const bool money = !opening.currency.empty();
  const auto n = plain_figure(s, opening.number, money);
  if (!n) return nothing;
  NumberMention m;
  m.value = n->value;
  std::size_t end = n->end;
  const bool range = read_range(s, opening, *n, m, end);
  if ((opening.between || opening.from) && !range) return nothing;
  std::size_t first = opening.between || opening.from ? i : bound_before(s, opening.first, from, m.bound);
  bound_after(s, m, end);
  if (money) {
    m.unit = opening.currency;
    m.unit_class = "money";
    m.unit_span = s.span(opening.number - 1, opening.number);
  } else {
    end = read_noun(s, m, end);
    const bool counts = !m.unit.empty() || m.of;
    if (names_something(s, opening.number, *n, counts) || no_count_of_one(s, opening.number, n->end, m)) return {std::nullopt, n->end};
    const bool score = range && !counts && s.hyphen(n->end) && *m.high < 20;  // "lost 2-4"
    if (score || (m.unit_class == "duration" && s.in_time(s.span(opening.number, end)))) return {std::nullopt, end};
  }
  m.span = s.span(first, end);
  return {std::move(m), end};
}

}  // namespace

QuantityAt quantity_at(const NumberScene& s, std::size_t i, std::size_t from) {
  if (const std::size_t end = skip_no_quantity(s, i); end > i) return {std::nullopt, end};
  if (auto vague = vague_at(s, i, from)) return *vague;
  if (auto share = share_at(s, i, from)) return *share;
  return figure_quantity(s, i, from);
}

}  // namespace daybook
