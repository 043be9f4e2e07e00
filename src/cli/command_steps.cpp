// The commands that show one page on its way: clean, analyse, mentions, claims.
#include <cstdlib>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "base/utf8.h"
#include "clean/decode.h"
#include "clean/document_json.h"
#include "resource/table.h"
#include "cli/actors_option.h"
#include "cli/fetch_option.h"
#include "cli/gazetteer_option.h"
#include "cli/options.h"
#include "language/analyser.h"
#include "pipeline/stages.h"
#include "present/analysis_view.h"
#include "present/attribution_json.h"
#include "present/claim_json.h"
#include "present/claim_view.h"
#include "present/mention_json.h"
#include "present/mention_view.h"
#include "present/page_view.h"

namespace daybook {
namespace {

struct Options {
  FormatOption format;
  OutputOption output;
  LedgerOption ledger;
  FetchOption fetch;
  QualityOption quality;
  ActorsOption actors;
  GazetteerOption gazetteer;
  std::string file, kinds, kind, language = "en";
  DateOption published;
  bool why = false, attributions = false;
};

Page page_of(const Options& o) {
  Page page = read_one_page(o.file);
  if (o.published.value()) page.hints.published = o.published.text;
  return page;
}

StageOptions stage_options(const Options& o) {
  StageOptions options;
  options.quality = o.quality.value();
  options.actor_files = o.actors.files;
  options.gazetteers = o.gazetteer.value();
  return options;
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

std::vector<MentionKind> mention_kinds(const std::string& list) {
  std::vector<MentionKind> out;
  for (const auto& name : split_list(list, ',')) {
    const auto kind = mention_kind(trim(name));
    if (!kind) throw Error(ErrorCode::usage, "There is no kind of mention '" + name + "'; the kinds are time, place, actor, number.", name);
    out.push_back(*kind);
  }
  if (out.empty() && !list.empty()) throw Error(ErrorCode::usage, "--kinds '" + list + "' names no kind; the kinds are time, place, actor, number.", list);
  return out;
}

/// The text that offsets count: a plain text as it was given; of a page with mark-up nothing, since what a reader sees of it counts there.
std::string given_text(const Page& page, const Document& document) {
  if (page.type == MediaType::html) return {};
  std::string given = repair_utf8(page.bytes);
  return GivenText(document, given).complete() ? given : decode_as_given(page);  // another character set
}

/// Colours are for a person at a terminal who has not asked for none (no-color.org).
bool wants_colour(const Context& context, const OutputOption& output) {
  const char* none = std::getenv("NO_COLOR");
  return context.out_is_terminal && (output.path.empty() || output.path == "-") && (none == nullptr || *none == '\0');
}

int run_mentions(const Options& o, Context& context) {
  const auto kinds = mention_kinds(o.kinds);
  const Page page = page_of(o);
  const Stages stages = Stages::load(Resources::find(context.program), stage_options(o));
  const Reading reading = stages.read(page);
  const auto rows = mention_rows(reading.readings, kinds);
  const std::string if_empty = o.kinds.empty() ? "The page mentions no time, place, actor or number." : "The page mentions nothing of the kind " + o.kinds + ".";
  const Format format = o.format.value();
  if (format == Format::text) {
    if (rows.empty()) context.err << if_empty << '\n';
    o.output.with(context, [&](std::ostream& out) { print_marked(out, reading.document, rows, wants_colour(context, o.output)); });
    return 0;
  }
  const std::string given = given_text(page, reading.document);
  const auto where = given.empty() ? std::nullopt : std::make_optional<GivenText>(reading.document, given);
  const GivenText* at = where ? &*where : nullptr;
  const auto sheet = format == Format::table ? mentions_table(reading.document, rows, at) : mentions_sheet(reading.document, rows, at);
  return print_sheet(context, sheet, format, o.output, if_empty);
}

/// Every paragraph is read by the network asked for: who says something need not make a claim.
int run_attributions(const Options& o, Context& context) {
  if (o.file.empty()) throw Error(ErrorCode::usage, "--attributions reads a page: name its FILE.", "--attributions");
  if (!o.kind.empty()) throw Error(ErrorCode::usage, "--kind is about claims, not about attributions.", "--kind");
  StageOptions options = stage_options(o);
  options.gated = false;
  const Stages stages = Stages::load(Resources::find(context.program), options);
  const Page page = page_of(o);
  const Reading reading = stages.read(page);
  const auto attributions = stages.attributions(reading);
  const Format format = o.format.value() == Format::text ? Format::table : o.format.value();
  const std::string given = given_text(page, reading.document);
  const auto where = given.empty() ? std::nullopt : std::make_optional<GivenText>(reading.document, given);
  const auto sheet = format == Format::table ? attributions_table(reading.document, attributions) : attributions_sheet(reading.document, attributions, where ? &*where : nullptr);
  return print_sheet(context, sheet, format, o.output, "The page tells of nobody who says anything.");
}

int run_claims(const Options& o, Context& context) {
  if (o.attributions) return run_attributions(o, context);
  check_kind(context, o.kind);
  if (o.why && o.file.empty()) throw Error(ErrorCode::usage, "--why needs a FILE: the ledger keeps claims, not what spoke for and against them.", "--why");
  std::vector<ShownClaim> claims;
  if (o.file.empty()) {
    for (auto& claim : LedgerView(o.ledger.path).claims()) claims.push_back({std::move(claim), "", {}, {}});
  } else {
    StageOptions options = stage_options(o);
    options.reasons = o.why;
    const Stages stages = Stages::load(Resources::find(context.program), options);
    const Reading reading = stages.read(page_of(o));
    const CodePointIndex offsets(reading.document.text);
    const auto add = [&](const Claim& c, const std::string& objection, std::vector<Evidence> why, std::vector<Evidence> choices) {
      if (c.segment != SegmentKind::comment) claims.push_back({ledger_claim_of(reading.document, offsets, c, reading.analysis.sentences[c.sentence].span), objection, std::move(why), std::move(choices)});
    };
    for (std::size_t i = 0; i < reading.claims.size(); ++i) add(reading.claims[i], "", o.why ? stages.evidence(reading.reasons.features[i]) : std::vector<Evidence>(), o.why ? reading.reasons.choices[i] : std::vector<Evidence>());
    for (const NearClaim& near : reading.reasons.nearly) add(near.claim, near.objection, stages.evidence(near.features), near.choices);
  }
  if (!o.kind.empty()) std::erase_if(claims, [&](const ShownClaim& c) { return c.claim.claim.kind != o.kind; });
  const Format format = o.format.value() == Format::text && o.file.empty() ? Format::table : o.format.value();
  if (claims.empty())
    context.err << (o.file.empty() ? "The ledger " + o.ledger.path + " holds no claim" : "The page makes no claim") << (o.kind.empty() ? "" : " of the kind " + o.kind) << ".\n";
  o.output.with(context, [&](std::ostream& out) {
    const KindCodeTable codes = kind_codes(context);
    if (format == Format::text) return print_claims(out, claims);
    if (format == Format::jsonl) {
      for (const auto& c : claims) out << json_line(o.why ? shown_claim_to_json(c, codes) : claim_to_json(c.claim, codes)) << '\n';
      return;
    }
    std::vector<LedgerClaim> made;  // what was nearly a claim has no row in a table
    for (const auto& c : claims)
      if (c.objection.empty()) made.push_back(c.claim);
    if (format != Format::table || !made.empty()) write_sheet(out, format == Format::table ? claims_table(made) : claims_sheet(made, codes), format, table_width(context, o.output));
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
          "text marks every mention in the page's words and says below each paragraph what it may mean, in colour on a terminal\n"
          "(not where NO_COLOR is set). The other formats have one mention a row: kind, start, end, text, best, candidates, why.\n"
          "Offsets are code points, the end exclusive: of a plain text as it was given, of a page with mark-up those that\n"
          "'daybook clean --format json' counts in. best is null where a place or actor is not resolved, and has\n"
          "  time    edtf, timex_type, timex_value\n"
          "  place   id, geonameid, name, kind, lat, lon, precision_m, country\n"
          "  actor   id, name, country, sector\n"
          "  number  value, bound, of, unit; low, best and high that follow from them stand in candidates (docs/numbers.md)\n"
          "What is not known is null.",
          {{"daybook mentions page.html", "marked in the text"}, {"daybook mentions --kinds place,actor --format table page.html", "a table of places and actors"},
           {"daybook mentions --published 2021-07-18 --format jsonl -", "of standard input, dated, for a program"}},
          {Format::text, Format::table, Format::json, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FILE", o->file, "The page; - is standard input")->required();
            o->format.declare(app, command);
            o->output.declare(app);
            app.add_option("--kinds", o->kinds, "Only these: time, place, actor, number, with commas")->type_name("LIST");
            o->quality.declare(app);
            o->actors.declare(app);
            o->gazetteer.declare(app);
            o->published.declare(app, "--published", "The day of publication, where the page does not say");
            return [o](Context& context) { return run_mentions(*o, context); };
          }};
}

Command claims_command() {
  return {"claims", "Claims of the ledger, or of one page",
          "With FILE: what would be claimed from that page, without touching a ledger: each sentence with its claims under it. Without:\n"
          "the claims the ledger holds, as a table. docs/claims.md defines every kind. With --attributions: who says what in FILE, whether or not a claim is made of it; source,\n"
          "cue and content of each, in code points of a plain text as it was given, of a page as 'daybook clean' shows it (docs/attribution.md).",
          {{"daybook claims --kind capture", "from the ledger"}, {"daybook claims page.html", "from one page"},
           {"daybook claims --why page.html", "with what spoke for and against each, and what was nearly a claim"},
           {"daybook claims --attributions page.html", "who says what in it"}},
          {Format::text, Format::table, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FILE", o->file, "A page to read instead of the ledger; - is standard input");
            o->ledger.declare(app);
            o->format.declare(app, command);
            o->output.declare(app);
            app.add_option("--kind", o->kind, "Only this kind")->type_name("KIND");
            app.add_flag("--why", o->why, "Also what spoke for and against each claim of FILE, and what was nearly one");
            app.add_flag("--attributions", o->attributions, "Who says what in FILE, instead of claims");
            o->quality.declare(app);
            o->actors.declare(app);
            o->gazetteer.declare(app);
            o->published.declare(app, "--published", "FILE's day of publication, where the page does not say");
            return [o](Context& context) { return run_claims(*o, context); };
          }};
}

}  // namespace daybook
