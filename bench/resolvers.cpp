// Times the resolvers, and the grammar of the same sentences beside them, over pages given on the command line; prints one JSON line.
//
//   bench_resolvers best|fast ROUNDS PATH...
//
// bench/run_resolvers calls it. CPU time of the thread; of each stage the best round. Every sentence is analysed by the one network that is named.
#include <iostream>

#include <fmt/format.h>

#include "laps.h"
#include "base/error.h"
#include "pipeline/stages.h"
#include "read/reader.h"

namespace daybook {
namespace {

std::vector<Document> documents_of(const Stages& stages, const std::vector<std::string>& paths) {
  std::vector<Document> out;
  const auto keep = [&](Page&& page) {
    try {
      out.push_back(stages.clean(page));
    } catch (const Error&) {  // a page that cannot be read is not measured
    }
  };
  for (const auto& path : paths) read_path(path, ReadOptions{}, {keep, [](Rejection&&) {}, {}});
  return out;
}

struct Counts {
  std::size_t sentences = 0, words = 0, times = 0, places = 0, actors = 0, numbers = 0;
};

Counts one_round(const Stages& stages, const std::vector<Document>& documents, Laps& laps) {
  Counts count;
  for (const auto& document : documents) {
    Document copy = document;
    laps.start();
    const Reading reading = stages.read(std::move(copy), [&](std::string_view stage) { laps.lap(stage); });
    count.sentences += reading.analysis.sentences.size();
    for (const auto& sentence : reading.analysis.sentences) count.words += sentence.tokens.size();
    count.times += reading.readings.times.size();
    count.places += reading.readings.places.size();
    count.actors += reading.readings.actors.size();
    count.numbers += reading.readings.numbers.size();
  }
  return count;
}

int run(const std::vector<std::string>& args, const char* program) {
  const auto quality = args.size() >= 3 ? quality_from(args[0]) : std::nullopt;
  if (!quality) {
    std::cerr << "usage: bench_resolvers best|fast ROUNDS PATH...\n";
    return 2;
  }
  const Stages stages = Stages::load(Resources::find(std::filesystem::absolute(program)), StageOptions{*quality, false});
  const auto documents = documents_of(stages, {args.begin() + 2, args.end()});
  Laps best;
  Counts count;
  for (int round = std::stoi(args[1]); round > 0; --round) {
    Laps laps;
    count = one_round(stages, documents, laps);
    best.keep_lower(laps);
  }
  fmt::print("{{\"documents\": {}, \"sentences\": {}, \"words\": {}, \"mentions\": {{\"time\": {}, \"place\": {}, \"actor\": {}, \"number\": {}}}, \"seconds\": {}}}\n", documents.size(),
             count.sentences, count.words, count.times, count.places, count.actors, count.numbers, best.json());
  return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
  try {
    return daybook::run({argv + 1, argv + argc}, argv[0]);
  } catch (const std::exception& error) {
    std::cerr << "bench_resolvers: " << error.what() << '\n';
    return 1;
  }
}
