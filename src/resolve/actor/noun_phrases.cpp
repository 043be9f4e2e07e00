#include "resolve/actor/noun_phrases.h"

#include "base/utf8.h"

namespace daybook {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool possessive_mark(const Token& token) {
  return token.xpos == "POS" || (token.upos == Upos::part && (token.form == "'s" || token.form == "\u2019s" || token.form == "'" || token.form == "\u2019"));
}

bool possessive_pronoun(const Token& token) {
  return token.upos != Upos::noun && one_of(lower_form(token), {"his", "her", "its", "their", "our", "my", "your"}) &&
         (token.feats.find("Poss=Yes") != std::string::npos || token.xpos == "PRP$" || base_relation(token.deprel) == "nmod");
}

bool determiner(const Token& token) {
  return token.upos == Upos::det || one_of(lower_form(token), {"the", "a", "an", "this", "these", "those", "both"});
}

bool free_pronoun(const Token& token) {
  return token.upos == Upos::pron &&
         one_of(lower_form(token), {"he", "she", "it", "they", "him", "her", "them", "who", "which", "that", "whom", "we", "us", "i", "me", "himself",
                                    "herself", "itself", "themselves", "his", "hers", "theirs", "whose", "both"});
}

bool nominal(const Token& token) {
  switch (token.upos) {
    case Upos::noun: case Upos::propn: case Upos::adj: case Upos::num: case Upos::sym: return true;
    case Upos::verb: return base_relation(token.deprel) == "amod" || base_relation(token.deprel) == "compound";
    case Upos::x: return true;
    default: return false;
  }
}

bool noun(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn; }

bool hyphen(const Sentence& sentence, std::uint32_t t) {
  const auto& tokens = sentence.tokens;
  if (!one_of(tokens[t].form, {"-", "\u2010", "\u2011", "\u2013", "/"})) return false;
  return t > 0 && t + 1 < tokens.size() && tokens[t - 1].span.end == tokens[t].span.begin && tokens[t].span.end == tokens[t + 1].span.begin;
}

/// A dash between clauses or behind a dateline ("BAGHDAD - Parliament"), whatever it was tagged.
bool dash(const Sentence& sentence, std::uint32_t t) {
  return one_of(sentence.tokens[t].form, {"-", "--", "\u2013", "\u2014"}) && !hyphen(sentence, t);
}

}  // namespace

std::string lower_form(const Token& token) { return fold_key(token.form); }

