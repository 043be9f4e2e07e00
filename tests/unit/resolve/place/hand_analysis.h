// Builds the analysis of a text by hand, or from CoNLL-U with TokenRange in MISC, for tests and tools of the place stage.
#pragma once

#include <charconv>
#include <sstream>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "model/analysis.h"
#include "model/document.h"

namespace daybook::test {

struct Text {
  Document document;
  Analysis analysis;
};

/// One sentence a line: words as FORM|LEMMA|UPOS|HEAD|DEPREL[|NAME], HEAD counted from 1, 0 the root; NAME is B-PER, I-LOC ...
/// Words are joined by one space in the text, sentences too.
inline Text by_hand(std::initializer_list<std::string_view> lines) {
  Text out;
  for (const auto line : lines) {
    Sentence sentence;
    sentence.span.begin = static_cast<std::uint32_t>(out.document.text.size());
    std::istringstream words{std::string(line)};
    for (std::string word; words >> word;) {
      std::vector<std::string> cells;
      for (std::size_t at = 0; at <= word.size();) {
        const auto cut = std::min(word.find('|', at), word.size());
        cells.push_back(word.substr(at, cut - at));
        at = cut + 1;
      }
      cells.resize(6);
      if (!out.document.text.empty() && cells[0] != "," && cells[0] != "." && cells[0] != "'s") out.document.text += ' ';
      Token token;
      token.span.begin = static_cast<std::uint32_t>(out.document.text.size());
      out.document.text += cells[0];
      token.span.end = static_cast<std::uint32_t>(out.document.text.size());
      token.form = cells[0], token.lemma = cells[1].empty() ? cells[0] : cells[1], token.upos = upos_from(cells[2]);
      token.head = std::atoi(cells[3].c_str()) - 1, token.deprel = cells[4];
      const auto index = static_cast<std::uint32_t>(sentence.tokens.size());
      const auto& name = cells[5];
      if (name.starts_with("B-"))
        sentence.names.push_back({index, index + 1, name == "B-PER" ? NameType::person : name == "B-ORG" ? NameType::organisation : name == "B-LOC" ? NameType::location : NameType::other, 1.0f});
      else if (name.starts_with("I-") && !sentence.names.empty())
        sentence.names.back().last = index + 1;
      sentence.tokens.push_back(std::move(token));
    }
    sentence.span.end = static_cast<std::uint32_t>(out.document.text.size());
    out.analysis.sentences.push_back(std::move(sentence));
  }
  out.document.segments.push_back({SegmentKind::body, {0, static_cast<std::uint32_t>(out.document.text.size())}, "by hand"});
  return out;
}

/// `text` with segments at blank lines, and the sentences of `conllu` over it.
inline Text from_conllu(std::string text, const std::string& conllu) {
  Text out;
  out.document.text = std::move(text);
  const auto& t = out.document.text;
  for (std::size_t at = 0; at < t.size();) {
    const auto end = std::min(t.find("\n\n", at), t.size());
    if (end > at) out.document.segments.push_back({SegmentKind::body, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, ""});
    at = end + 2;
  }
  const CodePointIndex index(t);
  Sentence sentence;
  const auto flush = [&] {
    if (sentence.tokens.empty()) return;
    sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
    for (std::uint32_t s = 0; s < out.document.segments.size(); ++s)
      if (out.document.segments[s].span.contains(sentence.span.begin)) sentence.segment = s;
    out.analysis.sentences.push_back(std::move(sentence));
    sentence = {};
  };
  std::istringstream lines(conllu);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) { flush(); continue; }
    if (line[0] == '#') continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    if (cells.size() < 10 || cells[0].find_first_of("-.") != std::string::npos) continue;
    Token token;
    token.form = cells[1], token.lemma = cells[2], token.upos = upos_from(cells[3]), token.xpos = cells[4];
    token.head = std::atoi(cells[6].c_str()) - 1, token.deprel = cells[7];
    const auto i = static_cast<std::uint32_t>(sentence.tokens.size());
    if (const auto at = cells[9].find("TokenRange="); at != std::string::npos) {
      const auto begin = std::atoi(cells[9].c_str() + at + 11), end = std::atoi(cells[9].c_str() + cells[9].find(':', at) + 1);
      token.span = {index.bytes(static_cast<std::uint32_t>(begin)), index.bytes(static_cast<std::uint32_t>(end))};
    } else if (!sentence.tokens.empty()) {
      token.span = sentence.tokens.back().span;
    }
    if (const auto at = cells[9].find("Name="); at != std::string::npos) {
      const auto tag = cells[9].substr(at + 5, 5);
      const auto type = tag.substr(2, 3);
      if (tag[0] == 'B') sentence.names.push_back({i, i + 1, type == "PER" ? NameType::person : type == "ORG" ? NameType::organisation : type == "LOC" ? NameType::location : NameType::other, 1.0f});
      else if (!sentence.names.empty()) sentence.names.back().last = i + 1;
    }
    sentence.tokens.push_back(std::move(token));
  }
  flush();
  return out;
}

}  // namespace daybook::test
