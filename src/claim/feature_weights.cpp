#include "claim/feature_weights.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "resource/table.h"

namespace daybook {

FeatureWeights FeatureWeights::read(std::string_view table, std::string file) {
  const Table rows = Table::read(table, file);
  const auto feature = rows.column("feature"), weight = rows.column("weight");
  FeatureWeights out;
  for (const auto& row : rows.rows()) {
    double value = 0;
    const std::string& cell = row[weight];
    const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (end.ec != std::errc{} || end.ptr != cell.data() + cell.size() || !std::isfinite(value))
      throw Error(ErrorCode::bad_resource, "data/" + file + ": the weight of " + row[feature] + " is no number", cell);
    if (!out.weights_.emplace(hash(row[feature]), value).second) throw Error(ErrorCode::bad_resource, "data/" + file + ": a feature stands twice", row[feature]);
  }
  out.file_ = std::move(file);
  return out;
}

double FeatureWeights::take(const std::string& row) {
  const auto found = weights_.extract(hash(row));
  if (found.empty()) throw Error(ErrorCode::bad_resource, "data/" + file_ + " needs a row '" + row + "'", row);
  return found.mapped();
}

double FeatureWeights::sum(const std::vector<std::string>& features, double start) const {
  double out = start;
  for (const std::string& f : features) out += of(hash(f));
  return out;
}

std::vector<Evidence> FeatureWeights::evidence(const std::vector<std::string>& features) const {
  std::vector<Evidence> out;
  for (const std::string& f : features)
    if (const double weight = of(hash(f)); weight != 0) out.push_back({f, weight});
  std::stable_sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) { return std::abs(a.weight) > std::abs(b.weight); });
  return out;
}

double probability_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

}  // namespace daybook
