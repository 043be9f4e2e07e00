// Bytes of unknown encoding to UTF-8 in NFC.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"

namespace daybook {

struct Decoded {
  std::string text;      ///< UTF-8, NFC, no NULs, line ends "\n"
  std::string encoding;  ///< as used
  std::vector<std::string> notes;
};

/// In this order: byte order mark, what the container said, what the page's head says, detection (uchardet). What was said is
/// believed only if the bytes agree. Throws Error{bad_input} for bytes that are no text.
Decoded decode(const Page& page);

/// The same text as it was given: in UTF-8, but nothing composed and no line end changed. Its code points are those of the bytes.
std::string decode_as_given(const Page& page);

}  // namespace daybook
