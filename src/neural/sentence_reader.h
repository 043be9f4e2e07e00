// Text to sentences with words, tags, lemmas, trees and names, all by one network.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "model/analysis.h"
#include "neural/model_file.h"

namespace daybook::neural {

/// Asked of a sentence that has its words, tags, lemmas and names: is its tree wanted too? One without has head -1 and no relation at every word.
using WantsTree = std::function<bool(std::size_t text, const Sentence&)>;

/// Built once from a model file, which it keeps; const and thread-safe (the memory of a call is its own).
class SentenceReader {
 public:
  /// Throws Error{bad_resource}.
  explicit SentenceReader(ModelFile&& file);
  SentenceReader(SentenceReader&&) noexcept;
  SentenceReader& operator=(SentenceReader&&) noexcept;
  ~SentenceReader();

  /// Sentences of each of several stretches of text that no sentence crosses; spans are bytes of the stretch, which is well-formed UTF-8. Many at once
  /// are read faster than one by one, with the same result. Time is linear in the text: what goes on for longer than a window without an end is
  /// cut there. Never throws on text.
  /// `vectors`: also the network's vector of each word (Sentence::vectors).
  std::vector<std::vector<Sentence>> read(std::span<const std::string_view> texts, const WantsTree& wants_tree = {}, bool vectors = false) const;

  std::vector<Sentence> read(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook::neural
