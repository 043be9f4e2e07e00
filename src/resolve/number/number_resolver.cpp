#include "resolve/number/number_resolver.h"

#include <algorithm>
#include <optional>

#include "base/pieces.h"
#include "resolve/number/number_lexicon.h"

namespace daybook {
namespace {

/// Reads one sentence.
class Reader {
 public:
  Reader(const NumberLexicon& lexicon, const Document& document, const Sentence& sentence, std::uint32_t index, const std::vector<TimeMention>& times)
      : lex_(lexicon), sentence_(sentence), index_(index), times_(times), p_(cut_pieces(document.text, sentence.span)) {}

  std::vector<NumberMention> read() const;

 private:
  std::string_view low(std::size_t i) const { return i < p_.size() ? std::string_view(p_[i].low) : std::string_view(); }
  bool is(std::size_t i, std::string_view w) const { return low(i) == w; }
  bool any(std::size_t i, std::initializer_list<std::string_view> words) const {
    for (auto w : words) if (low(i) == w) return true;
    return false;
  }
  bool glued(std::size_t i) const { return i < p_.size() && !p_[i].space_before; }
  Span span(std::size_t a, std::size_t b) const { return {p_[a].span.begin, p_[b - 1].span.end}; }
  bool in_time(Span s) const {
    for (const auto& t : times_)
      if (t.sentence == index_ && t.span.overlaps(s)) return t.type != TimeType::duration;
    return false;
  }
  std::optional<NumberAt> value(std::size_t i) const;
  bool other_calendar(std::size_t i) const;
  bool month_before(std::size_t i) const;
  bool part_of_name(std::size_t i, std::size_t end) const;
  std::size_t bound_before(std::size_t i, Bound& bound) const;
  std::size_t unit(std::size_t i, NumberMention& m) const;
  std::optional<std::pair<NumberMention, std::size_t>> at(std::size_t i) const;

