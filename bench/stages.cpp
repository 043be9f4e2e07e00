// Times the stages of Daybook, and UDPipe alone beside them, over pages given on the command line; prints one JSON line.
//
//   bench_stages stages PATH...                     every stage by itself, on one thread, in CPU time
//   bench_stages whole THREADS LEDGER PATH...       the whole way into a new ledger, as 'daybook ingest' goes it
//   bench_stages ungated THREADS LEDGER PATH...     the same, with every paragraph read with care (claim/claim_gate.h)
//
// bench/run calls it. CPU time of the thread, not time on the wall, so that other work on the machine disturbs little;
// UDPipe alone reads the same units of text in the same loop, before or after the stages by turns.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "laps.h"
#include "base/error.h"
#include "language/prepared_text.h"
#include "peer/udpipe_peer.h"
#include "pipeline/ingest.h"
#include "read/reader.h"

namespace daybook {
namespace {

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Most memory this process ever had resident, in MB.
double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

std::vector<TextUnit> units_of(const Document& document) {
  std::vector<TextUnit> out;
  for (const auto& segment : document.segments)
    for (auto& unit : prepare(document.text, segment.span)) out.push_back(std::move(unit));
  return out;
}

/// A ledger in a folder of its own, gone with this object.
struct Scratch {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("daybook-bench-{}", ::getpid());
  Scratch() { std::filesystem::create_directories(folder); }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

int time_stages(const Resources& resources, const std::vector<std::string>& paths) {
  Laps laps;
  laps.start();
  const Stages stages = Stages::load(resources);
  laps.lap("load");
  const UdpipePeer peer;
  const Scratch scratch;
  const auto file = scratch.folder / "bench.gpkg";
  LedgerWriter writer(file, "2026-01-01T00:00:00Z", stages.method());
  std::size_t documents = 0, rejected = 0, bytes = 0, text_bytes = 0, words = 0, peer_words = 0, claims = 0;
  double peer_seconds = 0;

  const auto timed_peer = [&](const std::vector<TextUnit>& units) {
    const double start = cpu_seconds();
    for (const auto& unit : units) peer_words += peer.read(unit.text);
    peer_seconds += cpu_seconds() - start;
  };
  const auto one = [&](Page&& page) {
    laps.lap("read");
    bytes += page.bytes.size();
    Report report;
    try {
      Document document = stages.clean(page);
      laps.lap("clean");
      text_bytes += document.text.size();
      const auto units = units_of(document);
      const bool peer_first = documents % 2 == 0;
      if (peer_first) timed_peer(units);
      laps.start();
      Reading reading = stages.read(std::move(document), [&](std::string_view stage) { laps.lap(stage); });
      if (!peer_first) timed_peer(units);
      for (const auto& sentence : reading.analysis.sentences) {
        report.sentences.push_back(sentence.span);
        words += sentence.tokens.size();
      }
      report.page = std::move(page);
      report.document = std::move(reading.document);
      report.claims = std::move(reading.claims);
    } catch (const Error&) {
      laps.lap("clean");
      ++rejected;
      return;
    }
    ++documents;
    claims += report.claims.size();
    laps.start();
    if (!writer.knows(report.page)) writer.add(report);
    laps.lap("ledger");
  };
  laps.start();
  for (const auto& path : paths) read_path(path, ReadOptions{}, {one, [&](Rejection&&) { ++rejected; }});
  laps.lap("read");
  writer.commit();
  laps.lap("ledger");
  {
    auto all = LedgerView(file).claims();
    laps.lap("derive: claims");
    const Picture picture = derive(all, latest_day(all));
    laps.lap("derive: picture");
    writer.put_picture(picture);
    laps.lap("derive: layers");
  }
  writer.finish();
  fmt::print("{{\"documents\": {}, \"rejected\": {}, \"bytes\": {}, \"text_bytes\": {}, \"words\": {}, \"claims\": {}, "
             "\"udpipe_seconds\": {:.6f}, \"udpipe_words\": {}, \"peak_mb\": {:.1f}, \"seconds\": {}}}\n",
             documents, rejected, bytes, text_bytes, words, claims, peer_seconds, peer_words, peak_mb(), laps.json());
  return 0;
}

/// Of all threads.
double process_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

int time_whole(const Resources& resources, bool gated, unsigned threads, const std::string& ledger, const std::vector<std::string>& paths) {
  const double start = wall_seconds();
  const Stages stages = Stages::load(resources, StageOptions{Quality::best, gated});
  const double loaded = wall_seconds(), loaded_mb = peak_mb();
  LedgerWriter writer(ledger, "2026-01-01T00:00:00Z", stages.method());
  IngestOptions options;
  options.threads = threads;
  const double loaded_cpu = process_seconds();
  double read_end = loaded, read_cpu = 0, read_mb = 0;
  options.progress = [&](const IngestProgress&) {
    read_end = wall_seconds();
    read_cpu = process_seconds() - loaded_cpu;
    read_mb = peak_mb();
  };
  const auto result = ingest(paths, stages, ledger, writer, options);
  fmt::print("{{\"documents\": {}, \"rejected\": {}, \"claims\": {}, \"load_seconds\": {:.3f}, \"read_seconds\": {:.3f}, \"read_cpu_seconds\": {:.3f}, "
             "\"derive_seconds\": {:.3f}, \"loaded_mb\": {:.1f}, \"read_mb\": {:.1f}, \"peak_mb\": {:.1f}}}\n",
             result.count.added, result.count.rejected, result.count.claims, loaded - start, read_end - loaded, read_cpu,
             wall_seconds() - read_end, loaded_mb, read_mb, peak_mb());
  return 0;
}

int run(const std::vector<std::string>& args, const char* program) {
  const auto resources = Resources::find(std::filesystem::absolute(program));
  if (args.size() >= 2 && args[0] == "stages") return time_stages(resources, {args.begin() + 1, args.end()});
  if (args.size() >= 4 && (args[0] == "whole" || args[0] == "ungated"))
    return time_whole(resources, args[0] == "whole", static_cast<unsigned>(std::stoul(args[1])), args[2], {args.begin() + 3, args.end()});
  std::cerr << "usage: bench_stages stages PATH... | whole|ungated THREADS LEDGER PATH...\n";
  return 2;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
  try {
    return daybook::run({argv + 1, argv + argc}, argv[0]);
  } catch (const std::exception& error) {
    std::cerr << "bench_stages: " << error.what() << '\n';
    return 1;
  }
}
