// GeoNames dumps: geonames.org/export, "The main 'geoname' table", and the lists of codes of divisions beside it.
#include <charconv>

#include "base/error.h"
#include "base/utf8.h"
#include "resolve/place/geonames_names.h"
#include "resolve/place/place_import.h"
#include "resource/table.h"

namespace daybook {
namespace {

constexpr std::size_t kDumpColumns = 19, kCodeColumns = 4;

struct Feature {
  std::string feature_class, code;  ///< code may end in '*'
  PlaceKind kind;
  double radius_m;
};

std::vector<Feature> read_features(std::string_view text) {
  const auto table = Table::read(text, "places/geonames_features.tsv");
  std::vector<Feature> out;
  for (const auto& row : table.rows()) {
    const auto kind = place_kind(row[2]);
    if (!kind) throw Error(ErrorCode::bad_resource, "places/geonames_features.tsv: '" + row[2] + "' is no kind of place.", row[2]);
    out.push_back({row[0], row[1], *kind, row[3].empty() ? 0 : std::stod(row[3])});
  }
  return out;
}

const Feature* feature_of(const std::vector<Feature>& features, std::string_view feature_class, std::string_view code) {
  for (const auto& f : features) {
    if (f.feature_class != feature_class) continue;
    const bool open = f.code.ends_with('*');
    const auto start = std::string_view(f.code).substr(0, f.code.size() - open);
    if (open ? code.starts_with(start) : code == start) return &f;
  }
  return nullptr;
}

[[noreturn]] void refuse(std::size_t line, const std::string& why) { throw Error(ErrorCode::bad_input, "Line " + std::to_string(line) + ": " + why); }

template <class T>
T number(const std::string& text, const char* what, std::size_t line) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) refuse(line, "'" + text + "' is no " + what + ".");
  return value;
}

double degrees(const std::string& text, double most, const char* what, std::size_t line) {
  const auto value = number<double>(text, what, line);
  if (!(value >= -most && value <= most)) refuse(line, "'" + text + "' is no " + what + ".");
  return value;
}

/// "US.LA.079" of country and codes of its divisions; "" where the last is not set.
std::string division(const std::string& country, const std::string& first, const std::string& second) {
  if (first.empty() || first == "00") return {};
  return country + "." + first + (second.empty() ? "" : "." + second);
}

PlaceDraft draft_of(const std::vector<std::string>& cells, const Feature& feature, const ImportOptions& options, std::size_t line) {
  PlaceDraft out;
  out.geonameid = number<std::uint32_t>(cells[0], "geonameid", line);
  out.name = cells[1];
  for (const auto& name : split_list(cells[3], ','))
    if (usable_alias(name)) out.aliases.push_back(name);
    else if (is_other_script(name)) out.native.push_back(name);
  out.lat = degrees(cells[4], 90, "latitude", line), out.lon = degrees(cells[5], 180, "longitude", line);
  out.country = cells[8];
  out.population = cells[14].empty() ? 0 : static_cast<std::uint32_t>(std::min<std::uint64_t>(number<std::uint64_t>(cells[14], "population", line), UINT32_MAX));
  out.kind = options.kind ? *options.kind : feature.kind;
  out.radius_m = feature.radius_m;
  const bool settled = feature.feature_class == "P" && feature.kind == PlaceKind::town;
  if (settled) {
    if (!options.kind) out.kind = settlement_kind(out.population);
    out.radius_m = settlement_radius_m(out.population);
    out.listed = true;
  }
  const bool first_level = feature.kind == PlaceKind::province, second_level = feature.kind == PlaceKind::district;
  if (first_level) out.division = division(out.country, cells[10], "");
  else if (second_level) out.division = division(out.country, cells[10], cells[11]), out.parent_division = division(out.country, cells[10], "");
  else out.parent_division = division(out.country, cells[10], cells[11]);
  return out;
}

/// admin1CodesASCII.txt, admin2Codes.txt: "AF.23<TAB>Kandahar<TAB>Kandahar<TAB>1138335". No points.
PlaceDraft draft_of_code(const std::vector<std::string>& cells, std::size_t line) {
  PlaceDraft out;
  const auto parts = split_list(cells[0], '.');
  if (parts.size() < 2 || parts.size() > 3 || parts[0].size() != 2) refuse(line, "'" + cells[0] + "' is no code of a division.");
  out.country = parts[0], out.division = cells[0], out.name = cells[1];
  if (cells[2] != cells[1]) out.aliases.push_back(cells[2]);
  out.geonameid = number<std::uint32_t>(cells[3], "geonameid", line);
  out.kind = parts.size() == 2 ? PlaceKind::province : PlaceKind::district;
  if (parts.size() == 3) out.parent_division = parts[0] + "." + parts[1];
  return out;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::size_t columns_in(std::string_view line) { return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1; }

}  // namespace

bool looks_like_geonames(std::string_view text) {
  const auto line = first_line(text);
  const auto columns = columns_in(line);
  if (columns == kDumpColumns) return !line.empty() && line[0] >= '0' && line[0] <= '9';
  return columns == kCodeColumns && line.size() > 3 && line[2] == '.';
}

Drafts draft_geonames(std::string_view text, std::string_view features_text, const ImportOptions& options) {
  const auto features = read_features(features_text);
  const auto columns = columns_in(first_line(text));
  Drafts out;
  std::size_t number_of_line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    at = end + 1;
    ++number_of_line;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (!is_utf8(line)) refuse(number_of_line, "it is not UTF-8.");
    const auto cells = split_list(line, '\t');
    if (cells.size() != columns) refuse(number_of_line, std::to_string(cells.size()) + " columns where the first line has " + std::to_string(columns) + "; the file may be cut.");
    if (columns == kCodeColumns) {
      out.places.push_back(draft_of_code(cells, number_of_line));
    } else if (const Feature* feature = feature_of(features, cells[6], cells[7]); feature && !cells[1].empty() && cells[8].size() == 2) {
      out.places.push_back(draft_of(cells, *feature, options, number_of_line));
    } else {
      ++out.left_out;
    }
  }
  return out;
}

}  // namespace daybook
