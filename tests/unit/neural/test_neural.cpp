// The arithmetic is the same on every processor, the best tree is the best, text is cut as the network was trained on it.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>

#include "base/error.h"
#include "base/hash.h"
#include "neural/buffer.h"
#include "neural/kernels.h"
#include "neural/model_file.h"
#include "neural/pretokens.h"
#include "neural/sentence_reader.h"
#include "neural/tree_decoder.h"
#include "../support/tiny_network.h"

using namespace daybook;
using namespace daybook::neural;

namespace {

/// Numbers in [-1, 1] that look random and are the same everywhere.
struct Noise {
  std::uint32_t state = 1;
  float next() {
    state = state * 1664525u + 1013904223u;
    return static_cast<float>(static_cast<std::int32_t>(state >> 8) - (1 << 23)) / static_cast<float>(1 << 23);
  }
  std::vector<float> many(std::size_t n) {
    std::vector<float> out(n);
    for (auto& v : out) v = next();
    return out;
  }
};

std::vector<const Kernels*> usable() {
  std::vector<const Kernels*> out{&kPlainKernels};
#if defined(__x86_64__)
  if (kAvx2Kernels.name && __builtin_cpu_supports("avx2")) out.push_back(&kAvx2Kernels);
  if (kVnniKernels.name && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) out.push_back(&kVnniKernels);
#endif
  return out;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) { return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * 4) == 0; }

double total(const std::vector<float>& scores, std::size_t n, const std::vector<std::size_t>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += scores[i * (n + 1) + heads[i]];
  return sum;
}

/// Every assignment of heads that is a tree with one root, by trying all.
double best_by_trying(const std::vector<float>& scores, std::size_t n) {
  double best = -1e300;
  std::vector<std::size_t> heads(n, 0);
  std::function<void(std::size_t)> choose = [&](std::size_t i) {
    if (i == n) {
      std::size_t roots = 0;
      for (std::size_t w = 0; w < n; ++w) {
        roots += heads[w] == 0;
        std::size_t at = w + 1;
        for (std::size_t step = 0; at != 0; ++step) {
          if (step > n) return;
          at = heads[at - 1];
        }
      }
      if (roots == 1) best = std::max(best, total(scores, n, heads));
      return;
    }
    for (heads[i] = 0; heads[i] <= n; ++heads[i])
      if (heads[i] != i + 1) choose(i + 1);
  };
  choose(0);
  return best;
}

std::string cut(std::string_view text) {
  std::string out;
  for (const auto& token : pretokens(text, {{"cannot", 3}, {"didnt", 3}, {"\u0431\u0431", 1}})) out += (token.spaced ? " " : "|") + std::string(text_of(text, token.span)) + ":" + std::to_string(token.shape);
  return out;
}

}  // namespace

