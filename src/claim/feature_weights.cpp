#include "claim/feature_weights.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "resource/table.h"

namespace daybook {

FeatureWeights FeatureWeights::read(std::string_view table, std::string file) {
  const Table rows = Table::read(table, file);
  const auto feature = rows.column("feature"), weight = rows.column("weight");
  FeatureWeights out;
  out.slots_.resize(std::bit_ceil(2 * rows.rows().size() + 1));
  for (const auto& row : rows.rows()) {
    double value = 0;
    const std::string& cell = row[weight];
    const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (end.ec != std::errc{} || end.ptr != cell.data() + cell.size() || !std::isfinite(value))
      throw Error(ErrorCode::bad_resource, "data/" + file + ": the weight of " + row[feature] + " is no number", cell);
    Slot& at = out.slots_[out.slot_of(hash(row[feature]))];
    if (at.hash != 0) throw Error(ErrorCode::bad_resource, "data/" + file + ": a feature stands twice", row[feature]);
    at = {hash(row[feature]), value};
  }
  out.file_ = std::move(file);
  return out;
}

double FeatureWeights::take(const std::string& row) {
  Slot& at = slots_[slot_of(hash(row))];
  if (at.hash == 0) throw Error(ErrorCode::bad_resource, "data/" + file_ + " needs a row '" + row + "'", row);
  return std::exchange(at.weight, 0);
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
