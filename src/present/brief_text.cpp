// The brief as plain text and as Markdown: one walk, two styles.
#include <fmt/format.h>

#include "base/utf8.h"
#include "present/brief.h"
#include "present/html.h"
#include "present/wording.h"

namespace daybook {
namespace {

class Printer {
 public:
  explicit Printer(bool markdown) : markdown_(markdown) {}

  void title(const std::string& text) { out_ += (markdown_ ? "# " + escape(text) : text + "\n" + std::string(60, '=')) + "\n\n"; }
  void heading(const std::string& text) { out_ += (markdown_ ? "## " + escape(text) : text + "\n" + std::string(text.size(), '-')) + "\n\n"; }
  void small_heading(const std::string& text) { out_ += (markdown_ ? "### " + escape(text) : text) + "\n\n"; }
  void paragraph(const std::string& text, const std::string& marks = {}) { out_ += wrap(escape(text) + space(marks), "") + "\n"; }
  void item(const std::string& text, const std::string& marks = {}) { out_ += wrap(escape(text) + space(marks), markdown_ ? "- " : "  * "); }
  void end_list() { out_ += '\n'; }
  std::string take() { return std::move(out_); }

 private:
  static std::string space(const std::string& marks) { return marks.empty() ? "" : " " + marks; }
  std::string escape(const std::string& text) const { return markdown_ ? markdown_text(text) : text; }

  /// Plain text is wrapped at 96 columns with a hanging indent; Markdown keeps one line a paragraph.
  std::string wrap(const std::string& text, const std::string& lead) const {
    if (markdown_) return lead + text + "\n";
    std::string out = lead, indent(lead.size(), ' ');
    std::size_t column = lead.size();
    std::string_view rest = text;
    while (!rest.empty()) {
      const auto cut = rest.find(' ');
      const auto word = rest.substr(0, cut);
      std::size_t width = 0;
      for (const char c : word) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      if (column > lead.size() && column + 1 + width > 96) {
        out += "\n" + indent;
        column = indent.size();
      } else if (column > lead.size()) {
        out += ' ';
        ++column;
      }
      out += word;
      column += width;
      rest = cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + 1);
    }
    return out + "\n";
  }

  bool markdown_;
  std::string out_;
};

std::string state_line(const ControlState& s) {
  std::string text = place_words(s.place);
  if (s.status == ControlStatus::contested) {
    text += ": contested";
    if (s.contested_since) text += " since " + in_words(*s.contested_since);
    if (s.since && !s.holder.empty()) text += ", held since " + in_words(*s.since);
  } else if (s.since) {
    text += ", since " + in_words(*s.since);
  }
  if (s.basis == "carried forward" && s.last_evidence) text += "; carried forward, last evidence " + in_words(*s.last_evidence);
  else if (s.basis == "inferred") text += "; inferred";
  for (const auto& remark : s.remarks) text += "; " + remark;
  return text;
}

std::vector<std::string> evidence(const ControlState& s) {
  auto ids = s.claim_ids;
  if (ids.size() > 2) ids.resize(2);
  for (std::size_t i = 0; i < s.opposing_claim_ids.size() && i < 2; ++i) ids.push_back(s.opposing_claim_ids[i]);
  return ids;
}

std::string print(const Brief& brief, const BriefInput& input, bool markdown, bool shortened) {
  Printer p(markdown);
  p.title(fmt::format("Situation brief{}{}, as of {}", brief.region.empty() ? "" : ": ", brief.region, in_words(brief.as_of)));
  p.paragraph(fmt::format("{} documents ({}), {} claims from {} independent origins, {} events.{}", brief.documents,
                          brief.coverage.empty() ? "dates of publication unknown" : "published " + brief.coverage, brief.claims, brief.origins, brief.events,
                          brief.rejected ? fmt::format(" {} page{} could not be read.", brief.rejected, brief.rejected == 1 ? "" : "s") : ""));
  if (brief.claims == 0) {
    p.paragraph("Nothing in these documents could be read as a claim, so there is nothing to report. Unknown is not the same as quiet.");
    return p.take();
  }
  p.heading("Highlights");
  for (const auto& s : brief.highlights) p.item(s.text, marks_of(brief, s));
  p.end_list();

  const auto control = [&](bool all) {
    p.heading("Who holds what");
    for (const auto& g : brief.control) {
      const bool unknown = g.holder_id.empty();
      if (!all && unknown) continue;
      p.small_heading(unknown ? fmt::format("Holder unknown: {}", g.contested.size())
                              : fmt::format("{}: {} held{}", g.holder, g.held.size(), g.contested.empty() ? "" : fmt::format(", {} contested", g.contested.size())));
      std::size_t shown = 0;
      for (const auto* list : {&g.held, &g.contested})
        for (const auto* s : *list)
          if (all || ++shown <= 8) p.item(state_line(*s), marks_of(brief, {"", evidence(*s)}));
      if (!all && g.held.size() + g.contested.size() > 8) p.item(fmt::format("and {} more", g.held.size() + g.contested.size() - 8));
      p.end_list();
    }
    if (!brief.named_count.text.empty()) p.paragraph(brief.named_count.text, marks_of(brief, brief.named_count));
  };
  const auto talks = [&](std::size_t tracks, std::size_t lines) {
    p.heading("Where the talks stand");
    if (brief.talks.empty()) p.paragraph("No report of talks.");
    for (std::size_t i = 0; i < brief.talks.size() && i < tracks; ++i) {
      p.small_heading(brief.talks[i].name);
      for (std::size_t k = 0; k < brief.talks[i].sentences.size() && k < lines; ++k)
        p.item(brief.talks[i].sentences[k].text, marks_of(brief, brief.talks[i].sentences[k]));
      p.end_list();
    }
  };
  if (shortened) {
    control(false);
    talks(1, 6);
    return p.take();
  }

  p.heading("Key figures");
  if (brief.figures.empty()) p.paragraph("No totals were reported.");
  for (const auto& f : brief.figures)
    p.item(fmt::format("{}: {} ({}{})", f.label, f.figure, f.source.empty() ? "" : f.source + ", ", f.date), marks_of(brief, {"", f.claim_ids}));
  p.end_list();
  control(true);
  talks(SIZE_MAX, SIZE_MAX);
  p.heading("Disputed");
  if (brief.disputed.empty()) p.paragraph("No claim is contradicted by another in these documents.");
  for (const auto& s : brief.disputed) p.item(s.text, marks_of(brief, s));
  p.end_list();
  p.heading("Timeline");
  for (const auto& d : brief.timeline) {
    p.small_heading(d.date);
    for (const auto& s : d.entries) p.item(s.text, marks_of(brief, s));
    p.end_list();
  }
  p.heading("References");
  for (const auto& r : brief.references) {
    p.item(fmt::format("[{}] “{}” — {}. {}{}", r.number, r.claim->quote_text, source_words(*r.claim), r.claim->url.empty() ? r.claim->file : r.claim->url,
                       " (" + r.claim->claim.id + ")"));
  }
  p.end_list();
  p.paragraph("Made by Daybook from the documents alone. " + input.method + ". A claim is what a source said, not what is so. Not for targeting, and no substitute for an analyst.");
  return p.take();
}

}  // namespace

std::string brief_text(const Brief& brief, const BriefInput& input, bool shortened) { return print(brief, input, false, shortened); }
std::string brief_markdown(const Brief& brief, const BriefInput& input) { return print(brief, input, true, false); }

}  // namespace daybook
