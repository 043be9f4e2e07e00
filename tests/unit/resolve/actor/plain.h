// Builds an Analysis from plain text for tests, with a tagger small enough to see through: capitals are proper nouns,
// a word with a trailing underscore is a verb and makes the noun phrase before it its subject. Sentences end at " . ".
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"

namespace daybook::test {

struct Plain {
  Document document;
  Analysis analysis;
};

inline Upos guess(const std::string& w) {
  static const std::set<std::string> det{"the", "a", "an", "this", "these", "those", "both", "some", "several", "all"},
      adp{"of", "for", "in", "with", "by", "from", "to", "against", "on", "at", "under", "between"}, conj{"and", "or", "but"},
      pron{"he", "she", "it", "they", "them", "him", "who", "which", "we", "i", "us"}, poss{"his", "her", "its", "their", "our"},
      adj{"senior", "local", "former", "foreign", "armed", "new", "political", "joint", "interior", "chief", "deputy", "public", "pro-government", "popular", "heavily"};
  std::string l = w;
  for (char& c : l)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (w == "'s" || w == "'") return Upos::part;
  if (w.size() == 1 && !isalnum(static_cast<unsigned char>(w[0]))) return Upos::punct;
  if (isdigit(static_cast<unsigned char>(w[0]))) return Upos::num;
  if (w != "US" && w != "IT") {
    if (det.count(l)) return Upos::det;
    if (adp.count(l)) return Upos::adp;
    if (conj.count(l)) return Upos::cconj;
    if (pron.count(l) || poss.count(l)) return Upos::pron;
  }
  if (isupper(static_cast<unsigned char>(w[0])) || static_cast<unsigned char>(w[0]) >= 0x80) return Upos::propn;
  return adj.count(w) ? Upos::adj : Upos::noun;
}

/// "The Taliban said_ they will_ fight_ . The movement ..." A name in {braces} is one the recogniser marks as a person,
/// in <angles> as an organisation.
inline Plain plain(const std::string& text) {
  Plain out;
  Sentence sentence;
  std::string& doc = out.document.text;
  bool person = false, organisation = false;
  const auto finish = [&] {
    if (sentence.tokens.empty()) return;
    // The last noun before a verb is its subject; everything else hangs on nothing.
    for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      Token& token = sentence.tokens[t];
      if (token.upos != Upos::verb || t == 0) continue;
      for (std::uint32_t u = t; u-- > 0;) {
        Token& before = sentence.tokens[u];
        if (before.upos == Upos::verb) break;
        if (before.upos == Upos::noun || before.upos == Upos::propn || before.upos == Upos::pron) {
          before.deprel = "nsubj", before.head = static_cast<std::int32_t>(t);
          break;
        }
      }
    }
    sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
    out.analysis.sentences.push_back(sentence);
    sentence = {};
  };
  const auto add = [&](std::string word, bool glue) {
    if (word.empty()) return;
    Token token;
    const bool verb = word.size() > 1 && word.back() == '_';
    if (verb) word.pop_back();
    if (!doc.empty() && !glue) doc += ' ';
    token.span.begin = static_cast<std::uint32_t>(doc.size());
    doc += word;
    token.span.end = static_cast<std::uint32_t>(doc.size());
    token.form = word;
    token.upos = verb ? Upos::verb : guess(word);
    token.lemma = word;
    for (char& c : token.lemma) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
    if (verb && token.lemma == "said") token.lemma = "say";
    if (token.upos == Upos::part) token.xpos = "POS";
    if (token.upos == Upos::pron && (word == "his" || word == "its" || word == "their" || word == "her" || word == "our" || word == "Its" || word == "Their" || word == "His"))
      token.feats = "Poss=Yes", token.xpos = "PRP$", token.deprel = "nmod:poss";
    if (token.upos == Upos::noun && word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's') token.feats = "Number=Plur";
    for (const char* plural : {"people", "children", "women", "men", "spokesmen", "gunmen", "police", "troops", "media", "mujahideen"})
      if (token.lemma == plural) token.feats = "Number=Plur";
    if (person || organisation) {
      const auto at = static_cast<std::uint32_t>(sentence.tokens.size());
      const auto type = person ? NameType::person : NameType::organisation;
      if (!sentence.names.empty() && sentence.names.back().last == at && sentence.names.back().score > 0.5) ++sentence.names.back().last;
      else sentence.names.push_back({at, at + 1, type, 0.9f});
    }
    sentence.tokens.push_back(std::move(token));
  };
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (c == '{' || c == '<') { (c == '{' ? person : organisation) = true; continue; }
    const bool close = c == '}' || c == '>';
    if (c != ' ' && c != ',' && c != '(' && c != ')' && c != '-' && c != '\'' && !close) { word += c; continue; }
    if (word == ".") { finish(); word.clear(); continue; }
    const bool after_hyphen = !word.empty() && i > word.size() && text[i - word.size() - 1] == '-';
    if (c == '\'' && i + 1 < text.size() && text[i + 1] == 's' && (i + 2 >= text.size() || text[i + 2] == ' ')) {
      add(word, after_hyphen), word.clear();
      add("'s", true), ++i;
      continue;
    }
    if (c == '\'' && !word.empty() && i + 1 < text.size() && text[i + 1] != ' ') { word += c; continue; }
    add(word, after_hyphen), word.clear();
    if (c == ',' || c == ')' || c == '-') add(std::string(1, c), true);
    if (c == '(') add("(", false);
    if (close) {
      person = organisation = false;
      if (!sentence.names.empty()) sentence.names.back().score = 0.4f;  // closed: the next name is another
    }
  }
  finish();
  Segment body;
  body.span = {0, static_cast<std::uint32_t>(doc.size())};
  out.document.segments.push_back(body);
  return out;
}

}  // namespace daybook::test
