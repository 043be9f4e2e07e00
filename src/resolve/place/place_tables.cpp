#include "resolve/place/place_tables.h"

#include <charconv>

#include "base/error.h"
#include "resource/table.h"

namespace daybook {
namespace {

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::size_t> optional_column(const Table& table, std::string_view name) {
  const auto& columns = table.columns();
  const auto at = std::find(columns.begin(), columns.end(), name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

std::uint32_t whole(const std::string& text) { return static_cast<std::uint32_t>(number(text).value_or(0)); }

}  // namespace

std::vector<PlaceFact> read_place_table(std::string_view text, std::string_view name) {
  const auto table = Table::read(text, name);
  const auto column = [&](std::string_view c) { return table.column(c); };
  const auto id = column("id"), name_at = column("name"), kind = column("kind"), country = column("country"), parent = column("parent"),
             lat = column("lat"), lon = column("lon"), radius = column("radius_m"), geonameid = column("geonameid"),
             code = column("code"), aliases = column("aliases"), native = column("native"), flags = column("flags");
  const auto vintage = optional_column(table, "vintage"), people = optional_column(table, "population");
  std::vector<PlaceFact> out;
  for (const auto& row : table.rows()) {
    PlaceFact fact;
    const auto known = place_kind(row[kind]);
    if (!known) throw Error(ErrorCode::bad_resource, std::string(name) + ": '" + row[kind] + "' is no kind of place.", row[id]);
    fact.id = row[id], fact.name = row[name_at], fact.kind = *known, fact.country = row[country], fact.parent = row[parent];
    fact.lat = number(row[lat]), fact.lon = number(row[lon]), fact.radius_m = number(row[radius]).value_or(0);
    fact.geonameid = whole(row[geonameid]), fact.code = row[code], fact.aliases = split_list(row[aliases]);
    for (auto& name_there : split_list(row[native])) fact.aliases.push_back(std::move(name_there));
    if (vintage) fact.vintage = row[*vintage];
    if (people) fact.population = whole(row[*people]);
    fact.flags = gazetteer_file::kFact;
    for (const auto& flag : split_list(row[flags], ' ')) {
      if (flag == "capital") fact.flags |= gazetteer_file::kCapital;
      else if (flag == "seat") fact.flags |= gazetteer_file::kSeat;
      else if (flag == "temporary") fact.flags |= gazetteer_file::kTemporary;
      else if (flag == "listed") fact.flags &= static_cast<std::uint8_t>(~gazetteer_file::kFact);
      else throw Error(ErrorCode::bad_resource, std::string(name) + ": '" + flag + "' is no flag.", row[id]);
    }
    out.push_back(std::move(fact));
  }
  return out;
}

std::vector<CountryCodes> read_country_codes(std::string_view countries) {
  const auto table = Table::read(countries, "places/countries.tsv");
  const auto iso2 = table.column("iso2"), iso3 = table.column("iso3"), numeric = table.column("iso_numeric"), name = table.column("name");
  std::vector<CountryCodes> out;
  for (const auto& row : table.rows()) out.push_back({row[iso2], row[iso3], row[numeric], row[name]});
  std::sort(out.begin(), out.end(), [](const CountryCodes& a, const CountryCodes& b) { return a.iso2 < b.iso2; });
  return out;
}

std::vector<PlaceFact> read_country_table(std::string_view text) {
  const auto table = Table::read(text, "places/countries.tsv");
  const auto id = table.column("id"), iso = table.column("iso2"), iso3 = table.column("iso3"), name = table.column("name"),
             aliases = table.column("aliases"), lat = table.column("lat"), lon = table.column("lon"), radius = table.column("radius_km"),
             geonameid = table.column("geonameid"), people = table.column("population");
  std::vector<PlaceFact> out;
  for (const auto& row : table.rows()) {
    PlaceFact fact;
    fact.id = row[id], fact.name = row[name], fact.country = row[iso], fact.kind = PlaceKind::country, fact.code = row[iso3];
    fact.lat = number(row[lat]), fact.lon = number(row[lon]), fact.radius_m = number(row[radius]).value_or(0) * 1000;
    fact.geonameid = whole(row[geonameid]), fact.population = whole(row[people]);
    fact.aliases = split_list(row[aliases]);
    fact.flags = gazetteer_file::kFact;
    out.push_back(std::move(fact));
  }
  return out;
}

}  // namespace daybook
