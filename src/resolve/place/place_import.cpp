#include "resolve/place/place_import.h"

#include <cctype>
#include <charconv>

#include "base/error.h"
#include "base/utf8.h"
#include "resource/table.h"

namespace daybook {
namespace {

constexpr int kNoLevel = -1, kDeepest = 5;  // levels of administration

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Where in import_columns.tsv a column stands, and the level its name has.
struct Column {
  std::size_t rank;
  std::string role;
  int level = kNoLevel;
};

class Columns {
 public:
  explicit Columns(std::string_view text) {
    const auto table = Table::read(text, "places/import_columns.tsv");
    for (const auto& row : table.rows()) {
      const auto mark = row[0].find("{n}");
      const std::size_t rank = known_.size();
      if (mark == std::string::npos) {
        known_.emplace(row[0], Column{rank, row[1], kNoLevel});
        continue;
      }
      for (int level = 0; level <= kDeepest; ++level) {
        auto name = row[0];
        name.replace(mark, 3, std::to_string(level));
        known_.emplace(name, Column{rank, row[1], level});
      }
    }
  }
  const Column* find(std::string_view name) const {
    const auto at = known_.find(lower(name));
    return at == known_.end() ? nullptr : &at->second;
  }

 private:
  std::map<std::string, Column> known_;
};

/// The values of one row by role and level, best column first.
class Values {
 public:
  Values(const ImportRow& row, const Columns& columns) {
    std::map<std::pair<std::string, int>, std::multimap<std::size_t, std::string>> ranked;
    for (const auto& [name, text] : row.cells) {
      const auto value = std::string(trim(text));
      const Column* column = columns.find(name);
      if (!column || value.empty()) continue;
      ranked[{column->role, column->level}].emplace(column->rank, value);
      if (column->role == "name" && column->level != kNoLevel) deepest_ = std::max(deepest_, column->level);
    }
    for (auto& [key, by_rank] : ranked)
      for (auto& [rank, value] : by_rank) values_[key].push_back(std::move(value));
  }
  int deepest() const { return deepest_; }
  const std::vector<std::string>& all(const std::string& role, int level = kNoLevel) const {
    static const std::vector<std::string> kNone;
    const auto at = values_.find({role, level});
    return at == values_.end() ? kNone : at->second;
  }
  std::string first(const std::string& role, int level = kNoLevel) const {
    const auto& values = all(role, level);
    return values.empty() ? std::string() : values.front();
  }

 private:
  std::map<std::pair<std::string, int>, std::vector<std::string>> values_;
  int deepest_ = kNoLevel;
};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

[[noreturn]] void refuse(std::size_t row, const std::string& why) { throw Error(ErrorCode::bad_input, "Row " + std::to_string(row) + ": " + why); }

double checked(const Values& values, const char* role, double least, double most, std::size_t row) {
  const auto text = values.first(role);
  const auto value = number(text);
  if (!value || *value < least || *value > most) refuse(row, "'" + text + "' is no " + role + ".");
  return *value;
}

PlaceKind kind_of_level(int level) {
  return level == 0 ? PlaceKind::country : level == 1 ? PlaceKind::province : level == 2 ? PlaceKind::district : PlaceKind::area;
}

/// "ADM2", "2".
int level_in(const std::string& text) {
  const auto digit = text.find_first_of("0123456789");
  return digit == std::string::npos ? kNoLevel : text[digit] - '0';
}

std::string country_of(const Values& values, const std::string& code, const std::vector<CountryCodes>& countries, const ImportOptions& options) {
  auto stated = values.all("country");
  if (values.deepest() >= 0) stated.push_back(values.first("code", 0));
  std::string letters;
  for (const char c : code) {
    if (!std::isalpha(static_cast<unsigned char>(c))) break;
    letters += c;
  }
  stated.push_back(letters);  // "AF2711"
  for (const auto& text : stated)
    for (const auto& country : countries)
      if (!text.empty() && (text == country.iso2 || text == country.iso3 || lower(text) == lower(country.name))) return country.iso2;
  return options.country;
}

void add_names(std::vector<std::string>& out, const std::vector<std::string>& texts, bool lists) {
  for (const auto& text : texts) {
    const char separator = text.find('|') != std::string::npos ? '|' : text.find(';') != std::string::npos ? ';' : ',';
    for (const auto& name : lists ? split_list(text, separator) : std::vector<std::string>{text})
      if (const auto clean = std::string(trim(name)); !clean.empty()) out.push_back(clean);
  }
}

PlaceKind kind_of_row(const Values& values, int level, const ImportOptions& options, std::size_t row) {
  if (options.kind) return *options.kind;
  if (level != kNoLevel) return kind_of_level(level);
  const auto text = values.first("kind");
  if (const auto kind = place_kind(text)) return *kind;
  if (text.empty()) throw Error(ErrorCode::usage, "The rows do not say what kind of places they are; say it with --kind.");
  refuse(row, "'" + text + "' is no kind of place; say what all are with --kind.");
}

/// "2018-04-26" and "2018" are both the list of 2018.
std::string year_of(const std::string& text) {
  const auto digits = [&](std::size_t at) { return at + 4 <= text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at) + 4, [](unsigned char c) { return std::isdigit(c); }); };
  for (std::size_t at = 0; at + 4 <= text.size(); ++at)
    if (digits(at) && (text[at] == '1' || text[at] == '2')) return text.substr(at, 4);
  return text;
}

