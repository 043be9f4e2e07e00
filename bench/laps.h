// Seconds of each stage of one thread, in the order in which they first came.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cpu_time.h"

namespace daybook {

/// `lap` gives the time since the last lap or start to a stage.
class Laps {
 public:
  void start() { since_ = cpu_seconds(); }
  void lap(std::string_view stage) {
    const double now = cpu_seconds();
    auto at = std::find_if(times_.begin(), times_.end(), [&](const auto& t) { return t.first == stage; });
    if (at == times_.end()) at = times_.insert(times_.end(), {std::string(stage), 0.0});
    at->second += now - since_;
    since_ = cpu_seconds();
  }
  /// Keeps the lower time of each stage: what else runs on the machine only ever adds.
  void keep_lower(const Laps& other) {
    if (times_.empty()) times_ = other.times_;
    for (std::size_t i = 0; i < times_.size() && i < other.times_.size(); ++i) times_[i].second = std::min(times_[i].second, other.times_[i].second);
  }
  std::string json() const {
    std::string out;
    for (const auto& [stage, seconds] : times_) out += fmt::format("{}\"{}\": {:.6f}", out.empty() ? "" : ", ", stage, seconds);
    return "{" + out + "}";
  }

 private:
  std::vector<std::pair<std::string, double>> times_;
  double since_ = 0;
};

}  // namespace daybook
