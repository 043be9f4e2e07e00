#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "cli/actors_option.h"
#include "cli/fetch_option.h"
#include "cli/gazetteer_option.h"
#include "cli/options.h"
#include "pipeline/ingest.h"

namespace daybook {
namespace {

struct Options {
  LedgerOption ledger;
  FetchOption fetch;
  QualityOption quality;
  ActorsOption actors;
  GazetteerOption gazetteer;
  std::vector<std::string> paths;
  std::string pace = "2s";
  bool ignore_robots = false;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool quiet = false;
};

std::string where(const Coordinates& at) {
  std::string out = at.file;
  if (at.offset > 0 || at.record > 0) out += fmt::format(" (record {} at byte {})", at.record, at.offset);
  return out;
}

int run(const Options& options, Context& context) {
  for (const auto& path : options.paths)
    if (looks_like_url(path)) parse_url(path);  // what is no address is told before anything is read
  const Resources resources = Resources::find(context.program);
  WebOptions web_options = options.fetch.value();
  web_options.polite.robots = !options.ignore_robots;
  const auto pace = parse_milliseconds(options.pace);
  if (!pace) throw Error(ErrorCode::usage, "'" + options.pace + "' is no length of time; write it as 2s or 500ms.", options.pace);
  web_options.polite.pace_ms = *pace;
  const Stages stages = Stages::load(resources, {.quality = options.quality.value(), .actor_files = options.actors.files, .gazetteers = options.gazetteer.value()});
  std::unique_ptr<Web> web;
  LedgerWriter writer(options.ledger.path, now_utc(), stages.method());
  IngestOptions how;
  how.threads = options.threads;
  bool line_open = false;
  if (context.err_is_terminal && !options.quiet)
    how.progress = [&](const IngestProgress& p) {
      context.err << fmt::format("\r{} read: {} new, {} known, {} rejected ", p.pages, p.added, p.known, p.rejected) << std::flush;
      line_open = true;
    };
  std::size_t doubts = 0;
  const auto say = [&](const char* what, const Coordinates& at, const std::string& message) {
    if (options.quiet) return;
    context.err << (line_open ? "\n" : "") << what << ": " << where(at) << ": " << message << '\n';
    line_open = false;
  };
  how.rejected = [&](const Rejection& r) { say("rejected", r.at, r.message); };
  how.doubted = [&](const Page& page, const std::string& note) {
    ++doubts;
    say("note", page.at, (page.hints.url.empty() ? "" : page.hints.url + ": ") + note + ".");
  };
  how.remarked = [&](const Remark& r) {
    ++doubts;
    say("remark", r.at, r.message);
  };
  how.fetch = [&](const std::string& url, const PageSinks& sinks) {
    if (!web) web = std::make_unique<Web>(resources, web_options);
    web->read(url, ReadOptions{}, sinks);
  };
  const IngestResult result = ingest(options.paths, stages, options.ledger.path, writer, how);
  if (line_open) context.err << '\n';
  for (const auto& u : result.unreadable) context.err << "daybook: " << u.message << "\n  " << advice_for(u.code == name_of(ErrorCode::refused) ? ErrorCode::refused : ErrorCode::unreadable) << '\n';

  const auto& n = result.count;
  if (!options.quiet) {
    context.err << fmt::format("{}: {} new, {} known, {} rejected{}{}; {} claims added.\n", options.ledger.path, n.added, n.known, n.rejected,
                               n.rejected_known ? fmt::format(" ({} of them before)", n.rejected_known) : "",
                               doubts ? fmt::format(", {} notes and remarks", doubts) : "", n.claims);
    if (n.added == 0 && n.known > 0 && n.rejected == 0) context.err << "Everything was known already; nothing was added.\n";
    if (n.added + n.known + n.rejected == 0 && result.unreadable.empty()) context.err << "Nothing to read was found there.\n";
  }
  const auto refused = [](const Rejection& r) { return r.code == name_of(ErrorCode::refused); };
  if (!result.unreadable.empty()) return exit_code(std::all_of(result.unreadable.begin(), result.unreadable.end(), refused) ? ErrorCode::refused : ErrorCode::unreadable);
  return n.rejected > 0 ? 1 : 0;
}

}  // namespace

Command ingest_command() {
  return {"ingest", "Read pages into the ledger",
          "Takes files, folders, addresses of the web and '-' for standard input: text, HTML, JSONL, RSS and Atom feeds, WARC and\n"
          "ARC archives (plain, gzip, zstd). An address is fetched: http and https only, public hosts only, robots.txt obeyed.\n"
          "The kind is told by content, not by name. What is known already is left alone and counted; a page that cannot be read\n"
          "becomes a rejection row with its reason, and the others go on. A page that is kept though its archive is at fault (a\n"
          "wrong digest, a body cut short) has a note, which is printed and kept with it; a fault by which no page is lost is\n"
          "printed as a remark. Killed at any moment, the same command run again completes the ledger. The result does not\n"
          "depend on the number of threads.",
          {{"daybook ingest pages/", "every page under a folder, into daybook.gpkg"}, {"daybook ingest --save-warc doha.warc.gz https://harbour.example/doha-talks", "one page from the web, kept as it came"}},
          {},
          [](CLI::App& app, const Command&) -> Runner {
            auto options = std::make_shared<Options>();
            options->ledger.declare(app);
            app.add_option("PATH", options->paths, "Files and folders to read, addresses to fetch; - is standard input")->required();
            app.add_option("--threads,-j", options->threads, "Worker threads")->type_name("N")->check(CLI::Range(1u, 256u).description(""));
            app.add_flag("--quiet,-q", options->quiet, "Print errors only");
            options->quality.declare(app);
            options->actors.declare(app);
            options->gazetteer.declare(app);
            options->fetch.declare(app);
            app.add_option("--pace", options->pace, "Time between two pages of one host")->type_name("TIME")->capture_default_str();
            app.add_flag("--ignore-robots", options->ignore_robots, "Fetch what robots.txt asks to leave alone: for your own pages, or with the owner's leave");
            return [options](Context& context) { return run(*options, context); };
          }};
}

}  // namespace daybook
