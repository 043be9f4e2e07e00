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
  std::size_t needed = 3;
  for (const auto& row : rows) {
    const double value = number_of(row);
    if (row[0] == "bias") out.bias_ = value, --needed;
    else if (row[0] == "threshold") out.threshold_ = value, --needed;
    else if (row[0] == "threshold of rows") out.threshold_of_rows_ = value, --needed;
    else if (!out.weights_.emplace(row[0], value).second) throw Error(ErrorCode::bad_resource, "data/claims/decision.tsv: a feature stands twice", row[0]);
  }
  if (needed != 0) throw Error(ErrorCode::bad_resource, "data/claims/decision.tsv needs one row each for bias, threshold and threshold of rows", "");
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
