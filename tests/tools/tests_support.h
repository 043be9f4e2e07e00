// A rough analysis (segments at blank lines, sentences at full stops, no tags) for tests and developer tools that need
// no grammar.
#pragma once

#include "model/analysis.h"
#include "model/document.h"

namespace daybook {

inline Analysis rough_analysis(Document& document) {
  Analysis analysis;
  const std::string& t = document.text;
  const bool given = !document.segments.empty();
  std::uint32_t begin = 0;
  auto add_sentences = [&](std::uint32_t a, std::uint32_t b, std::uint32_t segment) {
    std::uint32_t start = a;
    for (std::uint32_t i = a; i < b; ++i) {
      const bool stop = (t[i] == '.' || t[i] == '!' || t[i] == '?') && i + 2 < b && (t[i + 1] == ' ' || t[i + 1] == '\n') && i > a + 2 &&
                        ((t[i + 2] >= 'A' && t[i + 2] <= 'Z') || t[i + 2] == '`' || t[i + 2] == '\n') && !(t[i - 2] == '.' || (t[i - 2] == ' ' && !(t[i - 1] >= '0' && t[i - 1] <= '9')));
      std::uint32_t w = i;
      while (w > a && ((t[w - 1] | 32) >= 'a' && (t[w - 1] | 32) <= 'z')) --w;
      const bool abbreviation = i - w <= 4 && t[w] >= 'A' && t[w] <= 'Z';
      if (!stop || abbreviation) continue;
      Sentence s;
      s.span = {start, i + 1};
      s.segment = segment;
      analysis.sentences.push_back(s);
      start = i + 1;
    }
    if (start < b) {
      Sentence s;
      s.span = {start, b};
      s.segment = segment;
      analysis.sentences.push_back(s);
    }
  };
  if (given) {
    for (std::uint32_t k = 0; k < document.segments.size(); ++k) add_sentences(document.segments[k].span.begin, document.segments[k].span.end, k);
    return analysis;
  }
  while (begin < t.size()) {
    auto cut = t.find("\n\n", begin);
    if (cut == std::string::npos) cut = t.size();
    Segment segment;
    segment.span = {begin, static_cast<std::uint32_t>(cut)};
    document.segments.push_back(segment);
    add_sentences(begin, static_cast<std::uint32_t>(cut), static_cast<std::uint32_t>(document.segments.size() - 1));
    begin = static_cast<std::uint32_t>(std::min(cut + 2, t.size()));
  }
  return analysis;
}

}  // namespace daybook
