// Wording as sets of hashes, for telling copies from independent reports.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace daybook {

/// Folded words of a text, hashed, in text order.
std::vector<std::uint64_t> word_hashes(std::string_view text);

/// Distinct hashes of every run of `size` words, sorted; a shorter text gives one run of all its words.
std::vector<std::uint64_t> shingles_of(const std::vector<std::uint64_t>& words, std::size_t size);

/// How many values two sorted lists share.
std::size_t shared_count(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace daybook
