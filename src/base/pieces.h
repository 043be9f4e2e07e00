// Text cut into words, numbers and marks, for matchers that need exact offsets and must not depend on how a tokeniser
// splits "mid-May", "14/07/2021" or "third-quarter".
//
//     text    July 17-18, 2021: 1,400
//     piece   word number mark number mark number mark number
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace daybook {

enum class PieceKind { word, number, mark };

/// `low` is ASCII lower case, with typographic apostrophes and dashes made plain ("'", "-").
struct Piece {
  Span span;  ///< bytes in the whole text
  PieceKind kind = PieceKind::mark;
  std::string low;
  bool space_before = false;  ///< true at the start
  bool capital = false;       ///< begins with an ASCII capital
};

/// Pieces of `text` within `span`. "1,400" and "1.5" are one number; "14.07.2021" is three; "year's" is three pieces.
std::vector<Piece> cut_pieces(std::string_view text, Span span);

/// A number in digits or English words that starts at a piece: "5,000", "1.5 million", "twenty-four", "two dozen",
/// "two and a half", "5 1/2", "a hundred".
struct NumberAt {
  double value = 0;
  std::size_t end = 0;     ///< index after the last piece
  bool digits = false;     ///< written with digits
  bool plain = false;      ///< digits only: no group commas, decimals or words of scale
};
std::optional<NumberAt> number_at(const std::vector<Piece>& pieces, std::size_t at);

/// "third", "14th", "twenty-first".
struct OrdinalAt {
  int value = 0;
  std::size_t end = 0;
  bool digits = false;
};
std::optional<OrdinalAt> ordinal_at(const std::vector<Piece>& pieces, std::size_t at);

}  // namespace daybook
