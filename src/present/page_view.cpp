#include "present/page_view.h"

#include <algorithm>
#include <ostream>

#include "present/html.h"
#include "present/wording.h"

namespace daybook {
namespace {

struct Fact {
  const char* name;
  std::string value, basis;
};

Fact time_fact(const char* name, const DatedFact& fact) {
  if (!fact.day) return {name, {}, {}};
  return {name, to_iso(*fact.day) + (fact.inferred ? " (inferred)" : ""), fact.basis};
}

/// Facts that are known; of the publication also that it is not.
std::vector<Fact> facts_of(const Document& document) {
  std::vector<Fact> facts{{"title", document.title, {}},
                          {"authors", join_words(document.authors, ", "), {}},
                          {"publisher", document.publisher, {}},
                          time_fact("published", document.published),
                          time_fact("modified", document.modified),
                          time_fact("captured", document.captured),
                          {"language", document.language, {}},
                          {"credited to", join_words(document.wire_credits, ", "), {}},
                          {"address", document.url, {}}};
  if (!document.published.day) facts[3].value = "unknown";
  for (const auto& note : document.notes) facts.push_back({"note", note, {}});
  std::erase_if(facts, [](const Fact& fact) { return fact.value.empty(); });
  return facts;
}

std::string reason_of(const Segment& segment) { return std::string(name_of(segment.kind)) + ": " + segment.reason; }

}  // namespace

void print_page_text(std::ostream& out, const Document& document, bool why) {
  for (const auto& [name, value, basis] : facts_of(document)) {
    out << name << ": " << value;
    if (why && !basis.empty()) out << " [" << basis << "]";
    out << '\n';
  }
  out << '\n';
  for (const auto& segment : document.segments) {
    if (why) out << '[' << reason_of(segment) << "] ";
    else if (segment.kind != SegmentKind::body) out << '[' << name_of(segment.kind) << "] ";
    out << text_of(document.text, segment.span) << "\n\n";
  }
}

void print_page_markdown(std::ostream& out, const Document& document, bool why) {
  if (!document.title.empty()) out << "# " << markdown_text(document.title) << "\n\n";
  for (const auto& [name, value, basis] : facts_of(document)) {
    if (std::string_view(name) == "title") continue;
    out << "- " << name << ": " << markdown_text(value);
    if (why && !basis.empty()) out << " (" << markdown_text(basis) << ")";
    out << '\n';
  }
  out << '\n';
  bool comments = false;
  for (const auto& segment : document.segments) {
    const auto text = text_of(document.text, segment.span);
    if (segment.kind == SegmentKind::headline && text == document.title) continue;
    if (segment.kind == SegmentKind::comment && !comments) {
      out << "## Readers' comments (no evidence)\n\n";
      comments = true;
    }
    if (why) out << "`" << name_of(segment.kind) << "` " << markdown_text(segment.reason) << "\n\n";
    const bool apart = segment.kind == SegmentKind::caption || segment.kind == SegmentKind::comment;
    const bool small = segment.kind == SegmentKind::byline || segment.kind == SegmentKind::dateline;
    if (segment.kind == SegmentKind::headline) out << "## ";
    out << (apart ? "> " : small ? "*" : "") << markdown_text(text) << (small ? "*" : "") << "\n\n";
  }
}

void print_dropped_text(std::ostream& out, const std::vector<JudgedBlock>& judged) {
  for (const auto& block : judged)
    if (!block.kind) out << "[dropped: " << block.reason << "] " << block.text << " (" << block.part << ")\n";
}

void print_dropped_markdown(std::ostream& out, const std::vector<JudgedBlock>& judged) {
  if (std::all_of(judged.begin(), judged.end(), [](const auto& block) { return block.kind.has_value(); })) return;
  out << "## Dropped\n\n";
  for (const auto& block : judged)
    if (!block.kind) out << "- `" << block.reason << "` " << markdown_text(block.text) << " (" << markdown_text(block.part) << ")\n";
}

}  // namespace daybook
