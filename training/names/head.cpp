#include "head.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "path_loss.h"

namespace daybook::training {
namespace {

constexpr std::size_t kPlaces = 2 * TrainedHead::kSide + 1, kOne = neural::NameLexicon::kFeatures;

float spread(std::size_t inputs) { return 1 / std::sqrt(static_cast<float>(inputs)); }

/// Rows of `bias`, `n` times.
void fill_rows(std::vector<float>& out, std::size_t n, const float* bias, std::size_t width) {
  out.resize(n * width);
  for (std::size_t i = 0; i < n; ++i) std::copy_n(bias, width, &out[i * width]);
}

void add_rows(const std::vector<float>& from, std::size_t n, std::size_t width, float* to) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < width; ++j) to[j] += from[i * width + j];
}

std::vector<float> turned(const std::vector<float>& from, std::size_t rows, std::size_t columns) {
  std::vector<float> out(from.size());
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) out[c * rows + r] = from[r * columns + c];
  return out;
}

template <class T>
void shuffle(std::vector<T>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.below(i)]);
}

}  // namespace

TrainedHead::TrainedHead(std::size_t width, const HeadOptions& options, std::uint64_t seed)
    : o_(options), random_(seed), width_(width), word_(width * o_.hidden, spread(width), random_), word_bias_(o_.hidden, spread(width), random_),
      lexicon_(kFeatures * o_.hidden, spread(kFeatures), random_), beside_(3 * o_.hidden * o_.hidden, spread(3 * o_.hidden), random_),
      beside_bias_(o_.hidden, spread(3 * o_.hidden), random_), out_(o_.hidden * kAcross, spread(o_.hidden), random_), out_bias_(kAcross, spread(o_.hidden), random_),
      first_(kClasses, 0, random_), next_(kClasses * kClasses, 0, random_) {}

/// Some numbers become nothing, the others so much greater; `mask` remembers which.
void TrainedHead::hide(float* x, std::size_t n, float* mask) {
  const auto cut = static_cast<std::uint64_t>(o_.drop * 65536);
  const float more = 1 / (1 - o_.drop);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < n; ++i) {
    bits = i % 4 == 0 ? random_.next() : bits >> 16;
    const float by = (bits & 65535) < cut ? 0.0f : more;
    x[i] *= by;
    if (mask) mask[i] = by;
  }
}

void TrainedHead::look_up(const std::vector<const Example*>& sentences, bool learning) {
  seen_.assign(rows_ * kPlaces, 0);
  std::size_t at = 0;
  for (const auto* s : sentences) {
    const std::size_t n = s->names.size();
    std::copy(s->words.begin(), s->words.end(), &x_[at * width_]);
    for (std::size_t i = 0; i < n; ++i) {
      float* x = &x_[(at + i) * width_];
      if (learning && random_.share() < o_.unseen) std::fill_n(x, width_, 0.0f);
      else if (learning) hide(x, width_, nullptr);
      for (std::size_t k = 0; k < kPlaces; ++k) {
        const std::size_t other = i + k;  // less kSide
        std::uint32_t bits = other >= kSide && other - kSide < n ? s->features[other - kSide] : 0;
        for (auto left = learning ? bits : 0; left; left &= left - 1)
          if (random_.share() < o_.unknown) bits &= ~(left & (~left + 1));
        seen_[(at + i) * kPlaces + k] = bits;
      }
    }
    at += n;
  }
}

void TrainedHead::forward(const std::vector<const Example*>& sentences, bool learning) {
  const std::size_t h = o_.hidden;
  rows_ = 0;
  for (const auto* s : sentences) rows_ += s->names.size();
  const std::size_t n = rows_;
  x_.resize(n * width_);
  look_up(sentences, learning);
  fill_rows(before_, n, of(word_bias_, learning), h);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < kPlaces; ++k)
      for (auto bits = seen_[i * kPlaces + k]; bits; bits &= bits - 1) {
        const float* row = of(lexicon_, learning) + (k * kOne + static_cast<std::size_t>(std::countr_zero(bits))) * h;
        for (std::size_t j = 0; j < h; ++j) before_[i * h + j] += row[j];
      }
  multiply_add(n, h, width_, {x_.data(), width_, 1}, of(word_, learning), before_.data());
  here_.resize(n * h), slope_.resize(n * h), here_mask_.resize(n * h);
  gelu(before_.data(), n * h, here_.data(), slope_.data());
  if (learning) hide(here_.data(), n * h, here_mask_.data());
  three_.assign(n * 3 * h, 0);
  std::size_t at = 0;
  for (const auto* s : sentences) {
    const std::size_t size = s->names.size();
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t k = 0; k < 3; ++k)
        if (i + k >= 1 && i + k - 1 < size) std::copy_n(&here_[(at + i + k - 1) * h], h, &three_[((at + i) * 3 + k) * h]);
    at += size;
  }
  fill_rows(wide_, n, of(beside_bias_, learning), h);
  multiply_add(n, h, 3 * h, {three_.data(), 3 * h, 1}, of(beside_, learning), wide_.data());
  more_.resize(n * h), more_slope_.resize(n * h), sum_.resize(n * h), sum_mask_.resize(n * h);
  gelu(wide_.data(), n * h, more_.data(), more_slope_.data());
  for (std::size_t i = 0; i < n * h; ++i) sum_[i] = here_[i] + more_[i];
  if (learning) hide(sum_.data(), n * h, sum_mask_.data());
  fill_rows(scores_, n, of(out_bias_, learning), kAcross);
  multiply_add(n, kAcross, h, {sum_.data(), h, 1}, of(out_, learning), scores_.data());
}

