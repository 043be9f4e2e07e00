// Prints CoNLL-U of a plain-text file, blank lines between segments: for looking at networks while they are trained.
//
//   analyse_tool FILE|- NETWORK [--whole] [--time]
//
// --whole takes the file as one segment. --time prints words per second to stderr.
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/utf8.h"
#include "language/analyser.h"

int main(int argc, char** argv) try {
  if (argc < 3) return std::cerr << "analyse_tool FILE|- NETWORK [--whole] [--time]\n", 2;
  bool whole = false, timed = false;
  for (int i = 3; i < argc; ++i) {
    whole |= std::string(argv[i]) == "--whole";
    timed |= std::string(argv[i]) == "--time";
  }
  std::ostringstream bytes;
  if (std::string(argv[1]) == "-") bytes << std::cin.rdbuf();
  else bytes << std::ifstream(argv[1], std::ios::binary).rdbuf();

  daybook::Document document;
  document.text = daybook::repair_utf8(bytes.str());
  const auto size = document.text.size();
  for (std::size_t at = 0; at < size;) {
    auto end = whole ? std::string::npos : document.text.find("\n\n", at);
    if (end == std::string::npos) end = size;
    if (end > at)
      document.segments.push_back({daybook::SegmentKind::body, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, ""});
    at = end + 2;
  }
  const auto analyser = daybook::Analyser::open(argv[2]);
  const auto start = std::chrono::steady_clock::now();
  const auto analysis = analyser.analyse(document);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << daybook::to_conllu(document, analysis);
  std::size_t words = 0;
  for (const auto& s : analysis.sentences) words += s.tokens.size();
  if (timed) std::cerr << words << " words in " << took.count() << " s, " << static_cast<int>(words / took.count()) << " words/s\n";
} catch (const std::exception& e) {
  std::cerr << "analyse_tool: " << e.what() << "\n";
  return 1;
}
