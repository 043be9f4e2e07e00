// daybook gazetteer: what the program knows of places, looked up, checked and added to.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "cli/command_gazetteer.h"
#include "cli/gazetteer_option.h"
#include "cli/options.h"
#include "resolve/place/place_lint.h"
#include "resolve/place/place_search.h"
#include "resolve/place/place_tables.h"
#include "resolve/place/user_places.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  FormatOption format;
  OutputOption output;
  GazetteerOption gazetteer;
  std::string name, in;
  std::size_t limit = 10;
  std::vector<std::string> files;
};

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

std::vector<Json> row_of(const Gazetteer& gazetteer, const PlaceAnswer& answer) {
  const auto place = gazetteer.reading(answer.place);
  const auto& record = gazetteer.record(answer.place);
  const auto rounded = [](double value, double steps) { return std::round(value * steps) / steps; };
  return {rounded(answer.score, 100), answer.reason, place.name, name_of(place.kind), or_null(place.admin1), or_null(place.country), or_null(place.pcode),
          or_null(gazetteer.text(record.vintage)), or_null(gazetteer.text(record.other_codes)), place.lat ? Json(rounded(*place.lat, 1e4)) : Json(nullptr),
          place.lat ? Json(rounded(*place.lon, 1e4)) : Json(nullptr), place.lat ? Json(place.precision_m) : Json(nullptr),
          place.geonameid ? Json(place.geonameid) : Json(nullptr), place.id};
}

int run_lookup(const Options& o, Context& context) {
  const Gazetteer gazetteer = open_places(Resources::find(context.program), o.gazetteer.value());
  std::optional<Gazetteer::Index> within;
  std::string where;
  if (!o.in.empty()) {
    within = find_container(gazetteer, o.in);
    if (!within) throw Error(ErrorCode::not_found, "The gazetteer knows no place '" + o.in + "' to look in.", o.in);
    where = " in " + std::string(gazetteer.text(gazetteer.record(*within).name));
  }
  const auto answers = search_places(gazetteer, o.name, within, o.limit);
  Sheet sheet{{"score", "why", "name", "kind", "admin1", "country", "pcode", "vintage", "other_pcodes", "lat", "lon", "precision_m", "geonameid", "id"}, {}};
  for (const auto& answer : answers.best_first) sheet.rows.push_back(row_of(gazetteer, answer));
  if (answers.ambiguous) context.err << "'" << o.name << "' is ambiguous: the first two are as likely" << (within ? "" : "; --in PLACE narrows it") << ".\n";
  return print_sheet(context, sheet, o.format.value(), o.output, "No place" + where + " is called '" + o.name + "' or anything like it.", true);
}

std::vector<PlaceTableText> tables_to_check(const Options& o, const Resources& resources) {
  std::vector<PlaceTableText> out;
  for (const auto& file : o.files) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) throw Error(ErrorCode::unreadable, "There is no file " + file + ".", file);
    out.push_back({file, read_resource(file)});
  }
  if (!out.empty()) return out;
  for (const char* table : kPlaceTables) out.push_back({table, resources.data(table)});
  for (const auto& table : user_place_tables()) out.push_back({table.filename().string(), read_resource(table)});
  return out;
}

int run_check(const Options& o, Context& context) {
  const Resources resources = Resources::find(context.program);
  const Gazetteer built = Gazetteer::open(resources.built("gazetteer.bin"));  // a faulty table of the user's must not stop its own check
  const auto tables = tables_to_check(o, resources);
  Sheet sheet{{"table", "line", "id", "finding"}, {}};
  for (const auto& f : lint_places(tables, resources.data("places/countries.tsv"), built)) sheet.rows.push_back({f.table, f.line, or_null(f.id), f.what});
  const auto count = sheet.rows.size();
  print_sheet(context, sheet, o.format.value(), o.output, fmt::format("{} {} of places: no findings.", tables.size(), tables.size() == 1 ? "table" : "tables"));
  if (count) context.err << fmt::format("{} {} in {} {}.\n", count, count == 1 ? "finding" : "findings", tables.size(), tables.size() == 1 ? "table" : "tables");
  return count ? 1 : 0;
}

Runner declare_lookup(CLI::App& app, const Command& command) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("lookup", "What a name may mean, with scores and reasons");
  sub->add_option("NAME", o->name, "lookup: a name in any spelling or script, or a P-code")->required();
  sub->add_option("--in", o->in, "lookup: only inside this country, province or district (name, id or ISO code)")->type_name("PLACE");
  sub->add_option("--limit", o->limit, "lookup: at most so many")->type_name("N")->capture_default_str();
  o->gazetteer.declare(*sub);
  o->format.declare(*sub, command);
  o->output.declare(*sub);
  return [o](Context& context) { return run_lookup(*o, context); };
}

Runner declare_check(CLI::App& app, const Command& command) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("check", "Faults in tables of places");
  sub->add_option("FILE", o->files, "check: tables to check; without one, all that the program uses");
  o->format.declare(*sub, command);
  o->output.declare(*sub);
  return [o](Context& context) { return run_check(*o, context); };
}

}  // namespace

Command gazetteer_command() {
  return {"gazetteer", "Look places up, check tables of places, import lists and maps",
          "'lookup NAME' prints what a name may mean, best first: exact name, exact alias or P-code; where nothing is exact, similar\n"
          "spellings by sound key and edit distance, near ones only in a division (--in), nearer ones in a country, the nearest in the\n"
          "world. Exit code 3 if nothing is like it.\n\n"
          "'check' finds ids used twice, parents that are not there, points outside their country or without a radius, spellings that\n"
          "cannot be told apart, faulty P-codes and broken text. Exit code 1 with findings.\n\n"
          "'import FILE' takes GeoNames dumps, and through GDAL: OCHA COD-AB, geoBoundaries and others as GeoJSON, TopoJSON, shapefile or\n"
          "GeoPackage, and CSV. It writes a table of places and the outlines beside it as GeoJSON; docs/places.md tells the columns. A\n"
          "row that the gazetteer knows (same GeoNames id, same P-code of the same vintage, same name and kind at the same spot) gets\n"
          "the id of that place. With --as, which is the name of the file if not given, the table goes to the user's folder\n"
          "(DAYBOOK_PLACES, else ~/.local/share/daybook/places), where every command finds it.",
          {{"daybook gazetteer lookup Baharak --in Takhar", "one of three of that name"},
           {"daybook gazetteer check my_places.tsv", "before it is used"},
           {"daybook gazetteer import --vintage 2018 afg_admbnda_adm2.geojson", "for every later command"},
           {"daybook gazetteer import -o north.tsv --country SD --kind town towns.csv", "for commands with --gazetteer north.tsv"}},
          {Format::table, Format::json, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            const std::vector<std::pair<const char*, Runner>> runners{
                {"lookup", declare_lookup(app, command)}, {"check", declare_check(app, command)}, {"import", declare_gazetteer_import(app)}};
            app.require_subcommand(1);
            return [runners, &app](Context& context) {
              for (const auto& [name, run] : runners)
                if (app.got_subcommand(name)) return run(context);
              return exit_code(ErrorCode::usage);
            };
          }};
}

}  // namespace daybook
