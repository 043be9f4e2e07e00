// Text to sentences with words, tags, lemmas, trees and names, all by one network.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "model/analysis.h"
#include "neural/model_file.h"

namespace daybook::neural {

/// Built once from a model file, which it keeps; const and thread-safe (the memory of a call is its own).
class SentenceReader {
 public:
  /// Throws Error{bad_resource}.
  explicit SentenceReader(ModelFile&& file);
  SentenceReader(SentenceReader&&) noexcept;
  ~SentenceReader();

  /// Sentences of one stretch of text that no sentence crosses; spans are bytes of `text`, which is well-formed UTF-8. Time is linear in the text: what
  /// goes on for longer than a window without an end is cut there. Never throws on text.
  std::vector<Sentence> read(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook::neural
