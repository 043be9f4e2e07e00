// place_gold GAZETTEER DATA NETWORK: scores the place stage on texts with marked toponyms. Standard input: records of
// "#TEXT", one line of text, then lines BEGIN<TAB>END<TAB>LAT<TAB>LON in code points. Prints recall of mentions,
// accuracy within 161 km of those found, and over all.
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/utf8.h"
#include "language/analyser.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/place_lexicon.h"
#include "resolve/place/place_resolver.h"

int main(int argc, char** argv) try {
  using namespace daybook;
  if (argc != 4) return std::cerr << "place_gold GAZETTEER DATA NETWORK\n", 2;
  const auto slurp = [&](const char* name) {
    std::ostringstream out;
    out << std::ifstream(std::string(argv[2]) + "/places/" + name, std::ios::binary).rdbuf();
    return out.str();
  };
  const auto gazetteer = Gazetteer::open(argv[1]);
  const auto lexicon = PlaceLexicon::read(slurp("countries.tsv"), slurp("kind_words.tsv"), slurp("metonym_verbs.tsv"), slurp("modifier_nouns.tsv"), slurp("not_places.tsv"));
  const auto analyser = Analyser::open(argv[3]);
  const PlaceResolver resolver(gazetteer, lexicon);
  std::size_t all = 0, found = 0, near = 0, covered = 0, said = 0;
  std::map<std::string, int> wrong, missed;
  std::string line;
  std::getline(std::cin, line);
  while (std::cin && line == "#TEXT") {
    Document document;
    std::getline(std::cin, document.text);
    document.segments.push_back({SegmentKind::body, {0, static_cast<std::uint32_t>(document.text.size())}, ""});
    const auto mentions = resolver.resolve(document, analyser.analyse(document));
    for (const auto& m : mentions) said += !m.readings.empty() && !m.readings[0].reason.starts_with("refers") && !m.readings[0].reason.starts_with("border");
    const CodePointIndex index(document.text);
    while (std::getline(std::cin, line) && line != "#TEXT") {
      std::istringstream row(line);
      std::uint32_t begin, end;
      double lat, lon;
      row >> begin >> end >> lat >> lon;
      const Span span{index.bytes(begin), index.bytes(end)};
      ++all;
      const PlaceMention* hit = nullptr;
      for (const auto& m : mentions)
        if (m.span.begin < span.end && span.begin < m.span.end && !m.readings.empty()) hit = &m;
      const auto name = document.text.substr(span.begin, span.size());
      if (!hit) { ++missed[name]; continue; }
      ++found;
      const auto& r = hit->readings[0];
      if (r.lat && distance_m(*r.lat, *r.lon, lat, lon) <= 161000) ++near, ++covered;
      else if (r.lat && distance_m(*r.lat, *r.lon, lat, lon) <= r.precision_m) ++covered;
      else ++wrong[name + " -> " + r.name + "/" + r.country];
    }
  }
  std::cout << all << " toponyms: found " << found << " (" << 100.0 * found / all << " %), of these within 161 km " << 100.0 * near / found
            << " %, of all " << 100.0 * near / all << " %; within 161 km or the reading's radius " << 100.0 * covered / found << " % of found; named places printed " << said << "\n";
  for (auto* list : {&wrong, &missed}) {
    std::vector<std::pair<int, std::string>> most;
    for (const auto& [name, n] : *list) most.emplace_back(-n, name);
    std::sort(most.begin(), most.end());
    std::cout << (list == &wrong ? "wrong:" : "missed:");
    for (std::size_t i = 0; i < most.size() && i < 25; ++i) std::cout << ' ' << most[i].second << " (" << -most[i].first << ");";
    std::cout << "\n";
  }
} catch (const std::exception& error) {
  std::cerr << "place_gold: " << error.what() << "\n";
  return 1;
}
