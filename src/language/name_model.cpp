#include "language/name_model.h"

#include <cmath>
#include <cstring>

#include "base/error.h"

namespace daybook {
namespace {

constexpr std::string_view kMagic = "DBNAMES2";
constexpr std::size_t kTransitions = (kNameTags + 1) * kNameTags;

bool allowed(std::size_t before, std::size_t tag) {
  const bool inside = tag > 0 && tag % 2 == 0;
  return !inside || (before != kNameTags && (before == tag || before + 1 == tag));
}

template <class T>
T read_as(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace

std::vector<std::uint8_t> best_tags(const std::vector<TagScores>& scores, const float* transitions) {
  const std::size_t n = scores.size();
  if (n == 0) return {};
  std::vector<std::array<std::uint8_t, kNameTags>> back(n);
  TagScores best{};
  constexpr float kNever = -1e30f;
  for (std::size_t t = 0; t < kNameTags; ++t)
    best[t] = allowed(kNameTags, t) ? scores[0][t] + transitions[kNameTags * kNameTags + t] : kNever;
  for (std::size_t i = 1; i < n; ++i) {
    TagScores next{};
    for (std::size_t t = 0; t < kNameTags; ++t) {
      float top = kNever;
      std::uint8_t from = 0;
      for (std::size_t p = 0; p < kNameTags; ++p) {
        if (!allowed(p, t)) continue;
        const float score = best[p] + transitions[p * kNameTags + t];
        if (score > top) top = score, from = static_cast<std::uint8_t>(p);
      }
      next[t] = top + scores[i][t];
      back[i][t] = from;
    }
    best = next;
  }
  std::vector<std::uint8_t> tags(n);
  tags[n - 1] = static_cast<std::uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = n - 1; i > 0; --i) tags[i - 1] = back[i][tags[i]];
  return tags;
}

NameModel::NameModel(std::string_view bytes, NameLexicon lexicon) : lexicon_(std::move(lexicon)) {
  const auto bad = [] { return Error(ErrorCode::bad_resource, "The model of names is not one that this version can read.", "names"); };
  const std::size_t head = kMagic.size() + 8 + kTransitions * 4;
  if (bytes.size() < head || bytes.substr(0, kMagic.size()) != kMagic) throw bad();
  const auto bits = read_as<std::uint32_t>(bytes, 8);
  if (bits < 10 || bits > 24 || bytes.size() != head + (std::size_t{1} << bits) * kNameTags) throw bad();
  mask_ = (1u << bits) - 1;
  scale_ = read_as<float>(bytes, 12);
  transitions_.resize(kTransitions);
  std::memcpy(transitions_.data(), bytes.data() + 16, kTransitions * 4);
  rows_ = bytes.substr(head);
}

std::vector<Name> NameModel::find(const std::vector<std::string>& forms, const std::vector<Upos>& tags) const {
  const auto features = name_features(forms, tags, lexicon_);
  std::vector<TagScores> scores(forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    std::array<int, kNameTags> sum{};
    for (const auto feature : features[i]) {
      const auto* row = reinterpret_cast<const signed char*>(rows_.data()) + std::size_t{feature & mask_} * kNameTags;
      for (std::size_t t = 0; t < kNameTags; ++t) sum[t] += row[t];
    }
    for (std::size_t t = 0; t < kNameTags; ++t) scores[i][t] = static_cast<float>(sum[t]) * scale_;
  }
  const auto best = best_tags(scores, transitions_.data());
  std::vector<Name> out;
  for (std::uint32_t i = 0; i < best.size();) {
    if (best[i] == 0) {
      ++i;
      continue;
    }
    Name name{.first = i, .last = i + 1, .type = static_cast<NameType>((best[i] - 1) / 2)};
    while (name.last < best.size() && best[name.last] == best[i] + 1) ++name.last;
    // How far the name's words are from being no name or one of another type, put on 0..1.
    float margin = 0;
    for (auto k = name.first; k < name.last; ++k) {
      float other = -1e30f;
      for (std::size_t t = 0; t < kNameTags; ++t)
        if (t == 0 || (t - 1) / 2 != static_cast<std::size_t>(name.type)) other = std::max(other, scores[k][t]);
      margin += scores[k][best[k]] - other;
    }
    margin /= static_cast<float>(name.last - name.first);
    name.score = 1.0f / (1.0f + std::exp(-margin));
    out.push_back(name);
    i = name.last;
  }
  return out;
}

}  // namespace daybook
