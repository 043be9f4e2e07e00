#include "pipeline/follow.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "base/error.h"
#include "ledger/lock.h"
#include "ledger/schema.h"
#include "pipeline/fetch_data.h"
#include "pipeline/follow_source.h"
#include "read/reader.h"

namespace daybook {
namespace {

constexpr Seconds kForget = 366 * 86'400;

struct Looked {
  SourceReport report;
  std::vector<PlannedFetch> planned;
};

/// Threads that look at the sources, those of one host one after another. Their answers are waited for one by one.
class Lookers {
 public:
  /// `stop` ends everything under way: the fetches and the waiting of `round` listen to it.
  Lookers(const FollowOptions& options, const SourceRound& round, FetchOptions fetch, std::atomic<bool>& stop)
      : options_(options), round_(round), fetch_(std::move(fetch)), stop_(stop), answers_(options.plan.sources.size()) {
    std::map<std::string, std::size_t> by_host;
    for (std::size_t i = 0; i < options.plan.sources.size(); ++i) {
      const auto [entry, fresh] = by_host.try_emplace(options.plan.sources[i].url.host, groups_.size());
      if (fresh) groups_.emplace_back();
      groups_[entry->second].push_back(i);
    }
    const std::size_t threads = std::min<std::size_t>(std::max(1u, options.connections), groups_.size());
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Lookers() { stop_ = true; }

  /// Waits for the answer of one source. Throws what stopped its thread.
  Looked wait(std::size_t source) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [&] { return answers_[source].has_value() || failure_; });
    if (!answers_[source]) std::rethrow_exception(failure_);
    return std::move(*answers_[source]);
  }

 private:
  void work() {
    try {
      Fetcher fetcher(fetch_, round_.manners.time.now);
      for (;;) {
        const std::size_t group = next_++;
        if (group >= groups_.size()) return;
        for (const std::size_t source : groups_[group]) {
          Looked looked;
          looked.report = look_at_source(options_.plan.sources[source], round_, fetcher, looked.planned);
          const std::lock_guard lock(mutex_);
          answers_[source] = std::move(looked);
          wake_.notify_all();
        }
      }
    } catch (...) {  // of the state file, the archive, the memory: the round cannot go on
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
      wake_.notify_all();
    }
  }

  const FollowOptions& options_;
  const SourceRound& round_;
  FetchOptions fetch_;
  std::atomic<bool>& stop_;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::vector<std::size_t>> groups_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::optional<Looked>> answers_;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes
};

/// The ledger's side: opened with the first page, so that a round without news leaves the ledger as it was.
class LedgerSide {
 public:
  LedgerSide(const FollowOptions& options, FollowState& state) : options_(options), state_(state) {}

  struct Count {
    std::size_t added = 0, known = 0, rejected = 0;
  };

  /// Reads what waits in the spool for a source, and takes it out once it is in the ledger for good.
  Count read(const std::string& source) {
    Count count;
    std::int64_t last = 0;
    while (auto spooled = state_.next_spooled(source, last)) {
      open();
      last = spooled->id;
      read_page(std::move(spooled->page), ReadOptions{}, run_->sinks());
    }
    if (last == 0) return count;
    const IngestProgress now = run_->settle();
    count = {now.added - before_.added, now.known - before_.known, now.rejected - before_.rejected};
    before_ = now;
    state_.unspool(source, last);
    return count;
  }

  WriteCount finish() { return run_ ? run_->finish() : WriteCount{}; }

 private:
  void open() {
    if (run_) return;
    const Stages& stages = options_.stages();
    writer_.emplace(options_.ledger, options_.recorded_at, stages.method());
    run_.emplace(stages, options_.ledger, *writer_, options_.ingest);
  }

