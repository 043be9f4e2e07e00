// place_gold GAZETTEER DATA: the place stage alone, for measuring (eval/places/figures.py). Standard input: one JSON object a
// line with "text", "conllu" (its analysis, by daybook analyse) and, optionally, "gold": [[BEGIN, END], ...] in code points.
// Prints the mentions of each text as one JSON list a line: [BEGIN, END, METONYM, ATTRIBUTIVE, [[ID, GEONAMEID, LAT, LON,
// PRECISION_M, NAME, REASON], ...]].
//
// With "gold" the names that the recogniser found are replaced by those spans, all called locations: resolution alone.
#include <fstream>
#include <iostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "../tests/unit/resolve/place/hand_analysis.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/place_lexicon.h"
#include "resolve/place/place_resolver.h"
#include "resource/resource.h"

namespace daybook {
namespace {

using nlohmann::json;

void put_gold_names(Analysis& analysis, const std::vector<Span>& gold) {
  for (auto& sentence : analysis.sentences) {
    sentence.names.clear();
    for (const Span span : gold) {
      std::uint32_t first = UINT32_MAX, last = 0;
      for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i)
        if (sentence.tokens[i].span.begin < span.end && span.begin < sentence.tokens[i].span.end) first = std::min(first, i), last = i + 1;
      if (first < last) sentence.names.push_back({first, last, NameType::location, 1.0f});
    }
  }
}

json row_of(const PlaceMention& m, const CodePointIndex& offsets) {
  const auto span = offsets.code_points(m.span);
  json readings = json::array();
  for (const auto& r : m.readings)
    readings.push_back({r.id, r.geonameid, r.lat ? json(*r.lat) : json(), r.lon ? json(*r.lon) : json(), r.precision_m, r.name, r.reason});
  return {span.begin, span.end, m.metonym, m.attributive, std::move(readings)};
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) try {
  using namespace daybook;
  if (argc != 3) return std::cerr << "usage: place_gold GAZETTEER DATA\n", 2;
  const auto gazetteer = Gazetteer::open(argv[1]);
  const auto lexicon = PlaceLexicon::read([&](std::string_view table) { return read_resource(std::string(argv[2]) + "/" + std::string(table)); });
  const PlaceResolver resolver(gazetteer, lexicon);
  for (std::string line; std::getline(std::cin, line);) {
    const json row = json::parse(line);
    auto input = test::from_conllu(row.at("text").get<std::string>(), row.at("conllu").get<std::string>());
    const CodePointIndex offsets(input.document.text);
    if (row.contains("gold")) {
      std::vector<Span> gold;
      for (const auto& span : row["gold"]) gold.push_back({offsets.bytes(span[0].get<std::uint32_t>()), offsets.bytes(span[1].get<std::uint32_t>())});
      put_gold_names(input.analysis, gold);
    }
    json out = json::array();
    for (const auto& mention : resolver.resolve(input.document, input.analysis)) out.push_back(row_of(mention, offsets));
    std::cout << out.dump() << '\n';
  }
} catch (const std::exception& error) {
  std::cerr << "place_gold: " << error.what() << "\n";
  return 1;
}
