// The commands that show one page on its way: clean, analyse, mentions, claims.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "base/utf8.h"
#include "clean/decode.h"
#include "clean/document_json.h"
#include "resource/table.h"
#include "cli/fetch_option.h"
#include "cli/gazetteer_option.h"
#include "cli/options.h"
#include "language/analyser.h"
#include "pipeline/stages.h"
#include "present/analysis_view.h"
#include "present/claim_json.h"
#include "present/mention_json.h"
#include "present/page_view.h"

namespace daybook {
namespace {

struct Options {
  FormatOption format;
  OutputOption output;
  LedgerOption ledger;
  FetchOption fetch;
  QualityOption quality;
  GazetteerOption gazetteer;
  std::string file, kinds, kind, language = "en";
  DateOption published;
  bool why = false;
};

Page page_of(const Options& o) {
  Page page = read_one_page(o.file);
  if (o.published.value()) page.hints.published = o.published.text;
  return page;
}

/// A page that a person asks to see, as a browser would fetch it: robots.txt is for automatic readers, so it is not asked.
Page fetched_page(const Options& o, const Resources& resources) {
  WebOptions options = o.fetch.value();
  options.polite.robots = false;
  Web web(resources, options);
  return only_page(o.file, [&](const PageSinks& sinks) { web.read(o.file, ReadOptions{}, sinks); });
}

int run_clean(const Options& o, Context& context) {
  const Resources resources = Resources::find(context.program);
  const Page page = looks_like_url(o.file) ? fetched_page(o, resources) : page_of(o);
  const PageCleaner cleaner = PageCleaner::load(resources);
  const Document document = cleaner.clean(page);
  const auto judged = o.why ? cleaner.judge(page) : std::vector<JudgedBlock>{};
  const Format format = o.format.value();
  o.output.with(context, [&](std::ostream& out) {
    if (format == Format::json) {
      out << document_to_json(document, o.why ? &judged : nullptr) << '\n';
    } else if (format == Format::md) {
      print_page_markdown(out, document, o.why);
      print_dropped_markdown(out, judged);
    } else {
      print_page_text(out, document, o.why);
      print_dropped_text(out, judged);
    }
  });
  return 0;
}

/// A plain text as it stands, all of it: who asks for the grammar of a text wants no line left out. Blank lines part it.
Document as_it_stands(const Page& page) {
  Document out;
  out.text = decode(page).text;
  const auto size = static_cast<std::uint32_t>(out.text.size());
  for (std::uint32_t at = 0; at < size;) {
    const auto gap = out.text.find("\n\n", at);
    const auto end = gap == std::string::npos ? size : static_cast<std::uint32_t>(gap);
    if (end > at) out.segments.push_back({SegmentKind::body, {at, end}, "as it stands"});
    at = end + 2;
  }
  return out;
}

/// Sentence by sentence as they are read: a text of any length is in memory once, its grammar never whole.
void print_analysis(std::ostream& out, const Analyser& analyser, const Document& document, const std::string& language, Format format) {
  const CodePointIndex points(document.text);
  std::size_t number = 0;
  if (format == Format::json)
    out << "{\"language\":" << json_line(language) << ",\"model\":" << json_line(analyser.version()) << ",\"text\":" << json_line(document.text) << ",\"sentences\":[";
  analyser.analyse(document, [&](Sentence&& sentence) {
    ++number;
    if (format == Format::json) out << (number > 1 ? ",\n" : "\n") << json_line(sentence_to_json(document, points, sentence, number));
    else if (format == Format::tree) print_tree(out, document, sentence, number);
    else out << to_conllu(document, points, sentence, number);
  });
  if (format == Format::json) out << (number > 0 ? "\n]}\n" : "]}\n");
}

int run_analyse(const Options& o, Context& context) {
  const Resources resources = Resources::find(context.program);
  const Analyser analyser = Analyser::load(resources, o.language, o.quality.value());
  const Page page = page_of(o);
  const Document cleaned = PageCleaner::load(resources).clean(page);
  const Document document = page.type == MediaType::text ? as_it_stands(page) : cleaned;
  const auto stated = cleaned.language.substr(0, cleaned.language.find('-'));
  if (!stated.empty() && stated != o.language) context.err << "The page is in '" << stated << "' by its words or by what it says, and is read as '" << o.language << "' (--lang).\n";
  if (!analyser.has_grammar()) context.err << "No network reads '" << o.language << "' yet: its words and where they stand are told, no tags, trees or names.\n";
  o.output.with(context, [&](std::ostream& out) { print_analysis(out, analyser, document, o.language, o.format.value()); });
  return 0;
}

int run_mentions(const Options& o, Context& context) {
  for (const auto& kind : split_list(o.kinds, ','))
    if (kind != "time" && kind != "place" && kind != "actor" && kind != "number")
      throw Error(ErrorCode::usage, "There is no kind of mention '" + kind + "'; the kinds are time, place, actor, number.", kind);
  const Stages stages = Stages::load(Resources::find(context.program), {.quality = o.quality.value(), .gazetteers = o.gazetteer.value()});
  const Page page = page_of(o);
  const Reading reading = stages.read(page);
  // Of a text the offsets are those of the text itself; of a page with mark-up, those of what a reader sees of it.
  std::string given = page.type == MediaType::html ? std::string() : repair_utf8(page.bytes);
  std::optional<GivenText> where;
  if (!given.empty()) where.emplace(reading.document, given);
  if (where && !where->complete()) {  // in another character set, or accents apart from their letters
    given = decode(page).text;
    where.emplace(reading.document, given);
  }
  const auto sheet = mentions_sheet(reading.document, reading.readings, split_list(o.kinds, ','), where ? &*where : nullptr);
  return print_sheet(context, sheet, o.format.value(), o.output, o.kinds.empty() ? "The page mentions no time, place, actor or number." : "The page mentions nothing of the kind " + o.kinds + ".");
}

int run_claims(const Options& o, Context& context) {
  check_kind(context, o.kind);
  std::vector<LedgerClaim> claims;
  if (o.file.empty()) {
    claims = LedgerView(o.ledger.path).claims();
  } else {
    const Stages stages = Stages::load(Resources::find(context.program), {.quality = o.quality.value(), .gazetteers = o.gazetteer.value()});
    const Reading reading = stages.read(page_of(o));
    const CodePointIndex offsets(reading.document.text);
    for (const auto& c : reading.claims)
      if (c.segment != SegmentKind::comment) claims.push_back(ledger_claim_of(reading.document, offsets, c, reading.analysis.sentences[c.sentence].span));
  }
  if (!o.kind.empty()) std::erase_if(claims, [&](const LedgerClaim& c) { return c.claim.kind != o.kind; });
  const Format format = o.format.value();
  if (claims.empty())
    context.err << (o.file.empty() ? "The ledger " + o.ledger.path + " holds no claim" : "The page makes no claim") << (o.kind.empty() ? "" : " of the kind " + o.kind) << ".\n";
  o.output.with(context, [&](std::ostream& out) {
    const KindCodeTable codes = kind_codes(context);
    if (format == Format::jsonl) for (const auto& c : claims) out << json_line(claim_to_json(c, codes)) << '\n';
    else if (format != Format::table || !claims.empty()) write_sheet(out, format == Format::table ? claims_table(claims) : claims_sheet(claims, codes), format, table_width(context, o.output));
  });
  return claims.empty() && !o.kind.empty() ? exit_code(ErrorCode::not_found) : 0;
}

}  // namespace

Command clean_command() {
  return {"clean", "What is understood of a page before it is read",
          "Prints headline, byline, dateline, body, captions and readers' comments as separate segments, with title, authors,\n"
          "publisher, date and language. Menus, adverts and other furniture are dropped.",
          {{"daybook clean page.html", "as text"}, {"daybook clean https://harbour.example/doha-talks", "of a page that is fetched"}, {"daybook clean --why page.html", "with the reason of every fact and segment"}, {"daybook clean --format json page.html", "with segments, offsets and reasons, for a program"}},
          {Format::text, Format::md, Format::json},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FILE", o->file, "The page, or its address on the web; - is standard input")->required();
            o->format.declare(app, command);
            o->output.declare(app);
            app.add_flag("--why", o->why, "Say why each segment was kept, where each fact stood, and what was dropped");
            o->fetch.declare(app);
            return [o](Context& context) { return run_clean(*o, context); };
          }};
}

