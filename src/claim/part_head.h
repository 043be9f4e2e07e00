// What part the words of a sentence play in a claim whose trigger and kind are known, as learnt from annotated reports (training/claims/head.py): a small
// network over what the network for claims (claim_network.h) sees in the trigger and in the word, the way between them, and the kind.
#pragma once

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
  /// Reads its part of the file, behind that of the network, which sees `width` numbers in a word; `kinds` as there.
  PartHead(HeadFile& file, std::size_t width, const std::vector<std::string>& kinds);

  /// What the words of a sentence bring whatever the trigger is; `seen` as ClaimNetwork::look gives it. Empty of nothing.
  std::vector<float> bring(const Tree& tree, const std::vector<float>& seen) const;
  /// What a trigger brings whatever its kind is.
  std::vector<float> bring_as_trigger(const std::vector<float>& seen, Word trigger) const;
  /// A row a word. `brought` and `by_trigger` are what both gave; `kind` an index among the kinds.
  std::vector<PartOdds> read(const Tree& tree, const std::vector<float>& brought, const std::vector<float>& by_trigger, Word trigger, std::uint32_t kind) const;

 private:
  void add(const float* row, float* to) const;

  std::size_t width_ = 0, hidden_ = 0;
  neural::PackedLayer words_, triggers_;
  std::vector<float> way_, kinds_;          ///< a row of hidden numbers for each sign of the way, for each kind of the file
  std::vector<float> out_, out_bias_;       ///< out_: a row of hidden numbers for each part
  std::vector<std::size_t> row_of_;         ///< of each kind in kinds_; SIZE_MAX where the file has none
};

}  // namespace daybook