TEST_CASE("every processor's kernels give the bits of the plain ones") {
  Noise noise;
  for (const std::size_t rows : {1u, 3u, 8u, 21u})
    for (const std::size_t inputs : {4u, 100u, 384u}) {
      const std::size_t outputs = 48, size = 32;
      const auto x = noise.many(rows * inputs);
      std::vector<std::uint8_t> bytes(inputs * outputs);
      for (auto& b : bytes) b = static_cast<std::uint8_t>(128 + static_cast<int>(noise.next() * 127));
      const auto scale = noise.many(outputs), bias = noise.many(outputs);
      const Weights weights{bytes.data(), scale.data(), bias.data(), inputs, outputs};
      const auto heads = noise.many(rows * 3 * size), dots = noise.many(kDots * size);
      std::vector<std::vector<float>> results;
      for (const auto* k : usable()) {
        std::vector<std::int16_t> q(rows * inputs);
        std::vector<float> by(rows), y(rows * outputs), leaky(rows * outputs);
        std::vector<std::int32_t> sum(rows);
        Buffer<std::byte> scratch;
        k->round(x.data(), rows, inputs, {q.data(), by.data(), sum.data()});
        k->linear(weights, {q.data(), by.data(), sum.data()}, rows, y.data(), outputs, Finish::gelu);
        k->linear(weights, {q.data(), by.data(), sum.data()}, rows, leaky.data(), outputs, Finish::leaky);
        std::vector<float> add(y.size(), 0.25f);
        k->add_norm(y.data(), add.data(), rows, outputs, scale.data(), bias.data());
        std::vector<float> mixed(rows * size);
        k->attend(heads.data(), heads.data() + size, heads.data() + 2 * size, rows, size, 3 * size, mixed.data(), size, scratch.room(attend_scratch(rows, size)));
        y.insert(y.end(), mixed.begin(), mixed.end());
        std::vector<float> plain(rows * size), low(rows * across(rows), -1e9f), room(across(rows) * (size + 1));
        for (std::size_t i = 0; i < rows; ++i)
          for (std::size_t j = 0; j < rows; ++j) low[i * across(rows) + j] = i == j ? 0.5f : 0.0f;
        k->attend_with(heads.data(), heads.data() + size, heads.data() + 2 * size, rows, size, 3 * size, low.data(), plain.data(), size, room.data());
        y.insert(y.end(), plain.begin(), plain.end());
        y.insert(y.end(), leaky.begin(), leaky.end());
        y.insert(y.end(), by.begin(), by.end());
        y.push_back(k->dot(scale.data(), bias.data(), outputs));
        const float* const two[] = {heads.data(), heads.data() + size};
        y.resize(y.size() + kDots);
        k->dots_of_sum(two, 2, size, dots.data(), y.data() + y.size() - kDots);
        results.push_back(std::move(y));
      }
      for (const auto& result : results) CHECK(same_bits(result, results.front()));
      for (const float v : results.front()) REQUIRE(std::isfinite(v));
    }
}

TEST_CASE("a linear layer in bytes is near the one in numbers") {
  Noise noise;
  const std::size_t inputs = 64, outputs = 16;
  const auto x = noise.many(inputs);
  std::vector<std::uint8_t> bytes(inputs * outputs);
  std::vector<float> wanted(outputs, 0.5f), scale(outputs, 0.01f), bias(outputs, 0.5f), y(outputs);
  for (std::size_t o = 0; o < outputs; ++o)
    for (std::size_t i = 0; i < inputs; ++i) {
      const int q = static_cast<int>(noise.next() * 127);
      bytes[(i / kStep) * kBlock * kStep + o * kStep + i % kStep] = static_cast<std::uint8_t>(q + 128);
      wanted[o] += x[i] * 0.01f * static_cast<float>(q);
    }
  std::vector<std::int16_t> q(inputs);
  float by;
  std::int32_t sum;
  kernels().round(x.data(), 1, inputs, {q.data(), &by, &sum});
  kernels().linear({bytes.data(), scale.data(), bias.data(), inputs, outputs}, {q.data(), &by, &sum}, 1, y.data(), outputs, Finish::none);
  for (std::size_t o = 0; o < outputs; ++o) CHECK(y[o] == doctest::Approx(wanted[o]).epsilon(0.05));
}

TEST_CASE("the kernels of gelu and norm are what they are called") {
  // A layer that is all bias gives the curve by itself.
  const std::vector<float> x{-3, -1, -0.1f, 0, 0.1f, 1, 3, 30, -30, 4.2f, -4.2f, 4.3f, -4.3f, 2, -2, 0.5f};
  const std::vector<std::uint8_t> nothing(16 * 4, 128);
  const std::vector<float> scale(16, 1.0f);
  std::vector<std::int16_t> q(4, 0);
  float by = 0;
  std::int32_t sum = 0;
  std::vector<float> y(16), leaky(16);
  kernels().linear({nothing.data(), scale.data(), x.data(), 4, 16}, {q.data(), &by, &sum}, 1, y.data(), 16, Finish::gelu);
  kernels().linear({nothing.data(), scale.data(), x.data(), 4, 16}, {q.data(), &by, &sum}, 1, leaky.data(), 16, Finish::leaky);
  for (std::size_t i = 0; i < x.size(); ++i) {
    CHECK(std::abs(y[i] - 0.5 * x[i] * (1 + std::erf(x[i] / std::sqrt(2.0)))) < 1e-4);
    CHECK(leaky[i] == doctest::Approx(x[i] < 0 ? 0.1 * x[i] : x[i]));
  }
  std::vector<float> zero(16, 0.0f), one(16, 1.0f), ramp(16);
  for (std::size_t i = 0; i < 16; ++i) ramp[i] = static_cast<float>(i);
  kernels().add_norm(ramp.data(), zero.data(), 1, 16, one.data(), zero.data());
  CHECK(ramp[0] == doctest::Approx(-7.5 / std::sqrt(21.25)));
  CHECK(ramp[15] == doctest::Approx(7.5 / std::sqrt(21.25)));
}

