#include "claim/decision.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"

namespace daybook {
namespace {

double number_of(const std::vector<std::string>& row) {
  double value = 0;
  const std::string& cell = row[1];
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size() || !std::isfinite(value))
    throw Error(ErrorCode::bad_resource, "data/claims/decision.tsv: the weight of " + row[0] + " is no number", cell);
  return value;
}

}  // namespace

Decision Decision::from_rows(const std::vector<std::vector<std::string>>& rows) {
  Decision out;
  bool has_bias = false, has_threshold = false;
  for (const auto& row : rows) {
    const double value = number_of(row);
    if (row[0] == "bias") out.bias_ = value, has_bias = true;
    else if (row[0] == "threshold") out.threshold_ = value, has_threshold = true;
    else if (!out.weights_.emplace(row[0], value).second) throw Error(ErrorCode::bad_resource, "data/claims/decision.tsv: a feature stands twice", row[0]);
  }
  if (!has_bias || !has_threshold) throw Error(ErrorCode::bad_resource, "data/claims/decision.tsv needs a row for bias and one for threshold", "");
  return out;
}

double Decision::confidence(const std::vector<std::string>& features) const {
  double sum = bias_;
  for (const std::string& f : features)
    if (const auto found = weights_.find(f); found != weights_.end()) sum += found->second;
  return 1 / (1 + std::exp(-sum));
}

std::vector<Evidence> Decision::evidence(const std::vector<std::string>& features) const {
  std::vector<Evidence> out;
  for (const std::string& f : features)
    if (const auto found = weights_.find(f); found != weights_.end() && found->second != 0) out.push_back({f, found->second});
  std::stable_sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) { return std::abs(a.weight) > std::abs(b.weight); });
  return out;
}

}  // namespace daybook
