// Fetching with manners: robots.txt, one turn after another at each host, waiting when a server asks for it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "fetch/fetcher.h"
#include "fetch/pace.h"
#include "fetch/robots.h"

namespace daybook {

/// The clocks and the waiting; tests put their own in place.
struct FetchTime {
  std::function<Seconds()> now;                       ///< time of day: dates of exchanges, ages, Retry-After
  std::function<std::int64_t()> steady_ms;            ///< for the pace; does not go back
  std::function<bool(std::int64_t ms)> sleep;         ///< false: told to stop while waiting
};
/// The system's clocks, or the moment `fixed` (ISO 8601) as the time of day. Sleeping ends early when `stop` says so.
FetchTime system_time(const std::string& fixed, std::function<bool()> stop);

/// A robots.txt as it was had: kept for a day (RFC 9309 2.4).
struct RobotsRecord {
  int status = 0;        ///< 0: no answer
  std::string body;      ///< empty unless the status is 200
  Seconds fetched = 0;
  std::string why;       ///< without a file: what was wrong; not kept between runs
};

/// Remembers robots.txt files between runs. Called under one lock.
struct RobotsStore {
  std::function<std::optional<RobotsRecord>(const std::string& origin)> load;
  std::function<void(const std::string& origin, const RobotsRecord&)> save;
};

struct PoliteOptions {
  std::int64_t pace_ms = 2000;          ///< between two requests at one host; more where robots.txt asks for more
  std::int64_t patience_ms = 60'000;    ///< the longest wait for one turn; what would take longer is left for another run
  unsigned retries = 2;                 ///< further tries after an answer 429, 5xx or a cut one
  std::int64_t first_backoff_ms = 1000, most_backoff_ms = 30'000;
  Seconds most_retry_after = 86'400;    ///< a server cannot send us away for longer
  std::uint64_t seed = 0;               ///< of the waits' random share
  bool robots = true;                   ///< false only for what a person asks for by hand
};

/// What all fetchers of one run share: turns, robots.txt files. Thread-safe.
class Manners {
 public:
  Manners(PoliteOptions options, FetchTime time, RobotsStore store = {});

  /// The rules of the site, from memory, the store, or the site. `fetcher` is the calling thread's.
  /// `why` is set to what was wrong where the file cannot be had.
  Robots robots_of(const Url& url, Fetcher& fetcher, std::string& why);

  const PoliteOptions options;
  const FetchTime time;
  HostPace pace;

 private:
  RobotsRecord read_robots(const Url& url, Fetcher& fetcher);

  RobotsStore store_;
  std::mutex mutex_;
  std::map<std::string, RobotsRecord> known_;
};

struct PoliteRequest {
  FetchRequest fetch;
  std::int64_t pace_ms = -1;   ///< -1: as the options say
};

struct PoliteAnswer : FetchAnswer {
  bool robots_refused = false;        ///< outcome refused, because robots.txt says so
  std::optional<int> robots_missing;  ///< outcome refused, because robots.txt cannot be had: the status in its place, 0 for no answer
  bool later = false;                 ///< not asked, or asked in vain: its turn is too far away
  std::optional<Seconds> retry_at;    ///< when the server, or our back-off, lets us come again; only with `later`
};

/// One fetch with all of it. Robots and pace are looked at for every hop of a redirect. Never throws for what servers do.
PoliteAnswer fetch_politely(const PoliteRequest& request, Fetcher& fetcher, Manners& manners);

}  // namespace daybook