TEST_CASE("attention in whole numbers is near the one in numbers, whatever stands around") {
  Noise noise;
  for (const std::size_t size : {16u, 32u, 64u})
    for (const std::size_t n : {1u, 2u, 7u, 16u, 33u}) {
      const auto heads = noise.many(n * 3 * size);
      const auto at = [&](std::size_t row, std::size_t part) { return heads.data() + row * 3 * size + part * size; };
      std::vector<float> mixed(n * size);
      Buffer<std::byte> scratch;
      kernels().attend(at(0, 0), at(0, 1), at(0, 2), n, size, 3 * size, mixed.data(), size, scratch.room(attend_scratch(n, size)));
      for (std::size_t i = 0; i < n; ++i) {
        std::vector<double> share(n);
        double sum = 0;
        for (std::size_t j = 0; j < n; ++j) {
          double score = 0;
          for (std::size_t d = 0; d < size; ++d) score += at(i, 0)[d] * at(j, 1)[d];
          sum += share[j] = std::exp(score / std::sqrt(static_cast<double>(size)));
        }
        for (std::size_t d = 0; d < size; ++d) {
          double wanted = 0;
          for (std::size_t j = 0; j < n; ++j) wanted += share[j] / sum * at(j, 2)[d];
          CHECK(std::abs(mixed[i * size + d] - wanted) < 1e-3);
        }
      }
    }
}

TEST_CASE("the best tree is the best of all trees with one root") {
  Noise noise;
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(round) % 5;
    const auto scores = noise.many(n * (n + 1));
    const auto heads = best_tree(scores.data(), n);
    std::size_t roots = 0;
    for (const auto head : heads) roots += head == 0;
    CHECK(roots == 1);
    CHECK(total(scores, n, heads) == doctest::Approx(best_by_trying(scores, n)));
  }
}

TEST_CASE("text is cut into runs, contractions in two") {
  CHECK(cut("Don't go.") == " Do:7|n:0|':5|t:0 go:6|.:5");
  CHECK(cut("cannot") == " can:6|not:0");
  CHECK(cut("Didnt") == " Did:7|nt:0");
  CHECK(cut("Cannes didn") == " Cannes:7 didn:6");      // none of the table
  CHECK(cut("\u0431\u0431") == " \u0431\u0431:6");      // a table that would cut within a character is not obeyed
  CHECK(cut("U.S. 2,000") == " U:7|.:5|S:1|.:5 2:10|,:5|000:4");
  CHECK(cut("NATO McCain") == " NATO:8 McCain:9");
  CHECK(cut("\u0637\u0627\u0644\u0628\u0627\u0646 \u041a\u0430\u0431\u0443\u043b") == " \u0637\u0627\u0644\u0628\u0627\u0646:6 \u041a\u0430\u0431\u0443\u043b:7");
  CHECK(cut("  ").empty());
  CHECK(cut("").empty());
}

