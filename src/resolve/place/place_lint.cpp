#include "resolve/place/place_lint.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <set>

#include "base/utf8.h"
#include "resolve/place/place_key.h"
#include "resource/table.h"

namespace daybook {
namespace {

struct Box { double south, west, north, east; };

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::map<std::string, Box> read_boxes(std::string_view countries) {
  const auto table = Table::read(countries, "places/countries.tsv");
  std::map<std::string, Box> out;
  for (const auto& row : table.rows()) {
    const auto sides = split_list(row[table.column("bbox")], ',');
    if (sides.size() != 4) continue;
    std::array<double, 4> side{};
    bool whole = true;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto value = number(sides[i]);
      whole = whole && value;
      side[i] = value.value_or(0);
    }
    if (whole) out.emplace(row[table.column("iso2")], Box{side[0], side[1], side[2], side[3]});
  }
  return out;
}

/// Inside, or no farther out than the place is large and a quarter of a degree: boxes are rounded.
bool inside(const Box& box, double lat, double lon, double radius_m) {
  const double margin = 0.25 + radius_m / 111000, wide = margin / std::max(0.2, std::cos(lat * 3.14159265 / 180));
  if (lat < box.south - margin || lat > box.north + margin) return false;
  if (box.west <= box.east) return lon >= box.west - wide && lon <= box.east + wide;
  return lon >= box.west - wide || lon <= box.east + wide;  // over the date line
}

/// UTF-8 that was read as Latin-1 or Windows-1252 on its way: "Ã©", "Ø§", "Ù„".
bool misread(std::string_view text) {
  std::size_t pairs = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]), c = static_cast<unsigned char>(text[i + 2]);
    if (a == 0xC3 && (b == 0x83 || b == 0x98 || b == 0x99 || b == 0x90 || b == 0x91) && (c == 0xC2 || c == 0xE2)) ++pairs;
  }
  return pairs > 0 || text.find("\xEF\xBF\xBD") != std::string_view::npos;
}

struct Row {
  const std::string* table;
  std::size_t line;
  std::map<std::string, std::string> cells;
  const std::string& at(const char* column) const {
    static const std::string kNone;
    const auto found = cells.find(column);
    return found == cells.end() ? kNone : found->second;
  }
};

class Lint {
 public:
  Lint(std::string_view countries, const Gazetteer& known) : boxes_(read_boxes(countries)), known_(known) {}