  const NumberLexicon& lex_;
  const Sentence& sentence_;
  std::uint32_t index_;
  const std::vector<TimeMention>& times_;
  std::vector<Piece> p_;
};

std::optional<NumberAt> Reader::value(std::size_t i) const {
  const auto n = number_at(p_, i);
  if (!n || in_time(span(i, n->end))) return std::nullopt;
  // parts of codes, scores, clock times, file names: "T-72", "MH17", "10:30", "2-1"
  if (i > 0 && glued(i) && (p_[i - 1].kind == PieceKind::word || any(i - 1, {"-", ":", "/", ".", "_", "#"}))) return std::nullopt;
  if (n->digits && (is(n->end, ":") || is(n->end, "/")) && glued(n->end) && n->end + 1 < p_.size() && p_[n->end + 1].kind == PieceKind::number) return std::nullopt;
  if (n->digits && glued(n->end) && n->end < p_.size() && p_[n->end].kind == PieceKind::word && !lex_.units.contains(low(n->end))) return std::nullopt;
  // "six o'clock", "14 July 2021" in another calendar ("6 Dhu al-Hijjah 1442", "18 Saratan 1400"): no counts
  if (is(n->end, "o") && is(n->end + 1, "'") && is(n->end + 2, "clock")) return std::nullopt;
  if (n->plain && (other_calendar(n->end) || (i > 0 && month_before(i)))) return std::nullopt;
  return n;
}

/// Do the words from piece i on name a month of another calendar?
bool Reader::other_calendar(std::size_t i) const {
  for (const auto& month : lex_.months) {
    bool same = i + month.size() <= p_.size();
    for (std::size_t k = 0; same && k < month.size(); ++k) same = low(i + k) == month[k];
    if (same) return p_[i].capital;
  }
  return false;
}

bool Reader::month_before(std::size_t i) const {
  for (const auto& month : lex_.months)
    if (month.size() <= i && other_calendar(i - month.size())) return true;
  return false;
}

bool Reader::part_of_name(std::size_t i, std::size_t end) const {
  // "Resolution 2254", "Article 5", "Brigade 13", "No. 10": a number behind a capitalised word, with nothing counted after
  if (i == 0 || p_[i - 1].kind != PieceKind::word || !p_[i - 1].capital || i == 1) return any(i ? i - 1 : i, {"article", "resolution", "chapter", "no"}) && i > 0;
  return end >= p_.size() || p_[end].kind != PieceKind::word || lex_.skipped.contains(low(end)) ? any(i - 1, {"resolution", "article", "chapter", "brigade", "battalion", "route", "highway", "section", "phase", "channel", "group", "camp", "area", "zone", "flight", "unit", "division", "covid"}) : false;
}

std::size_t Reader::bound_before(std::size_t i, Bound& bound) const {
  for (const auto& b : lex_.bounds) {
    const std::size_t n = b.words.size();
    if (b.after || n > i) continue;
    bool same = true;
    for (std::size_t k = 0; same && k < n; ++k) same = low(i - n + k) == b.words[k];
    if (!same) continue;
    if (n == 1 && any(i - 1, {"over", "under", "above", "below", "around", "about"}) && i > 1 && any(i - 2, {"control", "took", "take", "clashes", "talks", "concerns", "handed"}) && any(i - 1, {"over"})) return i;
    bound = b.bound;
    return i - n;
  }
  return i;
}

/// Reads the counted noun from piece i; returns the end of it, or i if there is none.
std::size_t Reader::unit(std::size_t i, NumberMention& m) const {
  std::size_t k = i;
  if (is(k, "%") || is(k, "percent") || (is(k, "per") && is(k + 1, "cent"))) {
    m.unit = "percent";
    m.unit_class = "share";
    const std::size_t end = is(k, "per") ? k + 2 : k + 1;
    m.unit_span = span(k, end);
    return end;
  }
  if (is(k, "of") && any(k + 1, {"the", "its", "their", "his", "her", "our", "my", "them", "these", "those"}) && !is(k + 1, "them")) {
    k += 2;
    if (is(k, "'") || number_at(p_, k)) return i;
  }
  // several words form one unit first ("square kilometres"), then step over what describes
  std::size_t last = i, steps = 0;
  std::string lemma, unit_class;
  std::size_t first_noun = i;
  for (; k < p_.size() && steps < 6; ++k, ++steps) {
    if (is(k, "-") && glued(k) && k > i) continue;
    if (is(k, "'") && is(k + 1, "s")) { lemma.clear(); last = i; ++k; continue; }
    if (p_[k].kind != PieceKind::word) break;
    const auto skipped = lex_.skipped.find(low(k));
    if (skipped != lex_.skipped.end()) {
      if (skipped->second == "grammar") break;
      continue;
    }
    const auto token = token_at(sentence_, p_[k].span.begin);
    const Upos tag = token ? sentence_.tokens[*token].upos : Upos::x;
    if (k + 1 < p_.size()) {
      const std::string two = std::string(low(k)) + " " + std::string(low(k + 1));
      if (const auto u = lex_.units.find(two); u != lex_.units.end()) {
        first_noun = k; last = k + 2; lemma = u->second.lemma; unit_class = u->second.unit_class;
        break;
      }
    }
    const auto u = lex_.units.find(low(k));
    if (u != lex_.units.end()) {
      first_noun = k; last = k + 1; lemma = u->second.lemma; unit_class = u->second.unit_class;
      // "5,000 army base guards": go on while known nouns follow directly
      if (!(k + 1 < p_.size() && lex_.units.contains(low(k + 1)) && tag != Upos::verb)) break;
      if (any(k, {"killed", "dead", "wounded", "injured", "displaced"})) break;
      continue;
    }
    if (tag == Upos::verb && lemma.empty() && !low(k).ends_with("ed")) break;
    if (tag == Upos::adp || tag == Upos::aux || tag == Upos::det || tag == Upos::pron || tag == Upos::sconj || tag == Upos::cconj || (tag == Upos::adv && low(k).ends_with("ly") == false)) break;
    if (tag == Upos::noun && !lemma.empty()) break;
    if (tag == Upos::noun || (tag == Upos::x && low(k).size() > 3 && low(k).ends_with('s') && !p_[k].capital && !low(k).ends_with("ss"))) {
      first_noun = k; last = k + 1;
      lemma = token && !sentence_.tokens[*token].lemma.empty() && tag == Upos::noun ? sentence_.tokens[*token].lemma : std::string(low(k).substr(0, low(k).size() - 1));
      unit_class = "things";
      if (tag == Upos::x) break;
      // a noun before a noun describes it: "3 border posts"
      if (k + 1 < p_.size()) {
        const auto next = token_at(sentence_, p_[k + 1].span.begin);
        if (next && sentence_.tokens[*next].upos == Upos::noun) continue;
      }
      break;
    }
  }
  if (last == i) return i;
  m.unit = lemma;
  m.unit_class = unit_class;
  m.unit_span = span(first_noun, last);
  return last;
}

std::optional<std::pair<NumberMention, std::size_t>> Reader::at(std::size_t i) const {
  NumberMention m;
  m.sentence = index_;
  std::size_t first = i, end = i;
  // vague counts: "dozens of", "hundreds", "tens of thousands of"
  if (const auto v = lex_.vague.find(low(i)); v != lex_.vague.end()) {
    m.bound = Bound::vague;
    m.value = v->second;
    end = i + 1;
    if (is(end, "of") && lex_.vague.contains(low(end + 1))) { m.value = v->second * lex_.vague.find(low(end + 1))->second / 2; end += 2; }
    const bool of = is(end, "of");
    const bool led = i > 0 && any(i - 1, {"the", "his", "her", "their"});
    if (!of && is(i, "scores")) return std::nullopt;  // "he scores"
    if (led && !of) return std::nullopt;
    std::size_t k = of ? end + 1 : end;
    if (of && any(k, {"the", "their", "its", "his", "her"})) ++k;
    if (is(k, "more")) ++k;
    const std::size_t stop = k < p_.size() && (of || any(end, {"more"})) ? unit(k, m) : k;
    if (stop > k) end = stop;
    Bound ignored = Bound::vague;
    first = bound_before(i, ignored);
    m.span = span(first, end);
    return std::pair{m, end};
  }
  // A share of a total that is itself a figure: "about half of the 419 districts" says nothing of 419 being meant.
  if (any(i, {"half", "most", "many", "some", "part", "none", "majority", "third", "thirds", "quarter", "quarters", "fifth", "rest"}) && is(i + 1, "of")) {
    const std::size_t d = any(i + 2, {"the", "its", "their", "all"}) ? i + 3 : i + 2;
    if (const auto total = d < p_.size() ? value(d) : std::nullopt; total && !is(total->end, "%")) {
      m.bound = Bound::vague;
      m.of = total->value;
      const std::size_t stop = unit(total->end, m);
      end = std::max(stop, total->end);
      Bound ignored = Bound::vague;
      first = bound_before(i, ignored);
      m.span = span(first, end);
      return std::pair{m, end};
    }
  }
  if (is(i, "half") && is(i + 1, "of") && any(i + 2, {"the", "its", "their"})) {
    m.value = 50; m.unit = "percent"; m.unit_class = "share";
    m.unit_span = {};
    first = bound_before(i, m.bound);
    m.span = span(first, i + 1);
    return std::pair{m, i + 1};
  }
  const bool dollar = any(i, {"$", "€", "£"});
  const std::size_t start = dollar ? i + 1 : i;
  const bool between = is(i, "between");
  const auto n = value(between ? i + 1 : start);
  if (!n) return std::nullopt;
  if (between && !is(n->end, "and")) return std::nullopt;
  m.value = n->value;
  end = n->end;
  const std::size_t number_first = between ? i + 1 : start;
  if (!dollar && part_of_name(number_first, end)) return std::nullopt;
  // ages: "12-year-old", "30 years old", "aged 20", ", 45,"
  if (i > 0 && any(i - 1, {"aged", "age"})) return std::nullopt;
  {
    const std::size_t u = is(end, "-") ? end + 1 : end;
    if (any(u, {"year", "years", "month", "months", "day", "days"}) && ((is(u + 1, "-") && any(u + 2, {"old", "olds"})) || is(u + 1, "old") || (is(u + 1, "of") && is(u + 2, "age")))) return std::nullopt;
    if (i > 1 && is(i - 1, ",") && is(end, ",") && p_[i - 2].capital && n->plain && n->value > 0 && n->value < 110) return std::nullopt;
    if (i > 1 && is(i - 1, ",") && is(end, ".") && end + 1 >= p_.size() && p_[i - 2].capital && n->plain && n->value < 110) return std::nullopt;
  }
  // ranges: "20 to 30", "between 20 and 30", "20-30"
  const bool dash = is(end, "-") && glued(end) && glued(end + 1);
  if ((between && is(end, "and")) || is(end, "to") || dash) {
    if (const auto high = number_at(p_, end + 1); high && high->value > m.value && !in_time(span(end + 1, high->end)) && !(dash && high->digits != n->digits)) {
      m.high = high->value;
      if (high->value >= 1e3 && n->digits && n->plain && m.value < 1e3 && !high->plain && high->digits && p_[high->end - 1].kind == PieceKind::word) m.value *= high->value >= 1e9 ? 1e9 : high->value >= 1e6 ? 1e6 : 1e3;  // "2 to 3 million"
      if (*m.high <= m.value) m.high.reset();
      end = high->end;
    } else if (between) return std::nullopt;
  }
  if (between && !m.high) return std::nullopt;
  if (!between) first = bound_before(dollar ? i : number_first, m.bound);
  if (i > 0 && any(i - 1, {"from"}) && m.high) first = i - 1;
  // "one" counts only with a noun of its own: "one soldier", not "one of them", "no one", "this one"
  const bool one = is(number_first, "one") && n->end == number_first + 1;
  if (one && i > 0 && any(i - 1, {"no", "this", "that", "any", "every", "the", "another", "each", "which", "s"})) return std::nullopt;
  for (const auto& b : lex_.bounds) {
    if (!b.after || b.words.size() + end > p_.size()) continue;
    bool same = true;
    for (std::size_t k = 0; same && k < b.words.size(); ++k) same = low(end + k) == b.words[k];
    if (same) { m.bound = b.bound; end += b.words.size(); break; }
  }
  if (is(end, "+") && glued(end)) { m.bound = Bound::at_least; ++end; }
  // denominators: "160 of 407 districts", "30 out of 100", "of the country's 421 districts"
  std::size_t k = end;
  if (is(k, "-") && glued(k) && glued(k + 1)) ++k;  // "70-kilometre"
  NumberMention before = m;
  const std::size_t own = dollar ? k : unit(k, before);
  std::size_t of = is(end, "of") ? end + 1 : is(end, "out") && is(end + 1, "of") ? end + 2 : 0;
  if (!of && own > k && is(own, "of")) of = own + 1;
  if (!of && own > k && is(own, "out") && is(own + 1, "of")) of = own + 2;
  if (of) {
    std::size_t d = of;
    while (d < p_.size() && d < of + 7 && !number_at(p_, d) && (p_[d].kind == PieceKind::word || is(d, "'") || is(d, "-")) && !any(d, {"and", "in", "on", "by", "who", "that"})) ++d;
    const bool reached = d < p_.size() && (d == of || any(of, {"the", "its", "their", "some", "about", "more", "a"}) || p_[of].capital || is(d - 1, "s"));
    if (const auto total = reached ? value(d) : std::optional<NumberAt>{}; total && total->value >= m.value && !(is(total->end, "%"))) {
      m.of = total->value;
      const std::size_t stop = unit(total->end, m);
      end = stop > total->end ? stop : total->end;
      if (m.unit.empty() && own > k) { m.unit = before.unit; m.unit_class = before.unit_class; m.unit_span = before.unit_span; }
      m.span = span(first, end);
      return std::pair{m, end};
    }
  }
  if (dollar) {
    m.unit = is(i, "$") ? "dollar" : is(i, "£") ? "pound" : "euro";
    m.unit_class = "money";
    m.unit_span = p_[i].span;
    if (first == i && i > 0) first = bound_before(i, m.bound);
    if (first > i) first = i;
  } else if (own > k) {
    m = before;
    end = own;
  } else if (one) {
    return std::nullopt;
  }
  if (m.unit_class == "duration" && in_time(span(number_first, end))) return std::nullopt;
  m.span = span(std::min(first, i), end);
  return std::pair{m, end};
}

std::vector<NumberMention> Reader::read() const {
  std::vector<NumberMention> out;
  for (std::size_t i = 0; i < p_.size();) {
    if (ordinal_at(p_, i)) { i = ordinal_at(p_, i)->end; continue; }
    auto found = at(i);
    if (!found) { ++i; continue; }
    i = std::max(found->second, i + 1);
    out.push_back(std::move(found->first));
  }
  return out;
}

}  // namespace

NumberResolver::NumberResolver(const NumberLexicon& lexicon) : lexicon_(lexicon) {}

std::vector<NumberMention> NumberResolver::resolve(const Document& document, const Analysis& analysis, const std::vector<TimeMention>& times) const {
  std::vector<NumberMention> out;
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s)
    for (auto& m : Reader(lexicon_, document, analysis.sentences[s], s, times).read()) out.push_back(std::move(m));
  return out;
}

}  // namespace daybook