PlaceDraft draft_of(const ImportRow& row, const Columns& columns, const std::vector<CountryCodes>& countries, const ImportOptions& options, std::size_t number_of_row) {
  const Values values(row, columns);
  const int deepest = values.deepest();
  const int level = deepest != kNoLevel ? deepest : level_in(values.first("level"));
  PlaceDraft out;
  out.id = values.first("id");
  if (!out.id.starts_with("plc_")) out.id.clear();  // somebody else's numbers
  out.name = values.first("name", deepest);
  if (out.name.empty()) return out;
  add_names(out.aliases, values.all("alias", deepest), true);
  add_names(out.native, values.all("native", deepest), false);
  out.code = values.first("code", deepest);
  out.vintage = values.all("vintage").empty() ? options.vintage : year_of(values.first("vintage"));
  if (!options.vintage.empty()) out.vintage = options.vintage;
  if (deepest > 1) out.parent_name = values.first("name", deepest - 1), out.parent_code = values.first("code", deepest - 1);
  if (deepest == kNoLevel) out.parent_name = values.first("parent_name"), out.parent_code = values.first("parent_code");
  out.country = country_of(values, out.code, countries, options);
  if (out.country.empty()) throw Error(ErrorCode::usage, "Row " + std::to_string(number_of_row) + " does not say in which country '" + out.name + "' lies; say it with --country.", out.name);
  out.kind = kind_of_row(values, level, options, number_of_row);
  out.lat = row.lat, out.lon = row.lon, out.radius_m = row.radius_m;
  if (!values.first("lat").empty() && !values.first("lon").empty())
    out.lat = checked(values, "lat", -90, 90, number_of_row), out.lon = checked(values, "lon", -180, 180, number_of_row);
  if (!values.first("radius_m").empty()) out.radius_m = checked(values, "radius_m", 0, 1e7, number_of_row);
  if (!values.first("geonameid").empty()) out.geonameid = static_cast<std::uint32_t>(checked(values, "geonameid", 0, 4294967295.0, number_of_row));
  if (!values.first("population").empty()) out.population = static_cast<std::uint32_t>(checked(values, "population", 0, 2e9, number_of_row));
  out.geometry = row.geometry;
  return out;
}

}  // namespace

Drafts draft_rows(const std::vector<ImportRow>& rows, std::string_view columns_text, const std::vector<CountryCodes>& countries, const ImportOptions& options) {
  const Columns columns(columns_text);
  Drafts out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto draft = draft_of(rows[i], columns, countries, options, i + 1);
    if (draft.name.empty()) ++out.left_out;
    else out.places.push_back(std::move(draft));
  }
  if (out.places.empty() && !rows.empty()) {
    std::string names;
    for (const auto& [name, text] : rows.front().cells) names += (names.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::bad_input, "None of the columns is known as a name: " + names + ".", names);
  }
  return out;
}

}  // namespace daybook
