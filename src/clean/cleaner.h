// A page to a document: segments kept apart, furniture dropped, title, authors, publisher, date and language found.
#pragma once

#include <cstddef>

#include "clean/clean_lexicon.h"
#include "model/document.h"
#include "model/page.h"

namespace daybook {

struct CleanOptions {
  std::size_t max_depth = 2000;         ///< nesting of elements past which a page is refused
  std::size_t max_text = 8u << 20;      ///< bytes of text past which a page is refused
};

/// Built once, then const and thread-safe.
class Cleaner {
 public:
  explicit Cleaner(const CleanLexicon& lexicon, CleanOptions options = {});

  /// Throws Error{bad_input} for bytes that are no text (binary), for pages with nothing to read (cookie wall, challenge,
  /// empty), and Error{too_large} over the limits; the message is one clear sentence.
  Document clean(const Page& page) const;

  /// Every block of an HTML page in reading order with what was decided of it, dropped ones too; nothing for plain text. Throws as `clean`.
  std::vector<JudgedBlock> judge(const Page& page) const;

 private:
  CleanLexicon lexicon_;
  CleanOptions options_;
};

}  // namespace daybook
