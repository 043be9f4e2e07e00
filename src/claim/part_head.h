// What part the words of a sentence play in a claim whose trigger and kind are known, as learnt from annotated reports (training/claims/parts.py): a small
// network over the language network's vectors of the trigger, of the word and of the word it hangs on, the way between them, and the kind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "claim/head_file.h"
#include "claim/tree.h"
#include "neural/packed_layer.h"

namespace daybook {

/// In log odds: that a word stands in the quote, that it names the actor, the target, the place.
struct PartOdds {
  float quote = 0, actor = 0, target = 0, place = 0;
};

/// Const and thread-safe.
class PartHead {
 public:
  PartHead() = default;
  /// Reads its part of the file, behind the event head's; `kinds` as there.
  PartHead(HeadFile& file, const std::vector<std::string>& kinds);

  /// What the words of a sentence bring whatever the trigger is; empty where the sentence has no vectors, and without a head.
  std::vector<float> look(const Sentence& sentence) const;
  /// What a trigger brings whatever its kind is; of a sentence that look gave something for.
  std::vector<float> look_at(const Sentence& sentence, Word trigger) const;
  /// A row a word. `looked` and `looked_at` are what look and look_at gave; `kind` an index among the kinds.
  std::vector<PartOdds> read(const Tree& tree, const std::vector<float>& looked, const std::vector<float>& looked_at, Word trigger, std::uint32_t kind) const;

 private:
  std::size_t width_ = 0, hidden_ = 0;
  neural::PackedLayer words_, triggers_;
  std::vector<float> way_, kinds_;          ///< a row of hidden numbers for each sign of the way, for each kind of the file
  std::vector<std::array<float, 4>> out_;   ///< of each hidden number to the parts
  std::array<float, 4> out_bias_{};
  std::vector<std::size_t> row_of_;         ///< of each kind in kinds_; SIZE_MAX where the file has none
};

}  // namespace daybook
