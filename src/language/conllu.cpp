// CoNLL-U of an analysis (universaldependencies.org/format.html).
#include "base/utf8.h"
#include "language/analyser.h"

namespace daybook {
namespace {

std::string or_underscore(const std::string& text) { return text.empty() ? "_" : text; }

/// A field or comment must not hold tabs or newlines, nor what would steer a terminal.
std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

std::string name_tag(const Sentence& sentence, std::uint32_t word) {
  for (const auto& name : sentence.names)
    if (name.first <= word && word < name.last) return std::string(name.first == word ? "B-" : "I-") + name_of(name.type);
  return {};
}

}  // namespace

std::string to_conllu(const Document& document, const CodePointIndex& points, const Sentence& s, std::size_t number) {
  std::string out = "# sent_id = " + std::to_string(number) + "\n";
  if (s.segment < document.segments.size()) out += std::string("# segment = ") + name_of(document.segments[s.segment].kind) + "\n";
  out += "# text = " + one_line(text_of(document.text, s.span)) + "\n";
  for (std::uint32_t i = 0; i < s.tokens.size(); ++i) {
    const auto& t = s.tokens[i];
    const auto range = points.code_points(t.span);
    const bool apart = i + 1 == s.tokens.size() || s.tokens[i + 1].span.begin != t.span.end;
    std::string misc = (apart ? "TokenRange=" : "SpaceAfter=No|TokenRange=") + std::to_string(range.begin) + ":" + std::to_string(range.end);
    if (const auto name = name_tag(s, i); !name.empty()) misc = "Name=" + name + "|" + misc;
    const bool tagged = !t.deprel.empty();  // words of a language without a network have none of it
    out += std::to_string(i + 1) + "\t" + one_line(t.form) + "\t" + or_underscore(one_line(t.lemma)) + "\t" + (tagged ? name_of(t.upos) : "_") + "\t" +
           or_underscore(t.xpos) + "\t" + or_underscore(t.feats) + "\t" + (tagged ? std::to_string(t.head + 1) : "_") + "\t" + or_underscore(t.deprel) +
           "\t_\t" + misc + "\n";
  }
  return out + "\n";
}

std::string to_conllu(const Document& document, const Analysis& analysis) {
  const CodePointIndex points(document.text);
  std::string out;
  std::size_t number = 0;
  for (const auto& sentence : analysis.sentences) out += to_conllu(document, points, sentence, ++number);
  return out;
}

}  // namespace daybook
