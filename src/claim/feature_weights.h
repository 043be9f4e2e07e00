// A linear model over named features, as a table that can be read: what each feature adds in log odds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"

namespace daybook {

/// Const and thread-safe once read.
class FeatureWeights {
 public:
  /// `table` has the columns feature and weight; `file` is its name under data/, for messages. Throws Error{bad_resource} naming a row that is no weight
  /// or stands twice.
  static FeatureWeights read(std::string_view table, std::string file);

  /// Takes a row out that is no feature ("bias", "threshold"). Throws Error{bad_resource} where it is missing.
  double take(const std::string& row);

  /// 64-bit FNV-1a of a feature's name, or of its next part.
  static constexpr std::uint64_t hash(std::string_view part, std::uint64_t so_far = 14695981039346656037u) {
    for (const char c : part) so_far = (so_far ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return so_far;
  }
  /// What the feature of that hash adds; 0 where it has no weight.
  double of(std::uint64_t hash) const { return slots_[slot_of(hash)].weight; }
  /// `of` will be asked for it soon: the table is larger than the nearest caches, and many are asked for one after the other.
  void fetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }

  /// Log odds: `start` and what the features add. Features without a weight say nothing.
  double sum(const std::vector<std::string>& features, double start) const;
  /// What each feature adds, the strongest first; those that add nothing are left out.
  std::vector<Evidence> evidence(const std::vector<std::string>& features) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;  ///< of the name; 0 nothing
    double weight = 0;
  };

  /// Where it is or would be put.
  std::size_t slot_of(std::uint64_t hash) const {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::string file_;
  std::vector<Slot> slots_{1};     ///< a table at most half full, for there are many to look up a sentence; a power of two
};

/// Log odds as a probability, 0..1.
double probability_of(double log_odds);

}  // namespace daybook
