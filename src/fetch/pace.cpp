#include "fetch/pace.h"

#include <algorithm>

namespace daybook {
namespace {

/// FNV-1a, finished by the mixer of SplitMix64: even inputs that differ in one bit give unrelated numbers.
std::uint64_t mixed(std::uint64_t seed, std::string_view host, unsigned tries) {
  std::uint64_t h = 14695981039346656037ull ^ seed;
  for (const char c : host) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  h = (h ^ tries) * 1099511628211ull;
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ull;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebull;
  return h ^ (h >> 31);
}

}  // namespace

std::int64_t HostPace::book(const std::string& host, std::int64_t now_ms, std::int64_t pace_ms, std::int64_t patience_ms) {
  const std::lock_guard lock(mutex_);
  auto [entry, fresh] = next_.try_emplace(host, now_ms);
  const std::int64_t turn = std::max(entry->second, now_ms), wait = turn - now_ms;
  if (wait <= patience_ms) entry->second = turn + pace_ms;
  return wait;
}

void HostPace::hold(const std::string& host, std::int64_t until_ms) {
  const std::lock_guard lock(mutex_);
  auto& next = next_[host];
  next = std::max(next, until_ms);
}

std::int64_t HostPace::free_from(const std::string& host) const {
  const std::lock_guard lock(mutex_);
  const auto found = next_.find(host);
  return found == next_.end() ? 0 : found->second;
}

std::int64_t backoff_ms(std::uint64_t seed, std::string_view host, unsigned tries, std::int64_t first_ms, std::int64_t most_ms) {
  std::int64_t whole = std::min(first_ms, most_ms);
  for (unsigned i = 0; i < tries && whole < most_ms; ++i) whole = std::min(whole * 2, most_ms);
  const double share = 0.5 + 0.5 * (static_cast<double>(mixed(seed, host, tries) >> 11) / 9007199254740992.0);
  return static_cast<std::int64_t>(static_cast<double>(whole) * share);
}

}  // namespace daybook
