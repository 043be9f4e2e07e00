#include "claim/tree.h"

namespace daybook {
namespace {

std::string lower(const std::string& text) {
  std::string out = text;
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

Tree::Tree(const Sentence& s) : sentence(s), children(s.tokens.size()) {
  lemma.reserve(s.tokens.size());
  form.reserve(s.tokens.size());
  for (Word i = 0; i < s.tokens.size(); ++i) {
    lemma.push_back(lower(s.tokens[i].lemma.empty() ? s.tokens[i].form : s.tokens[i].lemma));
    form.push_back(lower(s.tokens[i].form));
    const auto h = s.tokens[i].head;
    if (h >= 0 && static_cast<Word>(h) < s.tokens.size()) children[static_cast<Word>(h)].push_back(i);
  }
}

std::optional<Word> Tree::child(Word w, std::string_view wanted) const {
  for (const Word c : children[w])
    if (token(c).deprel == wanted || relation(c) == wanted) return c;
  return std::nullopt;
}

std::string Tree::preposition(Word w) const {
  for (const Word c : children[w]) {
    if (relation(c) != "case") continue;
    const std::string& f = form[c];
    if (f == "'s" || f == "’s" || f == "'" || f == "’") continue;
    return f;
  }
  return {};
}

bool Tree::nominal(Word w) const {
  const Upos p = token(w).upos;
  return p == Upos::noun || p == Upos::propn || p == Upos::pron || p == Upos::num;
}

bool Tree::predicative(Word w) const { return verbal(w) || child(w, "cop") || child(w, "nsubj"); }

bool is_tree(const Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    std::size_t steps = 0;
    for (auto at = static_cast<std::int32_t>(i); at >= 0; at = sentence.tokens[static_cast<std::size_t>(at)].head)
      if (++steps > sentence.tokens.size()) return false;
  }
  return true;
}

}  // namespace daybook
