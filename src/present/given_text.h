// Where the words of a cleaned document stand in the text it was read from.
//
// Cleaning squeezes white space, joins wrapped lines and drops furniture, so offsets of the document are not those of the text that somebody
// handed over. Words are kept letter for letter, in order within a segment, which is what the way back goes by:
//
//     given      Sudan's  talks\nfailed on Monday.
//     document   Sudan's talks failed on Monday.
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

 private:
  std::string_view text_;
  std::vector<std::uint32_t> at_;  // byte of the given text for each byte of the document that begins a letter of a segment; kNowhere elsewhere
  CodePointIndex index_;
  bool complete_ = true;
};

}  // namespace daybook
