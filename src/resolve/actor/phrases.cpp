#include "resolve/actor/phrases.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace daybook {
namespace {

bool is_letter(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }

void cut(std::string_view form, std::uint32_t token, std::vector<PhraseUnit>& out) {
  for (std::size_t i = 0; i < form.size();) {
    CodePoint c = code_point_at(form, i);
    if (!is_letter(c.value)) {
      i += c.size;
      continue;
    }
    const std::size_t begin = i;
    PhraseUnit unit;
    unit.token = token;
    unit.first_upper = u_isupper(static_cast<UChar32>(c.value));
    unit.all_upper = true;
    while (i < form.size()) {
      c = code_point_at(form, i);
      if (!is_letter(c.value)) break;
      if (u_islower(static_cast<UChar32>(c.value))) unit.all_upper = false;
      i += c.size;
    }
    unit.key = fold_key(form.substr(begin, i - begin));
    out.push_back(std::move(unit));
  }
}

std::string key_of(const std::vector<PhraseUnit>& units, std::size_t first, std::size_t last) {
  std::string key;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) key += ' ';
    key += units[i].key;
  }
  return key;
}

bool written_so(const std::vector<PhraseUnit>& units, std::size_t first, std::size_t last, Writing writing) {
  switch (writing) {
    case Writing::any: return true;
    case Writing::name:
      for (std::size_t i = first; i < last; ++i)
        if (units[i].first_upper) return true;
      return false;
    case Writing::acronym:
      for (std::size_t i = first; i < last; ++i)
        if (!units[i].all_upper) return false;
      return true;
  }
  return false;
}

bool is_name_kind(PhraseKind kind) { return kind != PhraseKind::body && kind != PhraseKind::noun; }

/// Only hyphens, apostrophes, full stops and slashes may stand between the words of a phrase.
bool joined(const Sentence& sentence, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t t = from + 1; t < to; ++t) {
    const std::string& form = sentence.tokens[t].form;
    if (form == "," || form == ";" || form == ":" || form == "(" || form == ")" || form == "\"" || form == "!" || form == "?") return false;
  }
  return true;
}

}  // namespace

std::vector<PhraseUnit> units_of(const Sentence& sentence) {
  std::vector<PhraseUnit> out;
  for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) cut(sentence.tokens[t].form, t, out);
  return out;
}

std::vector<PhraseUnit> units_of(std::string_view phrase) {
  std::vector<PhraseUnit> out;
  std::uint32_t word = 0;
  while (!phrase.empty()) {
    const auto blank = phrase.find(' ');
    cut(phrase.substr(0, blank), word++, out);
    if (blank == std::string_view::npos) break;
    phrase.remove_prefix(blank + 1);
  }
  return out;
}

void PhraseIndex::add(std::string_view phrase, PhraseTarget target) {
  const auto units = units_of(phrase);
  if (units.empty()) return;
  Dictionary& dictionary = is_name_kind(target.kind) ? names_ : words_;
  auto& targets = dictionary.phrases[key_of(units, 0, units.size())];
  for (const PhraseTarget& known : targets)
    if (known.kind == target.kind && known.row == target.row) return;
  targets.push_back(target);
  auto& longest = dictionary.longest[units.front().key];
  longest = std::max(longest, units.size());
}

std::vector<PhraseTarget> PhraseIndex::name(std::string_view phrase) const {
  const auto units = units_of(phrase);
  const auto found = names_.phrases.find(key_of(units, 0, units.size()));
  return found == names_.phrases.end() ? std::vector<PhraseTarget>{} : found->second;
}

std::vector<PhraseHit> PhraseIndex::find(const Dictionary& dictionary, const Sentence& sentence) {
  std::vector<PhraseHit> out;
  const auto units = units_of(sentence);
  for (std::size_t i = 0; i < units.size();) {
    std::size_t next = i + 1;
    const auto longest = dictionary.longest.find(units[i].key);
    const bool starts_word = i == 0 || units[i - 1].token != units[i].token || units[i].first_upper;
    if (longest != dictionary.longest.end() && starts_word) {
      for (std::size_t n = std::min(longest->second, units.size() - i); n > 0; --n) {
        const std::uint32_t from = units[i].token, to = units[i + n - 1].token;
        const auto found = dictionary.phrases.find(key_of(units, i, i + n));
        if (found == dictionary.phrases.end() || !joined(sentence, from, to)) continue;
        PhraseHit hit{from, to + 1, {}};
        for (const PhraseTarget& target : found->second)
          if (written_so(units, i, i + n, target.writing)) hit.targets.push_back(target);
        if (hit.targets.empty()) continue;
        out.push_back(std::move(hit));
        next = i + n;
        break;
      }
    }
    i = next;
  }
  return out;
}

}  // namespace daybook