  void read(const PlaceTableText& table) {
    std::vector<std::string> columns;
    std::size_t number_of_line = 0;
    for (std::size_t at = 0; at < table.text.size();) {
      const auto end = std::min(table.text.find('\n', at), table.text.size());
      const auto line = std::string_view(table.text).substr(at, end - at);
      at = end + 1;
      ++number_of_line;
      Row row{&table.name, number_of_line, {}};
      if (!is_utf8(line)) {
        tell(row, "the line is not UTF-8");
        continue;
      }
      if (line.starts_with('#') || trim(line).empty()) continue;
      auto cells = split_list(line, '\t');
      if (columns.empty()) {
        columns = std::move(cells);
        for (const char* needed : {"id", "name", "kind", "country", "parent", "lat", "lon", "radius_m", "geonameid", "code", "aliases", "native", "flags"})
          if (std::find(columns.begin(), columns.end(), needed) == columns.end()) tell(row, std::string("the table has no column '") + needed + "'");
        continue;
      }
      if (cells.size() > columns.size()) tell(row, std::to_string(cells.size()) + " cells where the header has " + std::to_string(columns.size()));
      for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) row.cells.emplace(columns[i], cells[i]);
      rows_.push_back(std::move(row));
    }
  }

  std::vector<PlaceFinding> findings() {
    for (const auto& row : rows_) {
      const auto [first, fresh] = ids_.emplace(row.at("id"), &row);
      if (row.at("id").empty()) tell(row, "it has no id");
      else if (!fresh) tell(row, "the id stands in " + *first->second->table + ", line " + std::to_string(first->second->line) + ", too");
      if (row.at("code").find('.') != std::string::npos) divisions_.emplace(row.at("code"), &row);
    }
    for (const auto& row : rows_) {
      check_words(row);
      check_point(row);
      check_parent(row);
      check_code(row);
      check_spellings(row);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const PlaceFinding& a, const PlaceFinding& b) { return std::tie(a.table, a.line) < std::tie(b.table, b.line); });
    return std::move(out_);
  }

 private:
  void tell(const Row& row, std::string what) { out_.push_back({*row.table, row.line, row.at("id"), std::move(what)}); }

  void check_words(const Row& row) {
    if (trim(row.at("name")).empty()) tell(row, "it has no name");
    if (!place_kind(row.at("kind"))) tell(row, "'" + row.at("kind") + "' is no kind of place");
    if (const auto& country = row.at("country"); !country.empty() && !known_.country(country)) tell(row, "'" + country + "' is no country's code");
    for (const auto& flag : split_list(row.at("flags"), ' '))
      if (flag != "capital" && flag != "seat" && flag != "temporary" && flag != "listed") tell(row, "'" + flag + "' is no flag");
    for (const auto& [column, text] : row.cells)
      if (misread(text)) tell(row, column + " was written in another character set than it was read in: '" + text + "'");
  }

  void check_point(const Row& row) {
    const auto &lat_text = row.at("lat"), &lon_text = row.at("lon"), &radius_text = row.at("radius_m");
    if (lat_text.empty() && lon_text.empty()) return;
    const auto lat = number(lat_text), lon = number(lon_text), radius = number(radius_text);
    if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180) return tell(row, "'" + lat_text + ", " + lon_text + "' is no point");
    if (!radius || *radius <= 0) tell(row, "its point has no radius");
    const auto box = boxes_.find(row.at("country"));
    if (box != boxes_.end() && !inside(box->second, *lat, *lon, radius.value_or(0))) tell(row, "its point " + lat_text + ", " + lon_text + " lies outside " + row.at("country"));
  }

  const Row* row_of(const std::string& parent) const {
    if (const auto at = ids_.find(parent); at != ids_.end()) return at->second;
    const auto at = divisions_.find(parent);
    return at == divisions_.end() ? nullptr : at->second;
  }

  void check_parent(const Row& row) {
    const auto& parent = row.at("parent");
    if (parent.empty()) return;
    std::string country;
    if (const Row* above = row_of(parent)) {
      country = above->at("country");
      if (above == &row) tell(row, "it lies in itself");
    } else if (const auto at = known_.by_id(parent)) {
      country = at->country;
    } else {
      return tell(row, "it lies in '" + parent + "', which is not there");
    }
    if (!country.empty() && country != row.at("country")) tell(row, "it lies in " + (row.at("country").empty() ? "no country" : row.at("country")) + " and its parent '" + parent + "' in " + country);
  }

  void check_code(const Row& row) {
    const auto &code = row.at("code"), &vintage = row.at("vintage");
    if (code.empty() || code.find('.') != std::string::npos) return;
    if (vintage.empty()) return tell(row, "its P-code " + code + " has no vintage");
    std::size_t letters = 0;
    while (letters < code.size() && std::isupper(static_cast<unsigned char>(code[letters]))) ++letters;
    const bool digits = letters < code.size() && std::all_of(code.begin() + static_cast<std::ptrdiff_t>(letters), code.end(), [](unsigned char c) { return std::isalnum(c); });
    if (letters < 2 || letters > 4 || !digits) return tell(row, "'" + code + "' is no P-code: letters of the country, then digits");
    if (letters == 2 && code.substr(0, 2) != row.at("country")) tell(row, "its P-code " + code + " is not of " + row.at("country"));
    const auto [first, fresh] = codes_.emplace(std::pair(code, vintage), &row);
    if (!fresh) tell(row, "P-code " + code + " of " + vintage + " belongs to " + first->second->at("id") + " too");
    if (const Row* above = row_of(row.at("parent")); above && above->at("vintage") == vintage && above->at("code").find('.') == std::string::npos && !above->at("code").empty() && !code.starts_with(above->at("code")))
      tell(row, "its P-code " + code + " is not of its parent " + above->at("code"));
  }

  void check_spellings(const Row& row) {
    std::set<std::string> own;
    for (const char* column : {"name", "aliases", "native"})
      for (const auto& name : split_list(row.at(column))) own.insert(place_key(name));
    for (const auto& key : own) {
      if (key.empty()) continue;
      const auto [first, fresh] = spellings_.emplace(row.at("country") + '\t' + row.at("parent") + '\t' + row.at("kind") + '\t' + key, &row);
      if (!fresh && first->second->at("id") != row.at("id")) tell(row, "the spelling '" + key + "' belongs to " + first->second->at("id") + " too, a " + row.at("kind") + " of the same division");
    }
  }

  const std::map<std::string, Box> boxes_;
  const Gazetteer& known_;
  std::vector<Row> rows_;
  std::map<std::string, const Row*> ids_, divisions_, spellings_;
  std::map<std::pair<std::string, std::string>, const Row*> codes_;
  std::vector<PlaceFinding> out_;
};

}  // namespace

std::vector<PlaceFinding> lint_places(const std::vector<PlaceTableText>& tables, std::string_view countries, const Gazetteer& known) {
  Lint lint(countries, known);
  for (const auto& table : tables) lint.read(table);
  return lint.findings();
}

}  // namespace daybook
