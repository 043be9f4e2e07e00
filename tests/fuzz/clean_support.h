// The cleaner with the project's own tables, built once, and what holds for every document it gives.
#pragma once

#include "clean/cleaner.h"
#include "fuzz_support.h"

namespace daybook::fuzz {

inline const CleanLexicon& lexicon() {
  const char* data = std::getenv("DAYBOOK_FUZZ_DATA");  // for long runs while the checkout goes on changing
  static const CleanLexicon all = read_clean_lexicon(Resources(data ? data : DAYBOOK_SOURCE_DIR "/data", "", ""));
  return all;
}

inline void clean_one(const Page& page) {
  static const Cleaner cleaner(lexicon());
  try {
    const auto document = cleaner.clean(page);
    must(is_utf8(document.text) && is_utf8(document.title), "a document is UTF-8");
    std::uint32_t end = 0;
    for (const auto& segment : document.segments) {
      must(segment.span.begin >= end && segment.span.begin <= segment.span.end && segment.span.end <= document.text.size(), "segments lie in the text, in order");
      must((static_cast<unsigned char>(document.text[segment.span.begin]) & 0xc0) != 0x80, "a segment starts with a character");
      end = segment.span.end;
    }
  } catch (const Error& error) {
    must(error.code() == ErrorCode::bad_input || error.code() == ErrorCode::too_large, "only the two errors that are documented");
    must(is_utf8(error.what()), "an error is text");
  }
}

}  // namespace daybook::fuzz
