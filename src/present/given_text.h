// Where the words of a cleaned document stand in the text it was read from.
//
// Cleaning squeezes white space, joins wrapped lines and drops furniture, so offsets of the document are not those of the text that somebody
// handed over. Words are kept letter for letter, in order within a segment, which is what the way back goes by:
//
//     given      Sudan's  talks\nfailed on Monday.
//     document   Sudan's talks failed on Monday.
//
// A letter with marks may be one code point in the document and several in the given text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "base/utf8.h"
#include "model/document.h"

namespace daybook {

class GivenText {
 public:
  /// `given` is well-formed UTF-8 and must outlive this, as the document's text must. One pass where segments stand in the order of the text.
  GivenText(const Document& document, std::string_view given);

  /// Every segment was found.
  bool complete() const { return complete_; }

  /// Code points of the given text for bytes of the document; nothing where the words do not stand in it (a title that a container stated).
  std::optional<Span> code_points(Span bytes) const;

  /// The same words as the given text writes them: with its line ends, blanks and marks. Empty where they do not stand in it.
  std::string_view words(Span bytes) const;

 private:
  std::optional<Span> bytes_of(Span bytes) const;

  std::string_view text_, given_;
  std::vector<Span> at_;  // where in the given text each letter of a segment stands, at the byte that begins it; empty elsewhere
  CodePointIndex index_;
  bool complete_ = true;
};

}  // namespace daybook
