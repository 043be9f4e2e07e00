// A page that was saved as text: title lines, credits, furniture, the story, and what readers wrote under it.
//
// Lines are the unit; nothing but their wording, length and order is left to go by. Where a comment system's own words stand
// (data/clean/phrases.tsv) after the story has begun, all that follows is comment or form.
#include <set>

#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr std::size_t kTitleMax = 200;

struct Line {
  std::string text, key;
  bool gap = false;  ///< a blank line before it
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  bool gap = true;
  while (!text.empty()) {
    const auto cut = text.find('\n');
    const auto line = squeeze(text.substr(0, cut));
    text = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
    if (line.empty()) {
      gap = true;
      continue;
    }
    out.push_back({line, fold_key(line), gap});
    gap = false;
  }
  return out;
}

/// A text wrapped at a fixed width has its lines joined again: many lines without a sentence end, all but the last of a paragraph near
/// one length.
std::vector<Line> unwrapped(std::vector<Line> lines) {
  std::size_t longest = 0, full = 0, open = 0;
  for (const auto& line : lines) longest = std::max(longest, line.text.size());
  if (longest > 120 || longest < 50) return lines;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].gap) continue;
    ++open;
    full += lines[i].text.size() + 25 > longest;
  }
  if (open < 3 || full * 10 < open * 7) return lines;
  std::vector<Line> out;
  for (auto& line : lines) {
    if (line.gap || out.empty()) out.push_back(std::move(line));
    else out.back().text += " " + line.text;
  }
  for (auto& line : out) line.key = fold_key(line.text);
  return out;
}

}  // namespace

std::vector<CleanBlock> read_plain_text(std::string_view text, const std::string& title, const CleanLexicon& lexicon) {
  const auto lines = unwrapped(lines_of(text));
  const auto sentence = [](const Line& line) { return ends_sentence(line.text) && line.text.size() >= 40; };
  std::size_t first_prose = lines.size();
  for (std::size_t i = 0; i < lines.size() && first_prose == lines.size(); ++i)
    if (sentence(lines[i]) && !meets(lexicon, PhraseRole::furniture, lines[i].key) && !meets(lexicon, PhraseRole::credit, lines[i].key)) first_prose = i;

  std::vector<CleanBlock> out;
  std::set<std::string> headlines;
  if (!title.empty()) headlines.insert(fold_key(title));
  if (!title.empty()) out.push_back({SegmentKind::headline, title, "stated title"});
  bool comments = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (comments) {
      if (meets(lexicon, PhraseRole::comment_furniture, line.key) || meets(lexicon, PhraseRole::comment_start, line.key) ||
          meets(lexicon, PhraseRole::furniture, line.key))
        continue;
      out.push_back({SegmentKind::comment, line.text, "after the start of the comments"});
      continue;
    }
    if (i > first_prose && (meets(lexicon, PhraseRole::comment_start, line.key) || meets(lexicon, PhraseRole::comment_furniture, line.key))) {
      comments = true;
      continue;
    }
    if (meets(lexicon, PhraseRole::furniture, line.key) || meets(lexicon, PhraseRole::comment_start, line.key) || meets(lexicon, PhraseRole::paywall, line.key)) continue;
    if (headlines.count(line.key)) continue;  // the headline again
    if (meets(lexicon, PhraseRole::credit, line.key) && line.text.size() < 150 && !sentence(line)) {
      out.push_back({SegmentKind::caption, line.text, "credit line"});
      continue;
    }
    if (i < first_prose && line.text.size() <= kTitleMax && !ends_sentence(line.text)) {
      if (const auto names = line.text.size() < 120 && line.key.starts_with("by ") ? names_in_byline(line.text, lexicon, Byline::part) : std::vector<std::string>{}; !names.empty()) {
        out.push_back({SegmentKind::byline, line.text, "line that starts with by"});
        continue;
      }
      const auto words = std::count(line.text.begin(), line.text.end(), ' ') + 1;
      if (words >= 3 && headlines.size() < 3) {
        headlines.insert(line.key);
        out.push_back({SegmentKind::headline, line.text, "line before the first sentence"});
      }
      continue;  // a word or two before the story: a menu entry, a button
    }
    // Between paragraphs a lone short line that asks for something is a button; a subheading stands for text that follows.
    if (i > first_prose && !ends_sentence(line.text) && line.text.size() < 40) {
      bool repeated = false;
      for (std::size_t j = 0; j < lines.size() && j < i + 400; ++j) repeated = repeated || (j != i && lines[j].key == line.key);
      if (repeated) continue;
    }
    out.push_back({SegmentKind::body, line.text, "paragraph"});
  }
  const auto is_body = [](const CleanBlock& block) { return block.kind == SegmentKind::body; };
  if (std::none_of(out.begin(), out.end(), is_body)) {  // a note without one full stop: its lines are what it says
    out.clear();
    if (!title.empty()) out.push_back({SegmentKind::headline, title, "stated title"});
    for (const auto& line : lines)
      if (!meets(lexicon, PhraseRole::furniture, line.key)) out.push_back({SegmentKind::body, line.text, "line of a text without sentences"});
  }
  return out;
}

}  // namespace daybook