TEST_CASE("word pieces are the longest that fit") {
  const std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\ntal\n##iban\n##ib\n##an\ncafe\n";
  const WordPieces pieces(vocabulary);
  const auto of = [&](std::string_view token) {
    std::vector<std::int32_t> out;
    pieces.append(token, out);
    return out;
  };
  CHECK(of("Taliban") == std::vector<std::int32_t>{4, 5});
  CHECK(of("talib") == std::vector<std::int32_t>{4, 6});
  CHECK(of("Caf\u00e9") == std::vector<std::int32_t>{8});
  CHECK(of("xyz") == std::vector<std::int32_t>{1});       // unknown
  CHECK(of("talxyz") == std::vector<std::int32_t>{1});    // not even in part
  CHECK(of(std::string(5000, 'a')) == std::vector<std::int32_t>{1});
  CHECK_THROWS_AS(WordPieces("a\nb\n"), Error);
}

TEST_CASE("a model file that is cut, damaged, of another version, order or kind is refused in words") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& bytes) {
    try {
      ModelFile file(folder.write("test.net", bytes));
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_resource);
      CHECK(std::string(error.what()).find('\n') == std::string::npos);
      return std::string(error.what());
    }
    return std::string();
  };
  const auto made = [](std::uint32_t order, std::uint32_t version, std::uint64_t more, std::string table) {
    std::string out("DAYBKNET", 8);
    const std::uint64_t whole = 64 + table.size() + more, head = table.size();
    out.append(reinterpret_cast<const char*>(&order), 4).append(reinterpret_cast<const char*>(&version), 4);
    out.append(reinterpret_cast<const char*>(&whole), 8).append(reinterpret_cast<const char*>(&head), 8);
    return out + sha256_hex(table).substr(0, 32) + table;
  };
  const auto of = [&](std::string table) { return made(0x01020304, kModelVersion, 0, std::move(table)); };
  CHECK(refused("no model at all").find("no network") != std::string::npos);
  CHECK(refused("").find("no network") != std::string::npos);
  CHECK(refused(made(0x04030201, kModelVersion, 0, "{}")).find("byte order") != std::string::npos);
  CHECK(refused(made(0x01020304, 9, 0, "{}")).find("version 9") != std::string::npos);
  CHECK(refused(made(0x01020304, kModelVersion, 100, "{}")).find("bytes of") != std::string::npos);
  CHECK(refused(of("{nonsense")).find("damaged") != std::string::npos);
  CHECK(refused(of(R"({"tensors":{"a":{"type":"f32","shape":[8],"at":128}}})")).find("does not lie") != std::string::npos);
  CHECK(refused(of(R"({"tensors":{"a":{"type":"f32","shape":[9223372036854775807,4],"at":64}}})")).find("larger") != std::string::npos);
  CHECK(refused(of(R"({"tensors":{"a":{"type":7}}})")).find("damaged") != std::string::npos);
  CHECK(refused(of(R"({"two_words":{"a":"b"}})")).find("damaged") != std::string::npos);
  CHECK(refused(of(R"({"width":384})")).empty());

  const auto whole = tiny_network();
  CHECK(refused(whole).empty());
  CHECK(refused(whole.substr(0, whole.size() / 2)).find("bytes of") != std::string::npos);
  for (const std::size_t at : {std::size_t{40}, std::size_t{70}, whole.size() / 2, whole.size() - 1}) {
    auto damaged = whole;
    damaged[at] ^= 1;
    CHECK(refused(damaged).find("digest") != std::string::npos);
  }
}

TEST_CASE("a network whose tensors do not fit its layers is refused in words") {
  const TemporaryFolder folder;
  const auto refused = [&](const nlohmann::ordered_json& more) {
    try {
      SentenceReader reader(ModelFile(folder.write("test.net", tiny_network(1, more))));
    } catch (const Error& error) {
      return error.code() == ErrorCode::bad_resource && std::string(error.what()).starts_with("The model");
    }
    return false;
  };
  CHECK(refused({{"width", 32}}));
  CHECK(refused({{"width", 24}}));
  CHECK(refused({{"layers", 2}}));
  CHECK(refused({{"heads", 0}}));
  CHECK(refused({{"pieces", 1000000}}));
  CHECK(refused({{"rel", 4000}}));
  CHECK(refused({{"places", 1}}));
  CHECK(refused({{"classes", {{"upos", {"NOUN"}}}}}));
  CHECK_FALSE(refused({}));
}
