#include "clean/date_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace daybook {

std::vector<DateToken> date_tokens(std::string_view folded) {
  std::vector<DateToken> out;
  bool was_digit = false, open = false;
  for (std::size_t i = 0; i < folded.size();) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    const auto point = byte < 0x80 ? CodePoint{byte, 1} : code_point_at(folded, i);
    const int digit = point.value < 0x80 ? (point.value >= '0' && point.value <= '9' ? static_cast<int>(point.value - '0') : -1) : u_charDigitValue(static_cast<UChar32>(point.value));
    const bool letter = digit < 0 && (point.value < 0x80 ? is_alpha(static_cast<char>(point.value)) : u_isalpha(static_cast<UChar32>(point.value)) != 0);
    if (digit < 0 && !letter) {
      if (open) out.back().after = folded[i];
      open = false;
    } else {
      if (!open || was_digit != (digit >= 0)) {
        if (open) out.back().after = folded[i];
        out.emplace_back();
      }
      auto& token = out.back();
      token.text = token.text.empty() ? folded.substr(i, point.size) : std::string_view(token.text.data(), token.text.size() + point.size);
      if (digit >= 0) {
        if (++token.digits <= 9) token.number = std::max(0, token.number) * 10 + digit;
        else token.number = -1;
      }
      open = true;
      was_digit = digit >= 0;
    }
    i += point.size;
  }
  return out;
}

}  // namespace daybook
