// CoNLL-U of an analysis (universaldependencies.org/format.html).
#include "base/utf8.h"
#include "language/analyser.h"

namespace daybook {
namespace {

std::string or_underscore(const std::string& text) { return text.empty() ? "_" : text; }

/// A field or comment must not hold tabs or newlines.
std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  return out;
}

std::string name_tag(const Sentence& sentence, std::uint32_t word) {
  for (const auto& name : sentence.names)
    if (name.first <= word && word < name.last) return std::string(name.first == word ? "B-" : "I-") + name_of(name.type);
  return {};
}

}  // namespace

std::string to_conllu(const Document& document, const Analysis& analysis) {
  const CodePointIndex points(document.text);
  std::string out;
  std::size_t id = 0;
  for (const auto& s : analysis.sentences) {
    out += "# sent_id = " + std::to_string(++id) + "\n";
    if (s.segment < document.segments.size()) out += std::string("# segment = ") + name_of(document.segments[s.segment].kind) + "\n";
    out += "# text = " + one_line(text_of(document.text, s.span)) + "\n";
    for (std::uint32_t i = 0; i < s.tokens.size(); ++i) {
      const auto& t = s.tokens[i];
      const auto range = points.code_points(t.span);
      const auto at = "TokenRange=" + std::to_string(range.begin) + ":" + std::to_string(range.end);
      std::uint32_t last = i;
      while (last + 1 < s.tokens.size() && s.tokens[last + 1].span == t.span) ++last;
      const bool shared = last > i && (i == 0 || s.tokens[i - 1].span != t.span);
      const bool within = i > 0 && s.tokens[i - 1].span == t.span;
      const auto space = last + 1 < s.tokens.size() && s.tokens[last + 1].span.begin == t.span.end ? "SpaceAfter=No|" : "";
      if (shared)
        out += std::to_string(i + 1) + "-" + std::to_string(last + 1) + "\t" + one_line(text_of(document.text, t.span)) +
               "\t_\t_\t_\t_\t_\t_\t_\t" + space + at + "\n";
      std::string misc = shared || within ? "" : space + at;
      if (const auto name = name_tag(s, i); !name.empty()) misc = "Name=" + name + (misc.empty() ? "" : "|" + misc);
      out += std::to_string(i + 1) + "\t" + one_line(t.form) + "\t" + or_underscore(one_line(t.lemma)) + "\t" + name_of(t.upos) + "\t" +
             or_underscore(t.xpos) + "\t" + or_underscore(t.feats) + "\t" + std::to_string(t.head + 1) + "\t" + or_underscore(t.deprel) +
             "\t_\t" + or_underscore(misc) + "\n";
    }
    out += "\n";
  }
  return out;
}

}  // namespace daybook
