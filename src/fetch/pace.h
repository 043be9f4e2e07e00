// When a host may be asked next. Waiting is for others (fetch/polite.h); here nothing reads a clock.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace daybook {

/// Turns at hosts. Times are milliseconds of any clock that does not go back. Thread-safe.
class HostPace {
 public:
  /// Books the next turn at a host, `pace_ms` after the one before, and says how long to wait for it. Where that would be more
  /// than `patience_ms`, nothing is booked.
  std::int64_t book(const std::string& host, std::int64_t now_ms, std::int64_t pace_ms, std::int64_t patience_ms);

  /// Nobody has a turn at the host before then: the server asked for it.
  void hold(const std::string& host, std::int64_t until_ms);

  /// The time from which on the host may be asked; 0 if it never was.
  std::int64_t free_from(const std::string& host) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::int64_t> next_;  ///< host -> the end of its last turn with its pace
};

/// How long to wait before the try after `tries` failed ones: doubling from `first_ms` up to `most_ms`, of which a random share between
/// a half and the whole, so that many readers do not come back at once. The same seed, host and tries give the same wait.
std::int64_t backoff_ms(std::uint64_t seed, std::string_view host, unsigned tries, std::int64_t first_ms, std::int64_t most_ms);

}  // namespace daybook