  const FollowOptions& options_;
  FollowState& state_;
  std::optional<LedgerWriter> writer_;
  std::optional<Ingestion> run_;
  IngestProgress before_;
};

/// A ledger that cannot be used is told before anything is fetched. One that a killed run left empty can be.
void check_ledger(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return;
  sqlite::Database db(file, sqlite::Database::Mode::read_only);
  schema_version(db, file.string());
}

/// Host holds of earlier runs, on this run's clock.
void restore_holds(const FollowState& state, Manners& manners) {
  const Seconds now = manners.time.now();
  for (const auto& [host, until] : state.holds(now)) manners.pace.hold(host, manners.time.steady_ms() + (until - now) * 1000);
}

void add_count(SourceReport& report, const LedgerSide::Count& count) {
  report.added += count.added;
  report.known += count.known;
  report.rejected += count.rejected;
  if (report.added > 0) report.status = SourceStatus::news;
  else if (report.rejected > 0 && !is_trouble(report.status)) report.status = SourceStatus::rejected;
}

}  // namespace

const char* name_of(SourceStatus status) {
  switch (status) {
    case SourceStatus::news: return "new";
    case SourceStatus::no_news: return "no_news";
    case SourceStatus::unchanged: return "unchanged";
    case SourceStatus::empty_feed: return "empty_feed";
    case SourceStatus::not_a_feed: return "not_a_feed";
    case SourceStatus::paywalled: return "paywalled";
    case SourceStatus::challenge: return "challenge";
    case SourceStatus::consent: return "consent";
    case SourceStatus::blocked: return "blocked";
    case SourceStatus::gone: return "gone";
    case SourceStatus::rate_limited: return "rate_limited";
    case SourceStatus::server_error: return "server_error";
    case SourceStatus::unreachable: return "unreachable";
    case SourceStatus::robots: return "robots";
    case SourceStatus::refused: return "refused";
    case SourceStatus::too_large: return "too_large";
    case SourceStatus::later: return "later";
    case SourceStatus::rejected: return "rejected";
    case SourceStatus::stopped: return "stopped";
  }
  return "";
}

bool is_trouble(SourceStatus status) { return status != SourceStatus::news && status != SourceStatus::no_news && status != SourceStatus::unchanged; }

FollowResult follow_once(const FollowOptions& options, const Resources& resources) {
  const bool keep = !options.dry_run;
  std::optional<WriterLock> lock;
  if (keep) lock.emplace(options.state);
  check_ledger(options.ledger);
  FollowState state(options.state, keep);
  const WallMarks marks = read_wall_marks(resources);
  const auto tracking = read_tracking(resources);
  std::atomic<bool> ended = false;
  FetchOptions fetch = options.web.fetch;
  fetch.stop = [&ended, outer = options.web.fetch.stop] { return ended || (outer && outer()); };
  Manners manners(options.web.polite, system_time(options.web.now, fetch.stop), state.robots());
  restore_holds(state, manners);
  if (keep) state.forget(manners.time.now() - kForget);
  std::optional<PageArchive> archive;
  if (keep && !options.web.save_warc.empty()) archive.emplace(options.web.save_warc, options.web.contact, true);

  FollowResult result;
  LedgerSide ledger(options, state);
  // What a killed run had fetched and not read, of sources that may not be listed any more.
  std::map<std::string, LedgerSide::Count> earlier;
  if (keep)
    for (const auto& source : state.spooled_sources()) earlier[source] = ledger.read(source);
  const SourceRound round{options, state, manners, marks, tracking, archive ? &*archive : nullptr};
  Lookers lookers(options, round, fetch, ended);
  for (std::size_t i = 0; i < options.plan.sources.size(); ++i) {
    Looked looked = lookers.wait(i);
    if (keep) add_count(looked.report, ledger.read(looked.report.url));
    add_count(looked.report, earlier[looked.report.url]);
    if (options.finished) options.finished(looked.report);
    result.sources.push_back(std::move(looked.report));
    result.planned.insert(result.planned.end(), looked.planned.begin(), looked.planned.end());
  }
  result.count = ledger.finish();
  return result;
}

}  // namespace daybook
