#include "resolve/number/counted_noun.h"

namespace daybook {
namespace {

constexpr std::size_t kReach = 7;  // pieces between a number and its noun

bool possessive(const NumberScene& s, std::size_t i) { return s.any(i, {"the", "its", "their", "his", "her", "our", "my", "these", "those"}); }

std::optional<CountedNoun> percent_at(const NumberScene& s, std::size_t i) {
  const std::size_t k = s.hyphen(i) ? i + 1 : i;
  const std::size_t end = s.any(k, {"%", "percent", "pc", "pct"}) ? k + 1 : s.is(k, "per") && s.is(k + 1, "cent") ? k + 2 : k;
  const bool point = s.any(end, {"point", "points"}) || (s.hyphen(end) && s.any(end + 1, {"point", "points"}));
  if (end == k || point) return std::nullopt;
  return CountedNoun{k, end, "percent", "share"};
}

/// The known noun that begins at piece i, of as many pieces as it has.
std::optional<CountedNoun> known_noun(const NumberScene& s, std::size_t i) {
  const auto& lex = s.lexicon();
  if (lex.unit_starts.contains(s.low(i))) {
    std::string phrase(s.low(i));
    std::optional<CountedNoun> longest;
    for (std::size_t k = i + 1; k < s.size() && k < i + lex.unit_pieces; ++k) {
      phrase.append(" ").append(s.low(k));
      if (const auto unit = lex.units.find(phrase); unit != lex.units.end()) longest = CountedNoun{i, k + 1, unit->second.lemma, unit->second.unit_class};
    }
    if (longest) return longest;
  }
  if (const auto unit = lex.units.find(s.low(i)); unit != lex.units.end()) return CountedNoun{i, i + 1, unit->second.lemma, unit->second.unit_class};
  return std::nullopt;
}

bool noun(const NumberScene& s, std::size_t i) { return s.word(i) && (s.tag(i) == Upos::noun || s.tag(i) == Upos::propn); }

/// "two million Afghans", "one in three Yemenis": a people, where no noun follows that it describes.
std::optional<CountedNoun> people_at(const NumberScene& s, std::size_t i) {
  if (!s.capital(i)) return std::nullopt;
  const auto people = s.lexicon().peoples.find(s.low(i));
  if (people == s.lexicon().peoples.end()) return std::nullopt;
  const bool describes = s.hyphen(i + 1) || noun(s, i + 1) || s.tag(i + 1) == Upos::adj || (s.word(i + 1) && known_noun(s, i + 1) && s.tag(i + 1) != Upos::verb);
  if (describes) return std::nullopt;
  return CountedNoun{i, i + 1, people->second, "people"};
}

/// A noun that no table knows, by its tag; without tags a plural by its ending.
std::optional<CountedNoun> tagged_noun(const NumberScene& s, std::size_t i) {
  const auto low = s.low(i);
  const bool tagged = s.tag(i) == Upos::noun;
  const bool looks = s.tag(i) == Upos::x && low.size() > 3 && low.ends_with('s') && !low.ends_with("ss") && !s.capital(i);
  if (!tagged && !looks) return std::nullopt;
  const Token* token = s.token(i);
  std::string lemma = tagged && !token->lemma.empty() ? token->lemma : std::string(low.substr(0, low.size() - 1));
  return CountedNoun{i, i + 1, std::move(lemma), "things"};
}

/// Words that no noun phrase goes on over.
bool ends_phrase(const NumberScene& s, std::size_t i) {
  switch (s.tag(i)) {
    case Upos::adp: case Upos::aux: case Upos::det: case Upos::pron: case Upos::sconj: case Upos::cconj: return true;
    case Upos::adv: return !s.low(i).ends_with("ly");
    case Upos::verb: return !s.low(i).ends_with("ed");
    case Upos::adj: case Upos::intj: case Upos::noun: case Upos::num: case Upos::part: case Upos::propn: case Upos::punct: case Upos::sym: case Upos::x: return false;
  }
  return false;
}

/// "122mm rockets": a calibre is stepped over.
bool calibre(const NumberScene& s, std::size_t i) { return s.number(i) && ((s.glued(i + 1) && s.is(i + 1, "mm")) || (s.hyphen(i + 1) && s.is(i + 2, "mm"))); }

/// "eight soldiers dead", "30 people wounded": what became of them, not who they are.
bool state(const NumberScene& s, std::size_t i) { return s.any(i, {"dead", "killed", "wounded", "injured", "displaced", "missing"}); }

/// A noun that another may follow: "tank crews", "police vehicles", but not "soldiers" or "people".
bool may_describe(const NumberScene& s, const CountedNoun& noun) { return s.low(noun.end - 1) == std::string_view(noun.lemma).substr(noun.lemma.rfind(' ') + 1); }

/// Does the noun phrase, `found` being its last noun so far, end before the noun at k?
bool another_phrase(const NumberScene& s, const std::optional<CountedNoun>& found, std::size_t k) {
  return found && (s.tag(k) == Upos::verb || state(s, k) || k != found->end || !may_describe(s, *found));
}

/// The noun phrase from piece i on: steps over what describes, and takes the last of nouns in a row.
std::optional<CountedNoun> noun_phrase(const NumberScene& s, std::size_t i) {
  std::optional<CountedNoun> found;
  for (std::size_t k = i; k < s.size() && k < i + kReach;) {
    const bool second_half = k > i && s.hyphen(k - 1);  // "Russian-made"
    const auto skipped = s.lexicon().skipped.find(s.low(k));
    if (s.hyphen(k) && k > i) {
      if (found && found->end == k) found.reset();  // "tank-led groups"
      ++k;
    } else if (s.is(k, "'") && s.is(k + 1, "s") && s.glued(k)) {
      found.reset();  // the owner: "three of Syria's provinces"
      k += 2;
    } else if (calibre(s, k)) {
      k += s.hyphen(k + 1) ? 3 : 2;
    } else if (!s.word(k)) {
      break;
    } else if (const auto known = known_noun(s, k)) {
      if (another_phrase(s, found, k)) break;
      found = known;
      k = known->end;
    } else if (const auto people = people_at(s, k); people && !found) {
      return people;
    } else if (skipped != s.lexicon().skipped.end() && !second_half) {
      if (skipped->second == "grammar" || found) break;
      ++k;
    } else if (ends_phrase(s, k) && !second_half) {
      break;
    } else {
      auto tagged = s.hyphen(k + 1) ? std::nullopt : tagged_noun(s, k);
      if (found && (!tagged || another_phrase(s, found, k))) break;
      if (tagged) found = std::move(tagged);
      ++k;
    }
  }
  return found;
}

}  // namespace

std::optional<CountedNoun> counted_noun(const NumberScene& s, std::size_t i) {
  if (auto percent = percent_at(s, i)) return percent;
  if (!s.is(i, "of")) return noun_phrase(s, i);
  // "12 of them civilians", "ten of whom were children"
  if (s.any(i + 1, {"them", "whom", "those", "these"})) {
    std::size_t k = i + 2;
    while (s.tag(k) == Upos::aux || s.any(k, {"were", "are", "was"})) ++k;
    return noun_phrase(s, k);
  }
  // "seven of their leaders", but not "seven of the 40 leaders": a total is read elsewhere
  if (!possessive(s, i + 1) || s.is(i + 2, "'") || number_at(s.pieces(), i + 2)) return std::nullopt;
  return noun_phrase(s, i + 2);
}

std::optional<CountedNoun> hyphenated_noun(const NumberScene& s, std::size_t i) {
  if (auto known = known_noun(s, i)) return known;
  return tagged_noun(s, i);
}

}  // namespace daybook
