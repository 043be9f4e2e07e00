#include <atomic>
#include <csignal>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "cli/actors_option.h"
#include "cli/fetch_option.h"
#include "cli/options.h"
#include "pipeline/follow.h"

namespace daybook {
namespace {

/// The one thing a signal may touch; the threads that fetch look at it too. A second signal ends the program at once.
std::atomic<bool> told_to_stop = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void listen_to_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { told_to_stop = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

struct Options {
  LedgerOption ledger;
  FormatOption format;
  FetchOption fetch;
  QualityOption quality;
  ActorsOption actors;
  std::string feeds, state, every, patience = "60s";
  unsigned connections = 4, threads = std::max(1u, std::thread::hardware_concurrency());
  std::uint64_t seed = 0;
  bool once = false, dry_run = false, quiet = false;
};

using Cell = nlohmann::ordered_json;

/// Numbers that are 0 are left empty for people, so that what happened stands out.
Sheet status_sheet(const std::vector<SourceReport>& reports, bool for_people) {
  Sheet sheet;
  sheet.columns = {"source", "status", "new", "known", "unchanged", "robots", "paywalled", "challenge", "consent", "blocked", "failed", "rejected", "left", "note"};
  if (!for_people) sheet.columns.insert(sheet.columns.begin() + 1, {"url", "kind"}), sheet.columns.insert(sheet.columns.end() - 1, "listed");
  const auto number = [&](std::size_t n) { return for_people && n == 0 ? Cell() : Cell(n); };
  for (const auto& r : reports) {
    std::vector<Cell> row = {r.name, name_of(r.status), r.added, number(r.known), number(r.unchanged), number(r.robots), number(r.paywalled), number(r.challenge),
                             number(r.consent), number(r.blocked), number(r.failed), number(r.rejected), number(r.left), r.note.empty() ? Cell() : Cell(r.note)};
    if (!for_people) row.insert(row.begin() + 1, {r.url, r.kind}), row.insert(row.end() - 1, r.listed);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet planned_sheet(const std::vector<PlannedFetch>& planned) {
  Sheet sheet;
  sheet.columns = {"source", "url", "published", "modified", "again"};
  const auto text = [](const std::string& t) { return t.empty() ? Cell() : Cell(t); };
  for (const auto& p : planned) sheet.rows.push_back({p.source, p.url, text(p.published), text(p.modified), p.again});
  return sheet;
}

std::int64_t time_of(const std::string& text) {
  const auto out = parse_milliseconds(text);
  if (!out) throw Error(ErrorCode::usage, "'" + text + "' is no length of time; write it as 30s, 15m or 2h.", text);
  return *out;
}

std::string stamp(const WebOptions& web) { return to_iso_instant(system_time(web.now, {}).now()); }

/// Columns of the list are the same whatever the width of the terminal: nothing is cut but notes.
int run_round(const Options& o, FollowOptions& how, const Resources& resources, Context& context) {
  const Format format = o.format.value();
  how.plan = read_feeds(o.feeds);
  if (o.fetch.contact.empty() && !how.plan.contact.empty()) {
    how.web.contact = how.plan.contact;
    how.web.fetch.agent = agent_name(how.plan.contact);
  }
  how.recorded_at = stamp(how.web);
  const bool stream = format == Format::jsonl && !o.dry_run;
  std::size_t looked = 0;
  how.finished = [&](const SourceReport& report) {
    ++looked;
    if (context.err_is_terminal && !o.quiet && !stream)
      context.err << fmt::format("\r{} of {} sources looked at{}", looked, how.plan.sources.size(), looked == how.plan.sources.size() ? "\n" : "") << std::flush;
    if (stream) {
      write_sheet(context.out, status_sheet({report}, false), format);
      context.out.flush();
    } else if (o.dry_run && !report.note.empty() && !o.quiet) {
      context.err << report.name << ": " << name_of(report.status) << ": " << report.note << '\n';
    }
  };
  const FollowResult result = follow_once(how, resources);
  if (o.dry_run) {
    if (result.planned.empty()) context.err << "Nothing would be fetched.\n";
    if (!result.planned.empty() || format != Format::table) write_sheet(context.out, planned_sheet(result.planned), format, table_width(context, {}));
  } else if (!stream) {
    write_sheet(context.out, status_sheet(result.sources, format == Format::table), format, table_width(context, {}));
  }
  context.out.flush();
  if (!context.out) throw Error(ErrorCode::io, "Standard output cannot be written.");
  if (!o.dry_run && !o.quiet)
    context.err << fmt::format("{}: {} new, {} known, {} rejected; {} claims added.\n", o.ledger.path, result.count.added, result.count.known, result.count.rejected, result.count.claims);
  const bool fine = std::none_of(result.sources.begin(), result.sources.end(), [](const SourceReport& r) { return is_trouble(r.status) || r.rejected > 0; });
  return fine ? 0 : 1;
}

int run(const Options& o, Context& context) {
  FollowOptions how;
  how.web = o.fetch.value();
  how.web.polite.patience_ms = time_of(o.patience);
  how.web.polite.seed = o.seed;
  how.ledger = o.ledger.path;
  how.state = o.state.empty() ? o.ledger.path + "-follow" : o.state;
  how.connections = o.connections;
  how.dry_run = o.dry_run;
  how.ingest.threads = o.threads;
  const std::int64_t every = o.every.empty() ? 0 : time_of(o.every);
  if (!o.every.empty() && every < 60'000 && !o.fetch.allow_private) throw Error(ErrorCode::usage, "'--every' is a minute or more: servers are not to be asked more often.", o.every);
  how.ingest.rejected = [&](const Rejection& r) {
    if (!o.quiet) context.err << "rejected: " << r.at.file << ": " << r.message << '\n';
  };
  const Resources resources = Resources::find(context.program);
  std::unique_ptr<Stages> stages;
  how.stages = [&]() -> const Stages& {
    if (!stages) stages = std::make_unique<Stages>(Stages::load(resources, StageOptions{.quality = o.quality.value(), .actor_files = o.actors.files}));
    return *stages;
  };
  listen_to_signals();
  how.web.fetch.stop = [] { return told_to_stop.load(); };
  const FetchTime clock = system_time("", how.web.fetch.stop);
  for (;;) {
    const std::int64_t begun = clock.steady_ms();
    int code = 0;
    try {
      code = run_round(o, how, resources, context);
    } catch (const Error& error) {
      if (!every || error.code() != ErrorCode::locked) throw;
      context.err << "daybook: " << error.what() << "\n  What was fetched waits for the next round.\n";
      code = exit_code(error.code());
    }
    if (!every || told_to_stop) return code;
    if (!clock.sleep(std::max<std::int64_t>(0, every - (clock.steady_ms() - begun)))) return 0;
  }
}

}  // namespace

Command follow_command() {
  return {"follow", "Fetch what is new at feeds and sitemaps, and read it into the ledger",
          "Looks at the sources of a feeds.toml: RSS and Atom feeds, sitemaps, news sitemaps and their indexes, pages of links. What\n"
          "is new is fetched, one page after another at each host, and read into the ledger. robots.txt is obeyed (RFC 9309),\n"
          "requests are conditional, servers that ask to wait are left alone for as long. One line a source says what it had:\n"
          "new, no_news, unchanged, empty_feed; or why there was nothing: not_a_feed, robots, blocked, challenge, consent,\n"
          "paywalled, rate_limited, server_error, unreachable, refused, gone, too_large, later, rejected, stopped.\n"
          "What was fetched is remembered in a file beside the ledger: killed at any moment, the next run goes on, and no\n"
          "article is fetched twice unless it was modified. docs/pages.md describes feeds.toml.",
          {{"daybook follow feeds.toml", "one round"},
           {"daybook follow --every 15m --save-warc pages.warc.gz feeds.toml", "until it is stopped, keeping what is fetched"},
           {"daybook follow --dry-run feeds.toml", "what would be fetched now"}},
          {Format::table, Format::jsonl, Format::json, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto o = std::make_shared<Options>();
            app.add_option("FEEDS", o->feeds, "The list of sources, a feeds.toml")->required();
            o->ledger.declare(app);
            o->format.declare(app, command);
            auto* once = app.add_flag("--once", o->once, "One round, then end; the default");
            app.add_option("--every", o->every, "A round every so often, until stopped: 15m, 2h")->type_name("TIME")->excludes(once);
            app.add_flag("--dry-run,-n", o->dry_run, "Look at the lists only, print what would be fetched, and keep nothing");
            app.add_option("--state", o->state, "What is remembered between runs; beside the ledger unless given")->type_name("FILE");
            app.add_option("--connections", o->connections, "Sources looked at side by side")->type_name("N")->check(CLI::Range(1u, 64u).description(""))->capture_default_str();
            app.add_option("--patience", o->patience, "The longest wait for a turn at one host; what takes longer is left for the next run")->type_name("TIME")->capture_default_str();
            app.add_option("--seed", o->seed, "Of the random share of waits")->type_name("N")->capture_default_str();
            app.add_option("--threads,-j", o->threads, "Worker threads of reading")->type_name("N")->check(CLI::Range(1u, 256u).description(""));
            app.add_flag("--quiet,-q", o->quiet, "Print errors only");
            o->quality.declare(app);
            o->actors.declare(app);
            o->fetch.declare(app);
            return [o](Context& context) { return run(*o, context); };
          }};
}

}  // namespace daybook
