// For looking at the place stage: prints the places of a text, or measures look-ups.
//
//   place_tool GAZETTEER DATA text FILE CONLLU      mentions of a text analysed elsewhere
//   place_tool GAZETTEER DATA lookup NAME [CC]      what a name may mean
//   place_tool GAZETTEER DATA speed                 a million look-ups
//   place_tool GAZETTEER DATA spellings             Afghan districts: is each spelling found when it is left out? One JSON object
//   place_tool GAZETTEER DATA toponyms              lines NAME<TAB>CC-of-text<TAB>LAT<TAB>LON on stdin: share within 161 km
#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "../tests/unit/resolve/place/hand_analysis.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/place_key.h"
#include "resolve/place/place_lexicon.h"
#include "resolve/place/place_resolver.h"
#include "resource/table.h"

namespace daybook {
namespace {

std::string slurp(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

void print(const PlaceReading& r) {
  std::cout << r.name << " | " << name_of(r.kind) << " | " << r.admin1 << " | " << r.country << " | " << r.id << " | " << r.score << " | " << r.reason << "\n";
}

void show_text(const Gazetteer& gazetteer, const PlaceLexicon& lexicon, const std::string& text, const std::string& conllu) {
  const auto input = test::from_conllu(slurp(text), slurp(conllu));
  const auto mentions = PlaceResolver(gazetteer, lexicon).resolve(input.document, input.analysis);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const auto& m = mentions[i];
    std::cout << i << " \"" << input.document.text.substr(m.span.begin, m.span.size()) << "\"" << (m.metonym ? " METONYM" : "")
              << (m.attributive ? " attributive" : "") << (m.ambiguous ? " ambiguous" : "");
    if (m.within != UINT32_MAX) std::cout << " within " << m.within;
    std::cout << "\n";
    for (std::size_t k = 0; k < m.readings.size() && k < 3; ++k) std::cout << "      ", print(m.readings[k]);
  }
}

/// A million names, all different as far as the gazetteer has them, in an order that jumps about in it; every eighth is nowhere.
std::vector<std::string> million_names(const Gazetteer& gazetteer) {
  constexpr std::size_t kNames = 1000000, kStride = 7919;  // a prime
  std::vector<std::string> out;
  out.reserve(kNames);
  for (std::size_t i = 0; i < kNames; ++i) {
    const auto place = static_cast<Gazetteer::Index>(i * kStride % gazetteer.size());
    out.emplace_back(gazetteer.text(gazetteer.record(place).name));
    if (i % 8 == 7) out.back() += " Qx";
  }
  return out;
}

void speed(const Gazetteer& gazetteer) {
  const auto names = million_names(gazetteer);
  std::size_t found = 0, known = 0;
  PlaceQuery query;
  query.limit = 3;
  const auto start = std::clock();
  for (const auto& name : names) {
    const auto readings = gazetteer.lookup(name, query).size();
    found += readings;
    known += readings > 0;
  }
  std::cout << names.size() << " names looked up, " << known << " known with " << found << " readings, " << double(std::clock() - start) / CLOCKS_PER_SEC << " s of one core\n";
}

/// A spelling of an Afghan district.
struct Spelling {
  std::string id, province, key, fold, skeleton;
  bool name;  ///< the first of its row
};

std::vector<Spelling> district_spellings(const std::string& data) {
  const auto table = Table::read(slurp(data + "/places/afghanistan_districts.tsv"), "districts");
  std::vector<Spelling> out;
  for (const auto& row : table.rows()) {
    auto names = split_list(row[table.column("aliases")]);
    names.insert(names.begin(), row[table.column("name")]);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto key = place_key(names[i]);
      const auto fold = spelling_fold(key);
      out.push_back({row[0], row[table.column("parent")], key, fold, consonant_skeleton(fold), i == 0});
    }
  }
  return out;
}

struct LeftOut {
  double right = 0;         ///< share of the spellings whose nearest other spelling is of their own district
  double taken_right = 0;   ///< and as like as it must be to be taken
};

/// Each alias is left out in turn, in its province or in the whole country.
LeftOut leave_one_out(const std::vector<Spelling>& all, bool province_known) {
  std::size_t tried = 0, right = 0, taken_right = 0;
  for (const auto& q : all) {
    if (q.name) continue;
    ++tried;
    double best = -1;
    const Spelling* which = nullptr;
    for (const auto& r : all) {
      if ((r.key == q.key && r.id == q.id) || (province_known && r.province != q.province)) continue;
      const double score = r.key == q.key ? 1.0 : spelling_score(q.fold, q.skeleton, r.fold, r.skeleton);
      if (score > best) best = score, which = &r;
    }
    const bool own = which && which->id == q.id;
    right += own;
    taken_right += own && best >= (province_known ? kAlikeInDivision : kAlikeInCountry);
  }
  return {double(right) / double(tried), double(taken_right) / double(tried)};
}

/// Names offered to each province but their own: the share that is taken for one of its districts. Left out are pairs in which the
/// province has a district that some list spells like any name of the place: that is a namesake.
double wrongly_taken(const std::vector<Spelling>& all) {
  std::map<std::string, std::vector<const Spelling*>> provinces;
  std::map<std::string, std::set<std::string>> keys_of_place, keys_of_province;
  for (const auto& r : all) {
    provinces[r.province].push_back(&r);
    keys_of_place[r.id].insert(r.key);
    keys_of_province[r.province].insert(r.key);
  }
  std::size_t offered = 0, taken = 0;
  for (const auto& q : all)
    for (const auto& [province, spellings] : provinces) {
      const auto& there = keys_of_province.at(province);
      const auto namesake = [&](const std::string& key) { return there.contains(key); };
      if (q.province == province || std::ranges::any_of(keys_of_place.at(q.id), namesake)) continue;
      ++offered;
      taken += std::ranges::any_of(spellings, [&](const Spelling* r) { return spelling_score(q.fold, q.skeleton, r->fold, r->skeleton, kAlikeInDivision) >= kAlikeInDivision; });
    }
  return double(taken) / double(offered);
}

/// One JSON object, for eval/run.
void spellings(const std::string& data) {
  const auto all = district_spellings(data);
  const auto province = leave_one_out(all, true), country = leave_one_out(all, false);
  std::cout << "{\"province\": " << province.right << ", \"province_taken\": " << province.taken_right << ", \"country\": " << country.right
            << ", \"country_taken\": " << country.taken_right << ", \"wrongly_taken_max\": " << wrongly_taken(all) << "}\n";
}

void toponyms(const Gazetteer& gazetteer) {
  std::size_t all = 0, found = 0, near = 0;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream row(line);
    std::string name, country, lat, lon;
    std::getline(row, name, '\t'), std::getline(row, country, '\t'), std::getline(row, lat, '\t'), std::getline(row, lon, '\t');
    ++all;
    const auto readings = gazetteer.lookup(name);
    if (readings.empty()) continue;
    ++found;
    near += readings[0].lat && distance_m(*readings[0].lat, *readings[0].lon, std::stod(lat), std::stod(lon)) <= 161000;
  }
  std::cout << all << " toponyms, in the gazetteer " << found << ", first reading within 161 km " << near << "\n";
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) try {
  using namespace daybook;
  const std::string mode = argc > 3 ? argv[3] : "";
  if (mode.empty()) return std::cerr << "place_tool GAZETTEER DATA text|lookup|speed|spellings|toponyms ...\n", 2;
  const auto start = std::clock();
  const auto gazetteer = Gazetteer::open(argv[1]);
  std::cerr << gazetteer.size() << " places (" << gazetteer.version() << "), opened in " << double(std::clock() - start) * 1000 / CLOCKS_PER_SEC << " ms of one core\n";
  const std::string data = argv[2];
  const auto lexicon = PlaceLexicon::read([&](std::string_view table) { return slurp(data + "/" + std::string(table)); });
  if (mode == "text" && argc == 6) show_text(gazetteer, lexicon, argv[4], argv[5]);
  else if (mode == "lookup" && argc >= 5) {
    PlaceQuery query;
    if (argc > 5) query.country = argv[5], query.similar = true;
    for (const auto& r : gazetteer.lookup(argv[4], query)) print(r);
  } else if (mode == "speed") speed(gazetteer);
  else if (mode == "spellings") spellings(data);
  else if (mode == "toponyms") toponyms(gazetteer);
} catch (const std::exception& error) {
  std::cerr << "place_tool: " << error.what() << "\n";
  return 1;
}
