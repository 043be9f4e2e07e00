#include "event/words.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {
namespace {

constexpr std::uint64_t kSeed = 1469598103934665603u, kPrime = 1099511628211u;  // FNV-1a

bool is_word_byte(unsigned char c) { return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

}  // namespace

std::vector<std::uint64_t> word_hashes(std::string_view text) {
  const std::string folded = fold_key(text);
  std::vector<std::uint64_t> out;
  std::uint64_t hash = kSeed;
  bool inside = false;
  for (const char byte : folded) {
    const auto c = static_cast<unsigned char>(byte);
    if (is_word_byte(c)) {
      hash = (hash ^ c) * kPrime;
      inside = true;
    } else if (inside) {
      out.push_back(hash);
      hash = kSeed;
      inside = false;
    }
  }
  if (inside) out.push_back(hash);
  return out;
}

std::vector<std::uint64_t> shingles_of(const std::vector<std::uint64_t>& words, std::size_t size) {
  std::vector<std::uint64_t> out;
  if (words.empty()) return out;
  const std::size_t run = std::min(size, words.size());
  for (std::size_t i = 0; i + run <= words.size(); ++i) {
    std::uint64_t hash = kSeed;
    for (std::size_t k = i; k < i + run; ++k) hash = (hash ^ words[k]) * kPrime;
    out.push_back(hash);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t shared_count(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++shared, ++i, ++j;
  }
  return shared;
}

}  // namespace daybook
