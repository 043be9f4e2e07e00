#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "cli/options.h"
#include "pipeline/ingest.h"

namespace daybook {
namespace {

struct Options {
  LedgerOption ledger;
  std::vector<std::string> paths;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool quiet = false;
};

/// The only use of the clock: the run's own time stamp. DAYBOOK_NOW replaces it in tests.
std::string now_utc() {
  if (const char* fixed = std::getenv("DAYBOOK_NOW")) return fixed;
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char buffer[32];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return buffer;
}

std::string where(const Coordinates& at) {
  std::string out = at.file;
  if (at.offset > 0 || at.record > 0) out += fmt::format(" (record {} at byte {})", at.record, at.offset);
  return out;
}

int run(const Options& options, Context& context) {
  const Stages stages = Stages::load(Resources::find(context.program));
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
  const IngestResult result = ingest(options.paths, stages, options.ledger.path, writer, how);
  if (line_open) context.err << '\n';
  for (const auto& u : result.unreadable) context.err << "daybook: " << u.message << "\n  " << advice_for(ErrorCode::unreadable) << '\n';

  const auto& n = result.count;
  if (!options.quiet) {
    context.err << fmt::format("{}: {} new, {} known, {} rejected{}{}; {} claims added.\n", options.ledger.path, n.added, n.known, n.rejected,
                               n.rejected_known ? fmt::format(" ({} of them before)", n.rejected_known) : "",
                               doubts ? fmt::format(", {} notes and remarks", doubts) : "", n.claims);
    if (n.added == 0 && n.known > 0 && n.rejected == 0) context.err << "Everything was known already; nothing was added.\n";
    if (n.added + n.known + n.rejected == 0 && result.unreadable.empty()) context.err << "Nothing to read was found there.\n";
  }
  if (!result.unreadable.empty()) return exit_code(ErrorCode::unreadable);
  return n.rejected > 0 ? 1 : 0;
}

}  // namespace

Command ingest_command() {
  return {"ingest", "Read pages into the ledger",
          "Takes files, folders and '-' for standard input: text, HTML, JSONL, RSS and Atom feeds, WARC and ARC archives\n"
          "(plain, gzip, zstd). The kind is told by content, not by name. What is known already is left alone and counted; a\n"
          "page that cannot be read becomes a rejection row with its reason, and the others go on. A page that is kept though\n"
          "its archive is at fault (a wrong digest, a body cut short) has a note, which is printed and kept with it; a fault by\n"
          "which no page is lost is printed as a remark. Killed at any moment, the same command run again completes the\n"
          "ledger. The result does not depend on the number of threads.",
          {{"daybook ingest pages/", "every page under a folder, into daybook.gpkg"}, {"curl -s URL | daybook ingest --ledger doha.gpkg -", "one page from a pipe"}},
          {},
          [](CLI::App& app, const Command&) -> Runner {
            auto options = std::make_shared<Options>();
            options->ledger.declare(app);
            app.add_option("PATH", options->paths, "Files and folders to read; - is standard input")->required();
            app.add_option("--threads,-j", options->threads, "Worker threads")->type_name("N")->check(CLI::Range(1u, 256u).description(""));
            app.add_flag("--quiet,-q", options->quiet, "Print errors only");
            return [options](Context& context) { return run(*options, context); };
          }};
}

}  // namespace daybook
