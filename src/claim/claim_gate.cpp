#include "claim/claim_gate.h"

#include <algorithm>
#include <array>

namespace daybook {
namespace {

/// Classes whose members are known by their lemma alone; of the others (places, people, forces) names are members too.
constexpr std::array<std::string_view, 8> kClosed{"settlement", "area", "machine", "facility", "agreement", "talks", "ceasefire", "document"};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 128; }

/// What stands at a byte of UTF-8: how many bytes, and whether it is a letter. Punctuation beyond ASCII is C2 .. and E2 .., signs and emoji F0 ...
struct Step {
  std::size_t size;
  bool letter;
};
Step step_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 128) return {1, (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')};
  const std::size_t size = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  return {std::min(size, text.size() - at), c > 0xC2 && c != 0xE2 && c < 0xF0};
}

}  // namespace

std::vector<std::string> regular_forms(const std::string& lemma) {
  std::vector<std::string> out{lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "ing", lemma + "d"};
  if (lemma.size() < 3) return out;
  const char last = lemma.back(), before = lemma[lemma.size() - 2];
  const std::string stem = lemma.substr(0, lemma.size() - 1);
  if (last == 'e') out.push_back(stem + "ing");
  if (lemma.ends_with("ie")) out.push_back(lemma.substr(0, lemma.size() - 2) + "ying");
  if (last == 'y' && !is_vowel(before)) out.push_back(stem + "ies"), out.push_back(stem + "ied");
  if (last == 'f') out.push_back(stem + "ves");
  if (lemma.ends_with("fe")) out.push_back(lemma.substr(0, lemma.size() - 2) + "ves");
  if (!is_vowel(last) && is_vowel(before)) out.push_back(lemma + last + "ed"), out.push_back(lemma + last + "ing");
  return out;
}

std::uint32_t ClaimGate::lemma(const std::string& word, const ClaimLexicon& lexicon) {
  const auto [at, fresh] = lemmas_.emplace(word, static_cast<std::uint32_t>(lemmas_.size()));
  if (!fresh) return at->second;
  rows_of_.emplace_back();
  for (const std::string& form : regular_forms(word)) forms_[form].push_back(at->second);
  for (const auto& [form, of] : lexicon.irregular)  // the order in which forms get their lemmas decides nothing
    if (of == word) forms_[form].push_back(at->second);
  return at->second;
}

ClaimGate::ClaimGate(const ClaimLexicon& lexicon) {
  rows_.resize(lexicon.triggers.size());
  for (std::size_t i = 0; i < rows_.size(); ++i)
    for (const Condition& condition : lexicon.triggers[i].when) {
      WordSet any;
      const bool known = std::all_of(condition.begin(), condition.end(), [&](const ArgumentTest& test) {
        const bool closed = std::find(kClosed.begin(), kClosed.end(), test.of_class) != kClosed.end();
        if (test.negated || test.words_negated || (test.words.empty() && !closed)) return false;
        for (const std::string& word : test.words) any.push_back(lemma(word, lexicon));
        if (const auto members = lexicon.classes.find(test.of_class); members != lexicon.classes.end())
          for (const std::string& word : members->second) any.push_back(lemma(word, lexicon));
        return true;
      });
      if (known && !any.empty()) rows_[i].needs.push_back(std::move(any));
    }
  for (const auto& table : lexicon.by_lemma)
    for (const auto& [word, indices] : table) {
      auto& rows = rows_of_[lemma(word, lexicon)];
      rows.insert(rows.end(), indices.begin(), indices.end());
    }
}

bool seems_to_name(std::string_view text) {
  bool begins = true;  // whether a sentence may begin with the next word
  for (std::size_t at = 0; at < text.size();) {
    const Step step = step_at(text, at);
    if (!step.letter) {
      const char c = text[at];
      if (c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == '\n') begins = true;
      at += step.size;
      continue;
    }
    const std::size_t first = at;
    std::size_t capitals = 0;
    while (at < text.size()) {
      const Step next = step_at(text, at);
      if (!next.letter) break;
      capitals += is_capital(text[at]);
      at += next.size;
    }
    if (!is_ascii(text[first]) || capitals > 1 || (!begins && capitals > 0 && at - first > 1)) return true;
    begins = false;
  }
  return false;
}

bool ClaimGate::passes(std::string_view text) const { return seems_to_name(text) || has_trigger(text); }

bool ClaimGate::has_trigger(std::string_view text) const {
  std::vector<char> there(lemmas_.size(), 0);
  std::vector<std::uint32_t> found;
  const auto look = [&](std::string_view word) {
    const auto known = forms_.find(word);
    if (known == forms_.end()) return;
    for (const auto one : known->second)
      if (!there[one]) there[one] = 1, found.push_back(one);
  };
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    if (const Step step = step_at(text, at); !step.letter) {
      at += step.size;
      continue;
    }
    // A word with its hyphens, and its parts by themselves.
    word.clear();
    std::size_t part = 0;
    for (;;) {
      while (at < text.size()) {
        const Step step = step_at(text, at);
        if (!step.letter) break;
        for (std::size_t i = 0; i < step.size; ++i) word += static_cast<char>(is_capital(text[at + i]) ? text[at + i] + 32 : text[at + i]);
        at += step.size;
      }
      const bool goes_on = at + 1 < text.size() && text[at] == '-' && step_at(text, at + 1).letter && word.size() < 60;
      if (part > 0 || goes_on) look(std::string_view(word).substr(part));
      if (!goes_on) break;
      word += '-';
      part = word.size();
      ++at;
    }
    look(word);
  }
  return std::any_of(found.begin(), found.end(), [&](std::uint32_t trigger) {
    return std::any_of(rows_of_[trigger].begin(), rows_of_[trigger].end(), [&](std::uint32_t row) {
      return std::all_of(rows_[row].needs.begin(), rows_[row].needs.end(),
                         [&](const WordSet& any) { return std::any_of(any.begin(), any.end(), [&](std::uint32_t one) { return there[one] != 0; }); });
    });
  });
}

}  // namespace daybook
