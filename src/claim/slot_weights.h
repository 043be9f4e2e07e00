// How likely something fills a slot of a claim: weights of data/claims/slots.tsv, learnt by training/claims/slots.py.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "claim/feature_weights.h"

namespace daybook {

/// Const and thread-safe once read.
class SlotWeights {
 public:
  /// The table needs a row "margin". Throws as FeatureWeights does.
  static SlotWeights read(std::string_view table, std::string file) {
    SlotWeights out;
    out.weights_ = FeatureWeights::read(table, std::move(file));
    out.margin_ = out.weights_.take("margin");
    return out;
  }

  /// What features add, in log odds against the other fillers, by the hashes of their names (FeatureWeights::hash).
  const FeatureWeights& features() const { return weights_; }
  /// Of alternatives with `odds` and `by_rule`, at least one: the likeliest, where it is likelier than the rules' by more than the margin, else the rules'.
  template <class T>
  const T& choose(const std::vector<T>& some) const {
    const auto best = std::max_element(some.begin(), some.end(), [](const T& a, const T& b) { return a.odds < b.odds; });
    const T& rule = of_rules(some);
    return best->odds - rule.odds > margin_ ? *best : rule;
  }
  /// The rules' own answer, which is always there.
  template <class T>
  static const T& of_rules(const std::vector<T>& some) {
    return *std::find_if(some.begin(), some.end(), [](const T& one) { return one.by_rule; });
  }

 private:
  FeatureWeights weights_;
  double margin_ = 0;
};

/// The features of one filler, each told in parts: summed as they come, and kept by name only where somebody wants to see them, for there are many.
class FeatureSum {
 public:
  FeatureSum(const SlotWeights& weights, std::string_view slot, bool keep_names)
      : weights_(weights.features()), slot_(slot), start_(FeatureWeights::hash(slot)), keep_names_(keep_names) {
    constexpr std::size_t kUsually = 96;
    hashes_.reserve(kUsually);
  }

  void add(std::initializer_list<std::string_view> parts) {
    std::uint64_t hash = start_;
    for (const auto part : parts) hash = FeatureWeights::hash(part, FeatureWeights::hash(" ", hash));
    weights_.fetch(hash);
    hashes_.push_back(hash);
    if (!keep_names_) return;
    std::string name(slot_);
    for (const auto part : parts) name += ' ', name += part;
    names_.push_back(std::move(name));
  }

  double odds() const {
    double out = 0;
    for (const auto hash : hashes_) out += weights_.of(hash);
    return out;
  }
  std::vector<std::string> take_names() { return std::move(names_); }

 private:
  const FeatureWeights& weights_;
  std::string_view slot_;
  std::uint64_t start_;  ///< of the slot's name
  bool keep_names_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::string> names_;
};

}  // namespace daybook