const float* TrainedHead::scores(const std::vector<const Example*>& sentences) {
  forward(sentences, false);
  return scores_.data();
}

double TrainedHead::backward(const std::vector<const Example*>& sentences) {
  const std::size_t n = rows_, h = o_.hidden;
  std::vector<float> by_scores(n * kAcross, 0.0f), by_sum(n * h, 0.0f), by_wide(n * h), by_three(n * 3 * h, 0.0f);
  double loss = 0;
  std::size_t at = 0;
  for (const auto* s : sentences) {
    loss += path_loss(&scores_[at * kAcross], kAcross, s->names, kClasses, first_.value.data(), next_.value.data(), (s->named ? 1 : 1 / o_.plain) / static_cast<float>(n), o_.own,
                      {&by_scores[at * kAcross], first_.gradient.data(), next_.gradient.data()});
    at += s->names.size();
  }
  multiply_add(h, kAcross, n, {sum_.data(), 1, h}, by_scores.data(), out_.gradient.data());
  add_rows(by_scores, n, kAcross, out_bias_.gradient.data());
  multiply_add(n, h, kAcross, {by_scores.data(), kAcross, 1}, turned(out_.value, h, kAcross).data(), by_sum.data());
  for (std::size_t i = 0; i < n * h; ++i) {
    by_sum[i] *= sum_mask_[i];
    by_wide[i] = by_sum[i] * more_slope_[i];
  }
  multiply_add(3 * h, h, n, {three_.data(), 1, 3 * h}, by_wide.data(), beside_.gradient.data());
  add_rows(by_wide, n, h, beside_bias_.gradient.data());
  multiply_add(n, 3 * h, h, {by_wide.data(), h, 1}, turned(beside_.value, 3 * h, h).data(), by_three.data());
  at = 0;
  for (const auto* s : sentences) {
    const std::size_t size = s->names.size();
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t k = 0; k < 3; ++k)
        if (i + k >= 1 && i + k - 1 < size)
          for (std::size_t j = 0; j < h; ++j) by_sum[(at + i + k - 1) * h + j] += by_three[((at + i) * 3 + k) * h + j];
    at += size;
  }
  for (std::size_t i = 0; i < n * h; ++i) by_sum[i] *= here_mask_[i] * slope_[i];
  multiply_add(width_, h, n, {x_.data(), 1, width_}, by_sum.data(), word_.gradient.data());
  add_rows(by_sum, n, h, word_bias_.gradient.data());
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < kPlaces; ++k)
      for (auto bits = seen_[i * kPlaces + k]; bits; bits &= bits - 1) {
        float* row = &lexicon_.gradient[(k * kOne + static_cast<std::size_t>(std::countr_zero(bits))) * h];
        for (std::size_t j = 0; j < h; ++j) row[j] += by_sum[i * h + j];
      }
  return loss;
}

/// As often as each example says, of those without names a share.
std::vector<const Example*> TrainedHead::epoch_of(const std::vector<Example>& examples) {
  std::vector<const Example*> out;
  for (const auto& e : examples)
    for (float left = e.times * (e.named ? 1 : o_.plain); left > 0; left -= 1)
      if (left >= 1 || random_.share() < left) out.push_back(&e);
  shuffle(out, random_);
  return out;
}

void TrainedHead::learn(const std::vector<Example>& examples, const std::function<void(std::size_t, double)>& told) {
  std::size_t step = 0;
  float all = 0;
  for (const auto& e : examples) all += e.times * (e.named ? 1 : o_.plain);
  const auto steps = static_cast<float>(o_.epochs) * all / static_cast<float>(o_.batch) * 1.01f;
  for (std::size_t epoch = 0; epoch < o_.epochs; ++epoch) {
    const auto now = epoch_of(examples);
    double loss = 0;
    for (std::size_t at = 0; at < now.size(); at += o_.batch) {
      const std::vector<const Example*> batch(now.begin() + static_cast<std::ptrdiff_t>(at), now.begin() + static_cast<std::ptrdiff_t>(std::min(now.size(), at + o_.batch)));
      forward(batch, true);
      loss += backward(batch) * static_cast<double>(o_.batch) / static_cast<double>(now.size());
      ++step;
      const auto done = static_cast<float>(step);
      const float rate = o_.rate * std::min(1.0f, done / 50) * std::max(0.0f, 1 - done / steps), keep = std::min(o_.keep, (1 + done) / (10 + done));
      for (auto* part : {&word_, &word_bias_, &lexicon_, &beside_, &beside_bias_, &out_, &out_bias_, &first_, &next_}) part->step(rate, o_.decay, keep, step);
    }
    told(epoch, loss);
  }
}

}  // namespace daybook::training
