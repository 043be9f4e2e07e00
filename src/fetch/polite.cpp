#include "fetch/polite.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <thread>

#include "base/error.h"

namespace daybook {
namespace {

constexpr Seconds kDay = 86'400;
constexpr Seconds kStale = 30 * kDay;       // RFC 9309 2.4: an old copy may serve while the server cannot be reached; not for ever
constexpr std::int64_t kMostDelay = 3'600'000;
const char* const kToken = "Daybook";

bool asks_to_wait(int status) { return status == 429 || status == 503; }
bool server_fault(int status) { return status >= 500 && status <= 599; }

}  // namespace

FetchTime system_time(const std::string& fixed, std::function<bool()> stop) {
  const auto moment = fixed.empty() ? std::nullopt : parse_instant(fixed);
  return {[moment] { return moment ? *moment : static_cast<Seconds>(std::time(nullptr)); },
          [] { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); },
          [stop = std::move(stop)](std::int64_t ms) {
            while (ms > 0) {  // in steps, so that a signal is soon heard
              if (stop && stop()) return false;
              const std::int64_t step = std::min<std::int64_t>(ms, 100);
              std::this_thread::sleep_for(std::chrono::milliseconds(step));
              ms -= step;
            }
            return !(stop && stop());
          }};
}

Manners::Manners(PoliteOptions with, FetchTime clocks, RobotsStore store) : options(std::move(with)), time(std::move(clocks)), store_(std::move(store)) {}

Robots Manners::robots_of(const Url& url, Fetcher& fetcher, std::string& why) {
  const std::string origin = origin_of(url);
  const auto rules = [](const RobotsRecord& record) { return record.status == 200 ? parse_robots(record.body, kToken) : robots_without_file(record.status); };
  const auto fresh = [&](const RobotsRecord& record, Seconds age) { return time.now() - record.fetched < age && record.fetched <= time.now(); };
  std::optional<RobotsRecord> old;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(origin); known != known_.end() && fresh(known->second, kDay)) {
      why = known->second.why;
      return rules(known->second);
    }
    if (store_.load) old = store_.load(origin);
    // What says only that a server was out of order is worth little; it is asked again.
    if (old && old->status != 0 && !server_fault(old->status) && old->status != 429 && fresh(*old, kDay)) {
      known_[origin] = *old;
      return rules(*old);
    }
  }
  RobotsRecord record = read_robots(url, fetcher);
  const bool reached = record.status != 0 && !server_fault(record.status) && record.status != 429;
  const std::lock_guard lock(mutex_);
  if (!reached && old && old->status == 200 && fresh(*old, kStale)) record = {old->status, old->body, time.now(), {}};
  else if (reached && store_.save) store_.save(origin, record);
  known_[origin] = record;
  why = record.why;
  return rules(record);
}

RobotsRecord Manners::read_robots(const Url& url, Fetcher& fetcher) {
  FetchRequest request;
  request.url = url;
  request.url.path = "/robots.txt";
  request.url.query.clear();
  request.accept = "text/plain,*/*;q=0.1";
  request.cut_at_limit = true;
  request.max_body_bytes = 512'000;  // the 500 KiB that count (RFC 9309 2.5)
  request.max_redirects = 5;         // 2.3.1.2
  const auto answer = fetcher.fetch(request);  // no turn is waited for: one small file a day, before the first page
  RobotsRecord out;
  out.fetched = time.now();
  const bool answered = answer.outcome == FetchOutcome::answered;
  out.status = answered ? answer.status : 0;
  // Redirects that lead nowhere count as a file that is not there (2.3.1.2); so does one that we may not follow.
  if (answer.outcome == FetchOutcome::refused && !answer.exchanges.empty()) out.status = 404;
  if (answered && answer.status >= 200 && answer.status < 300) {
    out.status = 200;
    out.body = answer.body;
  } else if (answered && answer.status >= 300 && answer.status < 400) {
    out.status = 404;
  }
  out.why = answered ? url.host + " answers " + std::to_string(answer.status) + " for its robots.txt" : answer.message;
  return out;
}

PoliteAnswer fetch_politely(const PoliteRequest& request, Fetcher& fetcher, Manners& manners) {
  const auto& options = manners.options;
  const auto& time = manners.time;
  bool robots_refused = false, later = false, stopped = false;
  std::optional<int> robots_missing;
  FetchRequest single = request.fetch;
  single.before_hop = [&](const Url& url) -> std::optional<std::string> {
    std::int64_t pace = request.pace_ms >= 0 ? request.pace_ms : options.pace_ms;
    if (options.robots) {
      std::string why;
      const Robots robots = manners.robots_of(url, fetcher, why);
      if (robots.missing) {
        robots_missing = robots.missing;
        return why + (why.ends_with('.') ? " W" : "; w") + "ithout the site's rules for automatic readers nothing is fetched from there.";
      }
      if (!robots.allows(target_of(url))) {
        robots_refused = true;
        return "The robots.txt of " + url.host + " asks automatic readers to leave " + url.path + " alone.";
      }
      if (robots.delay_ms) pace = std::max(pace, std::min(*robots.delay_ms, kMostDelay));
    }
    const std::int64_t wait = manners.pace.book(url.host, time.steady_ms(), pace, options.patience_ms);
    if (wait > options.patience_ms) {
      later = true;
      return "The next turn at " + url.host + " is " + std::to_string((wait + 999) / 1000) + " seconds away.";
    }
    if (wait > 0 && !time.sleep(wait)) {
      stopped = true;
      return "Stopped.";
    }
    return std::nullopt;
  };

  PoliteAnswer out;
  for (unsigned tries = 0;; ++tries) {
    static_cast<FetchAnswer&>(out) = fetcher.fetch(single);
    out.robots_refused = robots_refused;
    out.robots_missing = robots_missing;
    out.later = later;
    if (stopped) out.outcome = FetchOutcome::stopped;
    const std::string host = out.url.host;
    if (later) out.retry_at = time.now() + (manners.pace.free_from(host) - time.steady_ms() + 999) / 1000;
    const bool answered = out.outcome == FetchOutcome::answered;
    // Where nobody answered there is no sense in asking at once again; a cut answer is worth another try.
    const bool again = answered ? asks_to_wait(out.status) || server_fault(out.status) : out.outcome == FetchOutcome::damaged;
    if (!again) return out;
    std::optional<Seconds> asked;
    if (answered) asked = parse_retry_after(out.fields.get("Retry-After"), time.now());
    if (asked) asked = std::min(*asked, options.most_retry_after);
    // A server that asks for a while without saying how long gets our own back-off.
    const std::int64_t wait = asked ? *asked * 1000 : backoff_ms(options.seed, host, tries, options.first_backoff_ms, options.most_backoff_ms);
    if (tries < options.retries && wait <= options.patience_ms) {
      manners.pace.hold(host, time.steady_ms() + wait);
      continue;
    }
    if (answered && asks_to_wait(out.status)) {
      const Seconds rest = asked.value_or(backoff_ms(options.seed, host, tries + 1, 60'000, 3'600'000) / 1000);
      manners.pace.hold(host, time.steady_ms() + rest * 1000);
      out.later = true;
      out.retry_at = time.now() + rest;
    }
    return out;
  }
}

}  // namespace daybook
