// Sentences written by hand, one word a line: "form lemma UPOS head relation", heads counted from 1.
#pragma once

#include <sstream>
#include <string>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook::test {

struct HandMade {
  Document document;
  Analysis analysis;
  Readings readings;

  std::uint32_t at(const std::string& words) const { return static_cast<std::uint32_t>(document.text.find(words)); }
  Span span(const std::string& words) const { return {at(words), at(words) + static_cast<std::uint32_t>(words.size())}; }

  void actor(const std::string& words, const std::string& head, const std::string& name, ActorKind kind = ActorKind::group) {
    ActorMention m;
    m.span = span(words);
    const auto inside = words.find(head);
    m.head = {m.span.begin + static_cast<std::uint32_t>(inside), m.span.begin + static_cast<std::uint32_t>(inside + head.size())};
    m.readings.push_back({"act_" + name, name, kind, "", "", "", 1.0, "test"});
    readings.actors.push_back(m);
  }
  void place(const std::string& words, const std::string& name) {
    PlaceMention m;
    m.span = span(words);
    PlaceReading r;
    r.id = "plc_" + name;
    r.name = name;
    r.kind = PlaceKind::town;
    m.readings.push_back(r);
    readings.places.push_back(m);
  }
};

/// Words are joined by blanks, without one before punctuation.
inline HandMade hand_made(const std::string& lines) {
  HandMade out;
  Sentence s;
  std::istringstream in(lines);
  std::string form, lemma, upos, relation;
  int head = 0;
  while (in >> form >> lemma >> upos >> head >> relation) {
    std::string& text = out.document.text;
    if (!text.empty() && upos != "PUNCT") text += ' ';
    Token t;
    t.span.begin = static_cast<std::uint32_t>(text.size());
    text += form;
    t.span.end = static_cast<std::uint32_t>(text.size());
    t.form = form;
    t.lemma = lemma;
    t.upos = upos_from(upos);
    t.head = head - 1;
    t.deprel = relation;
    s.tokens.push_back(t);
  }
  s.span = {0, static_cast<std::uint32_t>(out.document.text.size())};
  out.document.segments.push_back({SegmentKind::body, s.span, "test"});
  out.document.page_digest = "digest";
  out.analysis.sentences.push_back(std::move(s));
  return out;
}

}  // namespace daybook::test
