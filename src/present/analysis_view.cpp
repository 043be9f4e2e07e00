#include "present/analysis_view.h"

#include <cmath>
#include <ostream>

#include "present/picture_json.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

bool has_tree(const Sentence& sentence) { return !sentence.tokens.empty() && !sentence.tokens.front().deprel.empty(); }

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

std::size_t width_of(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

/// Lines of a tree: what stands left of a word hangs above it, what stands right below.
///
///     ┌── Rebels
///     took
///     │   ┌── the
///     ├── town
///     └── .
class Drawing {
 public:
  explicit Drawing(const Sentence& sentence) : sentence_(sentence), dependents_(sentence.tokens.size()) {
    for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i)
      if (const auto head = sentence.tokens[i].head; head >= 0) dependents_[static_cast<std::size_t>(head)].push_back(i);
  }

  struct Line {
    std::uint32_t word;
    std::string branch;
  };

  std::vector<Line> lines() {
    for (std::uint32_t i = 0; i < sentence_.tokens.size(); ++i)
      if (sentence_.tokens[i].head < 0) draw(i, "", "", "");
    return std::move(lines_);
  }

 private:
  /// As deep as the tree, which a sentence's length bounds (sentence_reader.h).
  void draw(std::uint32_t word, const std::string& above, const std::string& branch, const std::string& below) {
    const auto& hanging = dependents_[word];
    std::size_t left = 0;
    while (left < hanging.size() && hanging[left] < word) ++left;
    for (std::size_t k = 0; k < left; ++k) draw(hanging[k], above + (k == 0 ? "    " : "│   "), above + (k == 0 ? "┌── " : "├── "), above + "│   ");
    lines_.push_back({word, branch});
    for (std::size_t k = left; k < hanging.size(); ++k) {
      const bool last = k + 1 == hanging.size();
      draw(hanging[k], below + "│   ", below + (last ? "└── " : "├── "), below + (last ? "    " : "│   "));
    }
  }

  const Sentence& sentence_;
  std::vector<std::vector<std::uint32_t>> dependents_;
  std::vector<Line> lines_;
};

}  // namespace

nlohmann::ordered_json sentence_to_json(const Document& document, const CodePointIndex& points, const Sentence& sentence, std::size_t number) {
  const Span all = points.code_points(sentence.span);
  Json out{{"id", number}, {"segment", nullptr}, {"start", all.begin}, {"end", all.end}, {"text", std::string(text_of(document.text, sentence.span))},
           {"words", Json::array()}, {"names", Json::array()}};
  if (sentence.segment < document.segments.size()) out["segment"] = name_of(document.segments[sentence.segment].kind);
  const bool tree = has_tree(sentence);
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& t = sentence.tokens[i];
    const Span at = points.code_points(t.span);
    out["words"].push_back({{"id", i + 1}, {"start", at.begin}, {"end", at.end}, {"form", t.form}, {"lemma", or_null(t.lemma)},
                            {"upos", tree ? Json(name_of(t.upos)) : Json(nullptr)}, {"xpos", or_null(t.xpos)}, {"feats", or_null(t.feats)},
                            {"head", tree ? Json(t.head + 1) : Json(nullptr)}, {"deprel", or_null(t.deprel)}});
  }
  for (const Name& name : sentence.names) {
    const Span span{sentence.tokens[name.first].span.begin, sentence.tokens[name.last - 1].span.end}, at = points.code_points(span);
    out["names"].push_back({{"kind", name_of(name.type)}, {"first", name.first + 1}, {"last", name.last}, {"start", at.begin}, {"end", at.end},
                            {"text", std::string(text_of(document.text, span))}, {"score", std::round(name.score * 1000.0) / 1000.0}});
  }
  return out;
}

void print_tree(std::ostream& out, const Document& document, const Sentence& sentence, std::size_t number) {
  out << number << "  " << one_line(text_of(document.text, sentence.span)) << "\n\n";
  std::vector<std::string> named(sentence.tokens.size());
  for (const Name& name : sentence.names) {
    const Span span{sentence.tokens[name.first].span.begin, sentence.tokens[name.last - 1].span.end};
    named[name.first] = std::string(name_of(name.type)) + " " + one_line(text_of(document.text, span));
  }
  std::vector<Drawing::Line> lines;
  if (has_tree(sentence)) lines = Drawing(sentence).lines();
  else
    for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) lines.push_back({i, ""});
  // Columns line up, but one very long word or deep branch does not push all others out.
  constexpr std::size_t kWidest = 48, kTag = 6, kRelation = 14;
  std::size_t wide = 0;
  for (const auto& line : lines) wide = std::max(wide, std::min(kWidest, width_of(line.branch) + width_of(sentence.tokens[line.word].form)));
  const auto padded = [](std::string text, std::size_t to) {
    const auto has = width_of(text);
    return has < to ? text + std::string(to - has, ' ') : text;
  };
  for (const auto& line : lines) {
    const Token& t = sentence.tokens[line.word];
    std::string row = padded(line.branch + one_line(t.form), wide);
    if (!t.deprel.empty()) row += "  " + padded(name_of(t.upos), kTag) + padded(t.deprel, kRelation) + named[line.word];
    while (!row.empty() && row.back() == ' ') row.pop_back();
    out << row << '\n';
  }
  out << '\n';
}

}  // namespace daybook
