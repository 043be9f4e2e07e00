#include "clean/cleaner.h"

#include <cstdlib>
#include <functional>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "clean/author_choice.h"
#include "clean/date_choice.h"
#include "clean/decode.h"
#include "clean/page_marks.h"
#include "clean/parts.h"
#include "clean/publisher_choice.h"
#include "clean/wire_credit.h"

namespace daybook {
namespace {

constexpr std::size_t kLastBlocks = 4;  // of the body may credit an agency

DatedFact dated(const std::string& written, const std::string& basis, const CleanLexicon& lexicon) {
  if (written.empty()) return {};
  DatedFact out;
  out.written = written;
  out.day = find_day(written, lexicon);
  if (out.day) out.basis = basis;
  return out;
}

/// `all` gives the whole page's text; it is asked for only where little of it is a story.
void refuse_wall(const std::vector<CleanBlock>& blocks, const std::function<std::string()>& all, const std::string& title, const CleanLexicon& lexicon) {
  std::size_t body = 0;
  for (const auto& block : blocks) {
    if (block.kind == SegmentKind::body && !meets(lexicon, PhraseRole::wall, fold_key(block.text))) body += block.text.size();
    if (body >= 250) break;
  }
  const auto wall = [&] { return meets(lexicon, PhraseRole::wall, fold_key(all())) || meets(lexicon, PhraseRole::wall, fold_key(title)); };
  if (body < 250 && wall()) throw Error(ErrorCode::bad_input, "The page is only a cookie notice or a robot check; the story is not in it.");
  for (const auto& block : blocks)
    if (block.kind != SegmentKind::headline) return;
  throw Error(ErrorCode::bad_input, "The page has no text to read: nothing but furniture or scripts was found.");
}

void refuse_late(DatedFact& fact, const DatedFact& captured, const char* what, std::vector<std::string>& notes) {
  if (!fact.day || !captured.day || *fact.day <= *captured.day + 1) return;  // a day's leeway: zones differ
  notes.push_back("date refused: " + std::string(what) + " " + to_iso(*fact.day) + " (" + fact.basis + ") is after the capture on " + to_iso(*captured.day));
  fact = {};
}

/// What stands nearest to the text comes first: its dateline, its end, the lines under and over it, its byline, the fields of the head.
std::vector<WireCredit> credits_of(const Document& document, const std::vector<CleanBlock>& blocks, const PageFacts& facts, const HtmlContent& content, const Dateline& dateline,
                                   const CleanLexicon& lexicon) {
  std::vector<WireCredit> out;
  for (const auto& agency : dateline.agencies) add_credits(out, {{agency, "dateline"}});
  std::size_t left = kLastBlocks;
  bool last = true;
  for (auto block = blocks.rbegin(); block != blocks.rend() && left > 0; ++block) {
    if (block->kind != SegmentKind::body) continue;
    --left;
    add_credits(out, credits_in_line(block->text, lexicon));
    if (last) add_credits(out, credits_at_end(block->text, lexicon));
    last = false;
  }
  for (const auto& line : content.credit_lines) add_credits(out, credits_in_line(line, lexicon));
  for (const auto& block : blocks)
    if (block.kind == SegmentKind::byline) add_credits(out, credits_in_byline(block.text, lexicon));
  for (const auto& author : document.authors) add_credits(out, credits_in_byline(author, lexicon));
  for (const auto& source : facts.sources)
    for (const auto& agency : agencies_only(lexicon, source)) add_credits(out, {{agency, "field of the head"}});
  return out;
}

}  // namespace

Cleaner::Cleaner(const CleanLexicon& lexicon, CleanOptions options) : lexicon_(lexicon), options_(options) {}

Document Cleaner::clean(const Page& page) const {
  Decoded decoded = decode(page);
  Document document;
  document.page_digest = page.digest.empty() ? sha256_hex(page.bytes) : page.digest;
  document.at = page.at;
  document.notes = page.notes;
  document.notes.insert(document.notes.end(), decoded.notes.begin(), decoded.notes.end());
  document.captured = dated(page.hints.captured, "archive record", lexicon_);

  std::vector<CleanBlock> blocks;
  PageFacts facts;
  HtmlContent content;
  if (page.type == MediaType::html) {
    const auto tree = parse_html(decoded.text, {.max_depth = options_.max_depth});
    facts = read_facts(tree, page.hints.url, lexicon_);
    content = read_html_content(tree, facts, lexicon_, {.address = page.hints.url});
    std::string title = page.hints.title.empty() ? content.heading : squeeze(repair_utf8(page.hints.title));
    if (title.empty()) title = facts.title_basis == "title element" ? likely_title(facts.title) : facts.title;
    document.title = title;
    std::size_t body = 0;
    for (const auto& block : content.blocks) body += block.kind == SegmentKind::body ? block.text.size() : 0;
    if (facts.article_body.size() > 400 && body * 3 < facts.article_body.size()) {
      // A page built by scripts carries its text in its data only.
      std::erase_if(content.blocks, [](const CleanBlock& block) { return block.kind == SegmentKind::body; });
      content.blocks.insert(content.blocks.begin(), CleanBlock{SegmentKind::body, facts.article_body, "json-ld articleBody"});
      document.notes.push_back("the text stands only in the page's data (json-ld articleBody)");
    }
    refuse_wall(content.blocks, [&] { return tree.text(0).substr(0, 20000); }, title, lexicon_);
    if (!title.empty()) blocks.push_back({SegmentKind::headline, title, page.hints.title.empty() ? (content.heading.empty() ? facts.title_basis : content.heading_basis) : "stated by the container"});
    for (const auto& byline : content.bylines)
      if (blocks.size() < 4) blocks.push_back({SegmentKind::byline, byline, "byline part"});
    blocks.insert(blocks.end(), content.blocks.begin(), content.blocks.end());
    if (content.paywall) document.notes.push_back("only the part before the paywall is in the page");
  } else {
    blocks = read_plain_text(decoded.text, squeeze(repair_utf8(page.hints.title)), lexicon_);
    refuse_wall(blocks, [&] { return decoded.text.substr(0, 20000); }, {}, lexicon_);
    for (const auto& block : blocks)
      if (block.kind == SegmentKind::headline && document.title.empty()) document.title = block.text;
  }

  document.url = !page.hints.url.empty() ? page.hints.url : facts.url;
  document.id = make_id("doc_", {document.page_digest, address_of(page.at, page.hints.url), std::to_string(page.at.record)});
  document.publisher = squeeze(repair_utf8(page.hints.publisher));
  if (document.publisher.empty()) document.publisher = choose_publisher(facts, content, document.title, lexicon_);
  auto site_names = facts.site_names;
  for (const auto* name : {&document.publisher, &content.site})
    if (!name->empty()) site_names.push_back(*name);
  if (page.type != MediaType::html) mark_text(blocks, lexicon_, content);
  document.authors = page.hints.authors.empty() ? choose_authors(facts, content, site_names, lexicon_) : page.hints.authors;

  document.language = page.hints.language.empty() ? facts.language : page.hints.language;
  // The day: what the container states holds; else what most of the page's data, its address and what it shows agree on.
  document.published = dated(page.hints.published, "stated by the container", lexicon_);
  document.modified = dated(page.hints.modified, "stated by the container", lexicon_);
  if (!document.modified.day) document.modified = facts.modified.day ? facts.modified : content.modified;
  refuse_late(document.published, document.captured, "published", document.notes);
  refuse_late(document.modified, document.captured, "modified", document.notes);
  auto choice = choose_published(date_candidates(facts, content, document.url, document.title, lexicon_), document.captured.day, document.language, lexicon_);
  if (!document.published.day && !choice.published.day && page.type == MediaType::html) {
    auto more = choose_published(dates_in_scripts(decoded.text, document.notes, lexicon_), document.captured.day, document.language, lexicon_);
    if (more.published.day) choice = std::move(more);
  }
  if (!document.published.day) document.published = std::move(choice.published);
  else if (choice.published.day && std::abs(*choice.published.day - *document.published.day) > 1)
    document.notes.push_back("dates differ: " + to_iso(*document.published.day) + " (" + document.published.basis + ", kept) and " + to_iso(*choice.published.day) + " (" + choice.published.basis + ")");
  document.notes.insert(document.notes.end(), choice.notes.begin(), choice.notes.end());
  for (const auto& line : content.refused)
    if (const auto day = find_day(line, lexicon_)) document.notes.push_back("date refused: " + to_iso(*day) + " (\"" + line + "\") says when something ends or takes place");
  if (!document.published.day) document.published.basis.clear();

  std::string story;
  Dateline dateline;
  bool first_body = true;
  const auto add = [&](SegmentKind kind, std::string_view text, const std::string& reason) {
    text = trim(text);
    if (text.empty()) return;
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += text;
    if (document.text.size() > options_.max_text)
      throw Error(ErrorCode::too_large, "The page has more than " + std::to_string(options_.max_text) + " bytes of text.");
    document.segments.push_back({kind, {begin, static_cast<std::uint32_t>(document.text.size())}, reason});
  };
  for (const auto& block : blocks) {
    if (block.kind == SegmentKind::body) story += block.text + "\n";
    if (block.kind == SegmentKind::body && first_body && block.reason != "subheading") {
      first_body = false;
      dateline = find_dateline(block.text, lexicon_);
      if (dateline.length > 0) {
        add(SegmentKind::dateline, std::string_view(block.text).substr(0, dateline.length), "place and agency before a dash");
        add(SegmentKind::body, std::string_view(block.text).substr(dateline.length), block.reason);
        continue;
      }
    }
    add(block.kind, block.text, block.reason);
  }
  for (const auto& credit : credits_of(document, blocks, facts, content, dateline, lexicon_)) document.wire_credits.push_back(credit.agency);

  if (document.language.empty()) document.language = detect_language(story, lexicon_);
  else if (story.size() > 600)
    if (const auto detected = detect_language(story, lexicon_); !detected.empty() && !document.language.starts_with(detected)) {
      document.notes.push_back("language stated as " + document.language + ", but the text reads as " + detected);
      document.language = detected;
    }
  document.notes.insert(document.notes.end(), facts.notes.begin(), facts.notes.end());
  return document;
}

std::vector<JudgedBlock> Cleaner::judge(const Page& page) const {
  if (page.type != MediaType::html) return {};
  const Decoded decoded = decode(page);
  const auto tree = parse_html(decoded.text, {.max_depth = options_.max_depth});
  return read_html_content(tree, read_facts(tree, page.hints.url, lexicon_), lexicon_, {.address = page.hints.url, .judged = true}).judged;
}

}  // namespace daybook
