// Times readers of text beside each other over one plain-text file, blank lines between paragraphs; prints one JSON line.
//
//   bench_language ROUNDS TEXT [udpipe|NETWORK]...
//
// bench/run_language calls it. CPU time of one thread, models loaded before, the same units of text for all, by turns; the best round counts.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "cpu_time.h"
#include "base/utf8.h"
#include "language/prepared_text.h"
#include "neural/kernels.h"
#include "neural/sentence_reader.h"
#include "peer/udpipe_peer.h"

namespace daybook {
namespace {

using Units = std::vector<std::string_view>;

/// One that reads: gives back how many words it found.
struct Contestant {
  std::string name;
  std::function<std::size_t(const Units&)> read;
  double load_seconds = 0, best = 1e300;
  std::size_t words = 0;
};

Contestant udpipe() {
  return {"udpipe", [peer = std::make_shared<UdpipePeer>()](const Units& units) {
            std::size_t words = 0;
            for (const auto& unit : units) words += peer->read(unit);
            return words;
          }};
}

Contestant network(const std::string& file, bool trees) {
  const auto reader = std::make_shared<neural::SentenceReader>(neural::ModelFile(file));
  const auto name = std::filesystem::path(file).stem().string();
  return {trees ? name : name + " without trees", [reader, trees](const Units& units) {
            std::size_t words = 0;
            neural::WantsTree none;
            if (!trees) none = [](std::size_t, const Sentence&) { return false; };
            constexpr std::size_t kAtOnce = 30;  // paragraphs: about those of an article
            for (std::size_t at = 0; at < units.size(); at += kAtOnce)
              for (const auto& sentences : reader->read(std::span(units).subspan(at, std::min(kAtOnce, units.size() - at)), none))
                for (const auto& sentence : sentences) words += sentence.tokens.size();
            return words;
          }};
}

int run(const std::vector<std::string>& args) {
  if (args.size() < 3) return std::cerr << "usage: bench_language ROUNDS TEXT [udpipe|NETWORK]...\n", 2;
  std::ostringstream bytes;
  bytes << std::ifstream(args[1], std::ios::binary).rdbuf();
  const std::string text = repair_utf8(bytes.str());
  std::vector<TextUnit> units;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find("\n\n", at), text.size());
    if (end > at)
      for (auto& unit : prepare(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)})) units.push_back(std::move(unit));
    at = end + 2;
  }
  Units all;
  for (const auto& unit : units) all.push_back(unit.text);

  std::vector<Contestant> contestants;
  for (std::size_t i = 2; i < args.size(); ++i)
    for (const bool trees : {true, false}) {
      const double start = cpu_seconds();
      if (args[i] == "udpipe") {
        if (trees) contestants.push_back(udpipe());
      } else {
        contestants.push_back(network(args[i], trees));
      }
      if (trees) contestants.back().load_seconds = cpu_seconds() - start;
    }
  for (int round = std::stoi(args[0]); round > 0; --round)
    for (auto& c : contestants) {
      const double start = cpu_seconds();
      c.words = c.read(all);
      c.best = std::min(c.best, cpu_seconds() - start);
    }
  std::string rows;
  for (const auto& c : contestants)
    rows += fmt::format("{}{{\"name\": \"{}\", \"words\": {}, \"seconds\": {:.6f}, \"load_seconds\": {:.4f}}}", rows.empty() ? "" : ", ", c.name, c.words, c.best, c.load_seconds);
  fmt::print("{{\"kernels\": \"{}\", \"units\": {}, \"bytes\": {}, \"contestants\": [{}]}}\n", neural::kernels().name, all.size(), text.size(), rows);
  return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
  try {
    return daybook::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "bench_language: " << error.what() << '\n';
    return 1;
  }
}
