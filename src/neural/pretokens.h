// Text to pre-tokens and word pieces: the same two steps as training/encoder/pretokens.py, bit for bit.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace daybook::neural {

/// A run of letters and marks, a run of digits, or any other single character.
struct Pretoken {
  Span span;              ///< bytes of the text
  bool spaced = false;    ///< white space, or nothing, stands before it
  std::uint8_t shape = 0; ///< how it is written: what a vocabulary without case loses; see the .cpp
};

/// How many shapes there are; the number itself is that of the marks at both ends of a window.
inline constexpr std::uint8_t kShapes = 12;

/// Lower-case runs of letters that hold two words ("cannot"), and how many bytes stand before the second (data/language/en/two_words.tsv, in the
/// model's file).
using TwoWords = std::map<std::string, std::size_t, std::less<>>;

/// `text` is well-formed UTF-8. Linear. Thread-safe.
std::vector<Pretoken> pretokens(std::string_view text, const TwoWords& two_words);

/// Greedy longest match of a BERT vocabulary. Const and thread-safe.
class WordPieces {
 public:
  /// One piece a line, those inside a word with "##" before; the lines must outlive this object. Throws Error{bad_resource}.
  explicit WordPieces(std::string_view vocabulary);

  /// Appends the pieces of a pre-token, at least one and at most kMost.
  void append(std::string_view token, std::vector<std::int32_t>& out) const;

  /// Is it one piece, so a word that the encoder was pretrained on whole?
  bool whole(std::string_view word) const;

  std::int32_t begin() const { return begin_; }
  std::int32_t end() const { return end_; }

  static constexpr std::size_t kMost = 12;

 private:
  /// One place of the table: open addressing, a power of two of places, half of them empty.
  struct Entry {
    std::uint32_t hash = 0;
    std::int32_t id = -1;  ///< -1: empty
    std::uint32_t at = 0, size = 0;  ///< in the vocabulary, without "##"
  };
  std::int32_t find(std::string_view piece, std::uint32_t hash) const;

  std::string_view vocabulary_;
  std::vector<Entry> table_;
  std::size_t longest_ = 1;  ///< bytes of a piece
  std::int32_t unknown_ = 0, begin_ = 0, end_ = 0;
};

}  // namespace daybook::neural