std::vector<NounPhrase> noun_phrases(const Sentence& sentence, const std::vector<PhraseHit>& names, const std::vector<PhraseHit>& words) {
  const auto& tokens = sentence.tokens;
  const auto size = static_cast<std::uint32_t>(tokens.size());
  std::vector<bool> glued(size, false), known(size, false), noun_word(size, false);
  for (const PhraseHit& hit : names)
    for (std::uint32_t t = hit.first; t < hit.last; ++t) known[t] = true, glued[t] = t > hit.first;
  for (const PhraseHit& hit : words)
    for (std::uint32_t t = hit.first; t < hit.last; ++t) {
      if (t > hit.first) glued[t] = true;
      // "forces" or "claims" may be verbs; trust the tag for a single word.
      if (hit.last - hit.first > 1 || noun(tokens[t]) || tokens[t].upos == Upos::adj) noun_word[t] = hit.last == t + 1 || hit.last - hit.first > 1;
    }
  for (const Name& name : sentence.names)
    if (name.type == NameType::person)
      for (std::uint32_t t = name.first; t < name.last; ++t) known[t] = true;

  std::vector<NounPhrase> out;
  std::string preposition;
  for (std::uint32_t t = 0; t < size;) {
    if (free_pronoun(tokens[t]) && !possessive_pronoun(tokens[t]) && !known[t]) {
      NounPhrase np;
      np.first = t, np.last = t + 1, np.head = t, np.pronoun = true, np.preposition = preposition;
      np.plural = one_of(lower_form(tokens[t]), {"they", "them", "we", "us", "themselves", "both"});
      out.push_back(np);
      preposition.clear();
      ++t;
      continue;
    }
    const bool opens = !dash(sentence, t) && (determiner(tokens[t]) || possessive_pronoun(tokens[t]) || nominal(tokens[t]) || known[t] || noun_word[t]);
    if (!opens) {
      if (tokens[t].upos == Upos::adp || tokens[t].upos == Upos::sconj) preposition = lower_form(tokens[t]);
      else if (tokens[t].upos != Upos::adv && tokens[t].upos != Upos::punct) preposition.clear();
      ++t;
      continue;
    }
    NounPhrase np;
    np.first = t;
    np.preposition = preposition;
    preposition.clear();
    if (possessive_pronoun(tokens[t])) np.owner_pronoun = static_cast<int>(t), np.definite = true;
    std::int64_t last_noun = -1;
    for (; t < size; ++t) {
      const Token& token = tokens[t];
      const bool start = t == np.first;
      if ((possessive_mark(token) || dash(sentence, t)) && !glued[t]) break;
      if (!start && !glued[t] && (determiner(token) || possessive_pronoun(token)) && !(last_noun < 0 && determiner(token))) break;
      if (determiner(token)) {
        const std::string form = lower_form(token);
        if (one_of(form, {"the", "this", "that", "these", "those", "both"})) np.definite = true;
        if (one_of(form, {"a", "an", "some", "any", "another", "several"})) np.indefinite = true;
        if (one_of(form, {"these", "those", "both"})) np.plural = true;
        continue;
      }
      if (!(nominal(token) || glued[t] || known[t] || noun_word[t] || hyphen(sentence, t) || possessive_pronoun(token))) {
        // "heavily armed fighters": an adverb before an adjective belongs to the phrase.
        if (token.upos == Upos::adv && t + 1 < size && nominal(tokens[t + 1]) && tokens[t + 1].upos != Upos::propn && last_noun < 0 && !start) continue;
        break;
      }
      // "on July 17 Taliban attacked": after a noun and a number another phrase begins.
      if (!start && !glued[t] && last_noun >= 0 && tokens[t - 1].upos == Upos::num && !glued[t - 1] && !hyphen(sentence, t)) break;
      if (token.upos == Upos::num) np.indefinite = np.indefinite || !np.definite;
      // "comments followed reports": a verb behind the noun is taken for a modifier only by a wrong parse.
      if (!start && last_noun >= 0 && token.upos == Upos::verb && !glued[t] && !known[t] && !hyphen(sentence, t - 1)) break;
      // A number after the noun starts another phrase ("on July 17 Taliban ...") unless it is part of a name.
      if (noun(token) || known[t] || noun_word[t]) last_noun = t;
    }
    // Nothing after the last noun belongs to the phrase: a participle there is a predicate more often than not.
    np.last = last_noun < 0 ? t : static_cast<std::uint32_t>(last_noun) + 1;
    t = np.last;
    if (np.last == np.first) { ++t; continue; }
    if (last_noun < 0) last_noun = np.last - 1;
    np.head = static_cast<std::uint32_t>(last_noun);
    std::uint32_t outside = 0, top = 0;
    for (std::uint32_t i = np.first; i < np.last; ++i)
      if (tokens[i].head < static_cast<std::int32_t>(np.first) || tokens[i].head >= static_cast<std::int32_t>(np.last))
        if (tokens[i].upos != Upos::punct && tokens[i].upos != Upos::det) ++outside, top = i;
    if (outside == 1 && (noun(tokens[top]) || known[top])) np.head = top;
    const Token& semantic = tokens[static_cast<std::size_t>(last_noun)];
    np.plural = np.plural || semantic.feats.find("Number=Plur") != std::string::npos || semantic.xpos == "NNS" || semantic.xpos == "NNPS";
    if (t < size && possessive_mark(tokens[t])) np.possessive = true;
    const int self = static_cast<int>(out.size());
    if (self > 0 && out[self - 1].possessive && out[self - 1].last + 1 == np.first) np.possessor = self - 1, np.definite = true;
    if (self > 0 && !out[self - 1].pronoun && out[self - 1].last + 1 == np.first && !out[self - 1].possessive &&
        one_of(np.preposition, {"of", "for", "from", "in", "at", "belonging", "within", "with", "to", "on"}) && tokens[out[self - 1].last].upos == Upos::adp)
      out[self - 1].complement = self;
    if (np.possessive) ++t;
    out.push_back(np);
  }
  return out;
}

}  // namespace daybook
