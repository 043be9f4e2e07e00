// Trains the head that finds names, on a network whose other parts stay as they are.
//
//   fit_names NETWORK FOLDER OUT.names [--seed 1] [--heads 3] [--epochs 4]
//
// NETWORK: build/models/en/best.net or fast.net; FOLDER: what training/names/sentences.py wrote. One thread, minutes; same inputs and seed, same
// file on one machine; it is written after each head, with those so far. Prints the span F1 of each head alone and of all together, with gold words.
#include <cstdio>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "neural/name_path.h"
#include "names_file.h"
#include "resource/resource.h"

using namespace daybook;
using namespace daybook::training;

namespace {

using Spans = std::set<std::tuple<std::size_t, std::size_t, NameType>>;

struct Counts {
  std::size_t right = 0, got = 0, wanted = 0;
  double f1() const { return got + wanted == 0 ? 0 : 200.0 * static_cast<double>(right) / static_cast<double>(got + wanted); }
};

Spans spans_of(const std::vector<Name>& names) {
  Spans out;
  for (const auto& n : names) out.emplace(n.first, n.last, n.type);
  return out;
}

/// What the gold classes say, by the same path: it follows them, since nothing else scores.
std::vector<float> scores_of(const std::vector<int>& gold) {
  std::vector<float> out(gold.size() * TrainedHead::kAcross, 0.0f);
  for (std::size_t i = 0; i < gold.size(); ++i) out[i * TrainedHead::kAcross + static_cast<std::size_t>(gold[i])] = 1e6f;
  return out;
}

std::map<std::string, Counts> measured(std::span<TrainedHead> heads, const std::vector<Example>& examples, const std::vector<std::string>& classes) {
  std::vector<float> first(TrainedHead::kClasses, 0.0f), next(TrainedHead::kClasses * TrainedHead::kClasses, 0.0f);
  const auto share = 1.0f / static_cast<float>(heads.size());
  for (const auto& head : heads) {
    for (std::size_t i = 0; i < first.size(); ++i) first[i] += head.first()[i] * share;
    for (std::size_t i = 0; i < next.size(); ++i) next[i] += head.next()[i] * share;
  }
  const neural::NamePath learnt(classes, first.data(), next.data()), plain(classes);
  std::map<std::string, Counts> out;
  for (const auto& e : examples) {
    const std::size_t n = e.names.size();
    std::vector<float> scores(n * TrainedHead::kAcross, 0.0f);
    for (auto& head : heads) {
      const float* mine = head.scores({&e});
      for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += mine[i] * share;
    }
    const auto wanted_scores = scores_of(e.names);
    const auto got = spans_of(learnt.best({scores.data(), n, TrainedHead::kAcross}, 0)), wanted = spans_of(plain.best({wanted_scores.data(), n, TrainedHead::kAcross}, 0));
    auto& counts = out[e.set];
    counts.got += got.size();
    counts.wanted += wanted.size();
    for (const auto& name : got) counts.right += wanted.contains(name);
  }
  return out;
}

void tell(const char* what, std::size_t number, const std::map<std::string, Counts>& counts) {
  std::printf("%s %zu:", what, number);
  for (const auto& [set, c] : counts) std::printf("  %s %.2f", set.c_str(), c.f1());
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) try {
  std::map<std::string, std::size_t> numbers{{"--seed", 1}, {"--heads", 3}, {"--epochs", 4}};
  if (count < 4 || count % 2 != 0) throw Error(ErrorCode::usage, "usage: fit_names NETWORK FOLDER OUT.names [--seed 1] [--heads 3] [--epochs 4]", "");
  for (int i = 4; i < count; i += 2) {
    if (!numbers.contains(arguments[i])) throw Error(ErrorCode::usage, "There is no option '" + std::string(arguments[i]) + "'.", arguments[i]);
    numbers[arguments[i]] = std::stoul(arguments[i + 1]);
  }
  const std::string folder = arguments[2];
  const neural::ModelFile file(arguments[1]);
  const auto lexicon = read_resource(folder + "/lexicon.tsv");
  const neural::NameLexicon known(lexicon, file.two_words());
  std::vector<Example> learnt_from, held;
  for (auto& e : Examples(file, known).read(folder + "/sentences.jsonl")) (e.times > 0 ? learnt_from : held).push_back(std::move(e));
  std::printf("%zu sentences to learn from, %zu to measure with\n", learnt_from.size(), held.size());
  std::fflush(stdout);
  HeadOptions options;
  options.epochs = numbers["--epochs"];
  std::vector<TrainedHead> heads;
  for (std::size_t n = 0; n < numbers["--heads"]; ++n) {
    heads.emplace_back(file.number("width"), options, numbers["--seed"] + n);
    heads.back().learn(learnt_from, [&](std::size_t epoch, double loss) {
      std::printf("  epoch %zu: loss %.4f\n", epoch + 1, loss);
      std::fflush(stdout);
    });
    tell("head", n + 1, measured({&heads.back(), 1}, held, file.classes("name")));
    if (n > 0) tell("heads up to", n + 1, measured(heads, held, file.classes("name")));
    write_names(arguments[3], heads, file.number("width"), options.hidden, lexicon, {{"seed", numbers["--seed"]}, {"epochs", options.epochs}, {"base", file.text("made_of")}});
  }
} catch (const std::exception& error) {
  std::fprintf(stderr, "fit_names: %s\n", error.what());
  return 1;
}
