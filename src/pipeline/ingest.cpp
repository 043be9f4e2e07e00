#include "pipeline/ingest.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <iostream>
#include <mutex>
#include <thread>
#include <variant>

#include "base/error.h"
#include "event/events.h"
#include "fetch/url.h"
#include "picture/picture.h"
#include "read/reader.h"

namespace daybook {
namespace {

using Outcome = std::variant<Report, Rejection, Remark>;

/// Workers that take pages in order and answer through futures, so that the writer can take the answers in order too.
class Workers {
 public:
  Workers(const Stages& stages, unsigned threads) : stages_(stages) {
    for (unsigned i = 0; i < std::max(1u, threads); ++i) threads_.emplace_back([this] { work(); });
  }
  ~Workers() {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_all();
  }

  std::future<Outcome> submit(Page page) {
    std::packaged_task<Outcome()> task([this, page = std::move(page)]() mutable { return run(std::move(page)); });
    auto future = task.get_future();
    {
      std::lock_guard lock(mutex_);
      queue_.push_back(std::move(task));
    }
    wake_.notify_one();
    return future;
  }

 private:
  Outcome run(Page page) const {
    Rejection rejection{page.at, "", "", page.digest};
    try {
      return stages_.read_report(std::move(page));
    } catch (const Error& error) {
      rejection.code = name_of(error.code());
      rejection.message = error.what();
    } catch (const std::bad_alloc&) {
      rejection.code = name_of(ErrorCode::too_large);
      rejection.message = "The page needs more memory than there is.";
    }
    return rejection;
  }

  void work() {
    for (;;) {
      std::packaged_task<Outcome()> task;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return closed_ || !queue_.empty(); });
        if (queue_.empty()) return;
        task = std::move(queue_.front());
        queue_.pop_front();
      }
      task();
    }
  }

  const Stages& stages_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::packaged_task<Outcome()>> queue_;
  bool closed_ = false;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes
};

/// A bounded window of answers, written strictly in input order: this is what makes the ledger independent of threads.
class Window {
 public:
  Window(LedgerWriter& writer, const IngestOptions& options, std::size_t size)
      : writer_(writer), options_(options), size_(size) {}

  void push(std::future<Outcome> outcome) {
    pending_.push_back(std::move(outcome));
    while (pending_.size() > size_) write_front();
  }
  void push_ready(Outcome outcome) {
    std::promise<Outcome> ready;
    ready.set_value(std::move(outcome));
    push(ready.get_future());
  }
  void known() {
    ++progress_.pages;
    ++progress_.known;
    tell();
  }
  void drain() {
    while (!pending_.empty()) write_front();
  }
  const IngestProgress& progress() const { return progress_; }

 private:
  void write_front() {
    Outcome outcome = pending_.front().get();
    pending_.pop_front();
    if (const auto* remark = std::get_if<Remark>(&outcome)) {  // about a container; no page
      if (options_.remarked) options_.remarked(*remark);
      return;
    }
    ++progress_.pages;
    if (const auto* report = std::get_if<Report>(&outcome)) {
      const bool added = writer_.add(*report);  // not, if an equal page stood further up the same input
      ++(added ? progress_.added : progress_.known);
      if (added && options_.doubted)
        for (const auto& note : report->page.notes) options_.doubted(report->page, note);
    } else {
      const auto& rejection = std::get<Rejection>(outcome);
      writer_.reject(rejection);
      ++progress_.rejected;
      if (options_.rejected) options_.rejected(rejection);
    }
    tell();
  }
  void tell() const {
    if (options_.progress) options_.progress(progress_);
  }

  LedgerWriter& writer_;
  const IngestOptions& options_;
  std::size_t size_;
  std::deque<std::future<Outcome>> pending_;
  IngestProgress progress_;
};

}  // namespace

void derive_layers(const std::filesystem::path& file, LedgerWriter& writer) {
  std::vector<LedgerClaim> claims;
  {
    const LedgerView view(file);  // closed before the writer finishes, so that no -wal file is left
    claims = view.claims();
  }
  const Day day = latest_day(claims);
  writer.put_picture(derive(claims, day));
}

struct Ingestion::Impl {
  std::filesystem::path file;
  LedgerWriter& writer;
  Workers workers;
  Window window;
  PageSinks sinks;

  Impl(const Stages& stages, std::filesystem::path ledger, LedgerWriter& to, const IngestOptions& options)
      : file(std::move(ledger)), writer(to), workers(stages, options.threads), window(to, options, 4 * std::max(1u, options.threads)) {
    sinks.page = [this](Page&& page) {
      if (writer.knows(page)) window.known();
      else window.push(workers.submit(std::move(page)));
    };
    sinks.reject = [this](Rejection&& rejection) { window.push_ready(std::move(rejection)); };
    sinks.remark = [this](Remark&& remark) { window.push_ready(std::move(remark)); };
  }
};

Ingestion::Ingestion(const Stages& stages, std::filesystem::path file, LedgerWriter& writer, const IngestOptions& options)
    : impl_(std::make_unique<Impl>(stages, std::move(file), writer, options)) {}
Ingestion::~Ingestion() = default;

const PageSinks& Ingestion::sinks() const { return impl_->sinks; }

IngestProgress Ingestion::settle() {
  impl_->window.drain();
  impl_->writer.commit();
  return impl_->window.progress();
}

WriteCount Ingestion::finish() {
  settle();
  derive_layers(impl_->file, impl_->writer);
  return impl_->writer.finish();
}

IngestResult ingest(const std::vector<std::string>& paths, const Stages& stages, const std::filesystem::path& file,
                    LedgerWriter& writer, const IngestOptions& options) {
  IngestResult result;
  Ingestion run(stages, file, writer, options);
  for (const auto& path : paths) {
    try {
      if (path == "-") read_stream(std::cin, "-", ReadOptions{}, run.sinks());
      else if (options.fetch && looks_like_url(path)) options.fetch(path, run.sinks());
      else read_path(path, ReadOptions{}, run.sinks());
    } catch (const Error& error) {
      if (error.code() != ErrorCode::not_found && error.code() != ErrorCode::unreadable && error.code() != ErrorCode::refused) throw;
      result.unreadable.push_back({{path}, name_of(error.code()), error.what(), ""});
    }
  }
  result.count = run.finish();
  return result;
}

Day latest_day(const std::vector<LedgerClaim>& claims) {
  std::optional<Day> published, told;
  for (const auto& c : claims) {
    if (c.published && (!published || *c.published > *published)) published = c.published;
    const auto& time = c.claim.time;
    if (time && time->reading.to && (!told || *time->reading.to > *told)) told = time->reading.to;
  }
  return published ? *published : told.value_or(Day{});
}

Picture derive(std::vector<LedgerClaim>& claims, Day as_of) {
  find_origins(claims);
  auto events = build_events(claims);
  return derive_picture(claims, std::move(events), PictureOptions{as_of});
}

}  // namespace daybook
