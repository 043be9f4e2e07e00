#include "resolve/number/no_quantity.h"

#include <cmath>

namespace daybook {
namespace {

constexpr double kOldest = 110;                  // years a person may be
constexpr double kFirstYear = 1300, kLastYear = 2100;  // of what is taken for a year where nothing is counted, Solar Hijri ones too

bool month_at(const NumberScene& s, std::size_t i) { return s.capital(i) && s.phrase_at(s.lexicon().months, i); }

bool month_before(const NumberScene& s, std::size_t i) {
  if (i == 0) return false;
  const auto found = s.lexicon().months_end.find(s.low(i - 1));
  if (found == s.lexicon().months_end.end()) return false;
  for (const auto& month : found->second)
    if (const auto first = s.before(i, month.words); first < i && s.capital(first)) return true;
  return false;
}

/// "34.52, 69.18": two decimals that count nothing.
bool coordinates(const NumberScene& s, std::size_t i, std::size_t end) {
  const auto fine = [&](std::size_t k) { return s.number(k) && s.low(k).find('.') != std::string_view::npos && s.low(k).size() - s.low(k).find('.') > 2; };
  return fine(i) && ((s.is(end, ",") && fine(end + 1)) || (i > 1 && s.is(i - 1, ",") && fine(i - 2)));
}

/// "700 555 014", "+93 700": numbers in a row are those of a telephone.
bool telephone(const NumberScene& s, std::size_t i, const NumberAt& number) {
  const auto beside = [&](std::size_t k) { return s.number(k) && s.low(k).find_first_of(",.") == std::string_view::npos; };
  return number.plain && (beside(number.end) || (i > 0 && (beside(i - 1) || s.is(i - 1, "+"))));
}

bool age(const NumberScene& s, std::size_t i, const NumberAt& number) {
  if (i > 0 && s.has_context(i - 1, NumberContext::age)) return true;
  const std::size_t unit = s.is(number.end, "-") ? number.end + 1 : number.end;
  if (s.any(unit, {"year", "years", "month", "months", "week", "weeks", "day", "days"}))
    if ((s.is(unit + 1, "-") && s.any(unit + 2, {"old", "olds"})) || s.is(unit + 1, "old") || (s.is(unit + 1, "of") && s.is(unit + 2, "age"))) return true;
  if (number.value <= 0 || number.value >= kOldest || number.value != std::floor(number.value)) return false;
  if (i > 1 && s.is(i - 1, "of") && s.has_context(i - 2, NumberContext::aged) && !s.word(number.end)) return true;
  const bool between_commas = i > 1 && s.is(i - 1, ",") && s.word(i - 2) && (s.is(number.end, ",") || (s.is(number.end, ".") && number.end + 1 >= s.size()));
  return between_commas && number.plain;
}

/// "won 3-1", "a 5-4 ruling", "in 2012-13": figures with a dash that do not rise.
bool falls(const NumberScene& s, const NumberAt& number) {
  if (!number.digits || !s.hyphen(number.end)) return false;
  const auto second = number_at(s.pieces(), number.end + 1);
  return second && second->digits && second->value <= number.value;
}

/// "Boeing 737", "France 24": by the tree, the number belongs to the name before it.
bool hangs_on_name(const NumberScene& s, std::size_t i) {
  const Token *name = s.token(i - 1), *number = s.token(i);
  if (!name || !number || name->upos != Upos::propn || !s.capital(i - 1)) return false;
  const auto relation = base_relation(number->deprel);
  return number->head == s.token_index(i - 1) && (relation == "nummod" || relation == "flat" || relation == "compound" || relation == "appos" || relation == "dep" || relation == "nmod");
}

/// "in 1978", "dated 1398": four digits, and nothing counted.
bool year(const NumberScene& s, std::size_t i, const NumberAt& number) {
  return number.plain && s.low(i).size() == 4 && number.value >= kFirstYear && number.value < kLastYear && i > 0 &&
         s.any(i - 1, {"in", "of", "since", "by", "until", "till", "from", "is", "was", "year", "early", "late", "mid", "before", "after", "to"});
}

/// Most of its longer words begin with capitals.
bool headline(const NumberScene& s) {
  std::size_t capitals = 0, all = 0;
  for (std::size_t i = 0; i < s.size(); ++i)
    if (s.word(i) && s.low(i).size() > 3) ++all, capitals += s.capital(i);
  return all > 2 && capitals * 10 >= all * 6;
}

/// "Five Eyes", "Three Brotherhood Alliance", "Big Four": a number in words with a capital inside a sentence that is no headline.
bool capital_name(const NumberScene& s, std::size_t i, const NumberAt& number) {
  if (number.digits || !s.capital(i) || i == 0 || s.pieces()[i - 1].kind == PieceKind::mark) return false;
  return (s.capital(number.end) || (s.is(number.end, "-") && s.capital(number.end + 1)) || s.capital(i - 1)) && !headline(s);
}

}  // namespace

std::size_t skip_no_quantity(const NumberScene& s, std::size_t i) {
  if (const auto ordinal = ordinal_at(s.pieces(), i)) return ordinal->end;
  const auto idioms = s.lexicon().idioms.find(s.low(i));
  if (idioms == s.lexicon().idioms.end()) return i;
  for (const auto& idiom : idioms->second) {
    if (idiom.number > i || (idiom.opens_sentence && i > idiom.number)) continue;
    const std::size_t first = i - idiom.number;
    if (s.after(first, idiom.words) > first) return first + idiom.words.size();
  }
  return i;
}

bool part_of_code(const NumberScene& s, std::size_t i, const NumberAt& number) {
  const std::size_t end = number.end;
  if (i > 0 && s.glued(i) && (s.word(i - 1) || s.any(i - 1, {"-", ":", "/", ".", "_", "#", "+"}))) return true;
  if (number.digits && s.any(end, {":", "/"}) && s.glued(end) && s.number(end + 1)) return true;
  if (number.digits && s.glued(end) && s.word(end) && !s.lexicon().units.contains(s.low(end))) return true;
  if (number.plain && s.low(i).size() > 1 && s.low(i).front() == '0') return true;  // "Case 002", "0630 GMT"
  if (s.is(end, "o") && s.is(end + 1, "'") && s.is(end + 2, "clock")) return true;
  if (number.plain && (s.has_context(end, NumberContext::clock) || (s.any(end, {"a", "p"}) && s.is(end + 1, ".") && s.glued(end + 2) && s.is(end + 2, "m")))) return true;
  if (number.plain && (month_at(s, end) || month_before(s, i))) return true;
  return falls(s, number) || telephone(s, i, number) || coordinates(s, i, end);
}

bool names_something(const NumberScene& s, std::size_t i, const NumberAt& number, bool counts) {
  if (age(s, i, number)) return true;
  if (i == 0) return false;
  std::size_t before = i - 1;
  if (s.is(before, ".") && before > 0 && s.any(before - 1, {"no", "nos"})) return true;
  if (s.has_context(before, NumberContext::name)) return true;
  if (s.has_context(before, NumberContext::title) && s.capital(before) && (before > 0 || !counts || s.is(number.end, "of"))) return true;
  if (s.is(before, "of") && before > 0 && s.has_context(before - 1, NumberContext::title) && s.capital(before - 1) && before > 1) return true;
  if (!counts && s.has_context(before, NumberContext::code)) return true;
  if (number.plain && hangs_on_name(s, i) && !counts) return true;
  return capital_name(s, i, number) || (!counts && year(s, i, number));
}

}  // namespace daybook