Command analyse_command() {
  return {"analyse", "Sentences, words, tags, dependencies and names of a page",
          "conllu is CoNLL-U (Universal Dependencies), with names and offsets in the last column. json has the text and, one a line, its\n"
          "sentences with words and names. tree draws each sentence: what stands left of a word hangs above it, what stands right\n"
          "below. A plain text is analysed as it stands, all of it; of a page with mark-up, what 'daybook clean' keeps. Offsets are code\n"
          "points of the text. A language that no network reads is cut into sentences and words, by\n"
          "Unicode's rules, and nothing more is told of it.",
          {{"daybook analyse page.html", "the grammar of every sentence"}, {"daybook analyse --format tree page.html", "drawn, to look at"},
           {"daybook analyse --format json --quality fast -", "of standard input, for a program, sooner"}, {"daybook analyse --lang fa page.html", "words of Persian and where they stand"}},
          {Format::conllu, Format::json, Format::tree},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FILE", o->file, "The page; - is standard input")->required();
            o->format.declare(app, command);
            o->output.declare(app);
            app.add_option("--lang", o->language, "The language to read it as: a code of ISO 639")->type_name("CODE")->capture_default_str();
            o->quality.declare(app);
            return [o](Context& context) { return run_analyse(*o, context); };
          }};
}

Command mentions_command() {
  return {"mentions", "Times, places, actors and numbers of a page, and what they may mean",
          "One mention a row, with its best reading, the other candidates and the reasons. Offsets are code points: of a plain\n"
          "text as it was given, of a page as 'daybook clean' shows it.",
          {{"daybook mentions --kinds place page.html", "only places"}}, {Format::table, Format::json, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FILE", o->file, "The page; - is standard input")->required();
            o->format.declare(app, command);
            o->output.declare(app);
            app.add_option("--kinds", o->kinds, "Only these: time, place, actor, number, with commas")->type_name("LIST");
            o->quality.declare(app);
            o->gazetteer.declare(app);
            o->published.declare(app, "--published", "The day of publication, where the page does not say");
            return [o](Context& context) { return run_mentions(*o, context); };
          }};
}

Command claims_command() {
  return {"claims", "Claims of the ledger, or of one page",
          "With FILE: what would be claimed from that page, without touching a ledger. Without: the claims the ledger holds.\n"
          "docs/claims.md defines every kind.",
          {{"daybook claims --kind capture", "from the ledger"}, {"daybook claims page.html", "from one page"}}, {Format::table, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FILE", o->file, "A page to read instead of the ledger; - is standard input");
            o->ledger.declare(app);
            o->format.declare(app, command);
            o->output.declare(app);
            app.add_option("--kind", o->kind, "Only this kind")->type_name("KIND");
            o->quality.declare(app);
            o->gazetteer.declare(app);
            o->published.declare(app, "--published", "FILE's day of publication, where the page does not say");
            return [o](Context& context) { return run_claims(*o, context); };
          }};
}

}  // namespace daybook
