#include "neural/name_path.h"

#include <algorithm>

#include "base/error.h"
#include "neural/exponential.h"

namespace daybook::neural {

NamePath::NamePath(const std::vector<std::string>& classes, const float* first, const float* next) {
  constexpr float kForbidden = -1e9f;
  if (classes.empty() || classes.size() > 64) throw Error(ErrorCode::bad_resource, "The model cannot be used: it knows no classes of names, or too many.", "name");
  for (const auto& c : classes)
    classes_.push_back({c.starts_with("B-"), c == "O", c.ends_with("PER") ? NameType::person : c.ends_with("ORG") ? NameType::organisation : NameType::location});
  const std::size_t n = classes_.size();
  for (std::size_t b = 0; b < n; ++b) first_.push_back(!classes_[b].outside && !classes_[b].begins ? kForbidden : first ? first[b] : 0.0f);
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b) {
      const bool goes_on = !classes_[b].outside && !classes_[b].begins;
      const bool same = !classes_[a].outside && classes_[a].type == classes_[b].type;
      next_.push_back(goes_on && !same ? kForbidden : next ? next[a * n + b] : 0.0f);
    }
}

std::vector<Name> NamePath::best(Rows scores, std::size_t at) const {
  const std::size_t n = scores.count, c = classes_.size();
  std::vector<Name> out;
  if (n == 0) return out;
  std::vector<float> value(c), before(c);
  std::vector<std::uint8_t> from(n * c, 0);
  for (std::size_t k = 0; k < c; ++k) value[k] = first_[k] + scores.row(0)[at + k];
  for (std::size_t i = 1; i < n; ++i) {
    before.swap(value);
    for (std::size_t k = 0; k < c; ++k) {
      std::size_t best = 0;
      for (std::size_t a = 1; a < c; ++a)
        if (before[a] + next_[a * c + k] > before[best] + next_[best * c + k]) best = a;
      from[i * c + k] = static_cast<std::uint8_t>(best);
      value[k] = before[best] + next_[best * c + k] + scores.row(i)[at + k];
    }
  }
  std::vector<std::size_t> path(n);
  path[n - 1] = static_cast<std::size_t>(std::max_element(value.begin(), value.end()) - value.begin());
  for (std::size_t i = n - 1; i > 0; --i) path[i - 1] = from[i * c + path[i]];
  for (std::size_t i = 0; i < n; ++i) {
    const Class& kind = classes_[path[i]];
    if (kind.outside) continue;
    if (kind.begins || out.empty() || out.back().last != i) out.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i), kind.type, 0});
    const float* row = scores.row(i) + at;
    float sum = 0;
    for (std::size_t k = 0; k < c; ++k) sum += exponential(row[k] - row[path[i]]);
    Name& name = out.back();
    name.score = (name.score * static_cast<float>(name.last - name.first) + 1.0f / sum) / static_cast<float>(name.last - name.first + 1);
    ++name.last;
  }
  return out;
}

}  // namespace daybook::neural
