// Sentences and words of text in a language that no network was trained for: where they stand, nothing more.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis.h"

namespace daybook {

/// Unicode's rules for the ends of sentences and words (UAX 29), with ICU's dictionaries for scripts without spaces. Holds ICU's state: one a
/// thread.
class PlainWords {
 public:
  explicit PlainWords(const std::string& language);  ///< throws Error{bad_resource} where ICU's data is missing
  ~PlainWords();

  /// Whether there is such a language: a code of ISO 639, two or three letters in lower case.
  static bool is_language(std::string_view code);

  /// Sentences of one stretch of well-formed UTF-8; spans are bytes of it. Words have a form and a span; no tags, no tree, no names.
  std::vector<Sentence> read(const std::string& text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
