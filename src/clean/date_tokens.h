// The words and numbers of a line that may hold a date.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daybook {

inline constexpr std::size_t kDateLineMax = 400;  ///< bytes of a line that are looked at

struct DateToken {
  std::string_view text;   ///< of the text that was cut up
  int number = -1;         ///< -1 for words and for more than nine digits
  std::size_t digits = 0;  ///< 0 for words
  char after = 0;          ///< the byte that follows
};

/// Runs of letters and runs of digits of a folded text (fold_key). Digits of any script count as digits. They point into it. Thread-safe.
std::vector<DateToken> date_tokens(std::string_view folded);
std::vector<DateToken> date_tokens(std::string&&) = delete;  // they would point to nothing

}  // namespace daybook
