// daybook gazetteer import: lists and maps of other people become a table of places that later commands use.
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cli/command_gazetteer.h"
#include "cli/layer_reader.h"
#include "cli/options.h"
#include "resolve/place/place_import.h"
#include "resolve/place/user_places.h"
#include "resource/table.h"

namespace daybook {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string file, as, output, layer, vintage, country, kind;
  bool replace = false;
};

/// Files that come to be together: written beside their names, and renamed when all of them are whole.
class FilesTogether {
 public:
  ~FilesTogether() {
    std::error_code error;
    for (const auto& file : files_) fs::remove(part(file), error);
  }
  void write(const fs::path& file, const std::string& text) {
    files_.push_back(file);
    std::ofstream out(part(file), std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) throw Error(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::io, "Cannot write " + file.string() + ".", file.string());
  }
  void finish() {
    for (const auto& file : files_) fs::rename(part(file), file);
    files_.clear();
  }

 private:
  static fs::path part(const fs::path& file) { return file.string() + ".part"; }
  std::vector<fs::path> files_;
};

/// A name that can be a file's: letters, digits, '-' and '_'.
std::string plain_name(const std::string& text) {
  std::string out;
  for (const char c : text) out += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '_';
  return out;
}

struct Target {
  std::string name;
  fs::path table, shapes;
};

Target target_of(const Options& o) {
  Target out;
  out.name = plain_name(!o.as.empty() ? o.as : !o.output.empty() ? fs::path(o.output).stem().string() : fs::path(o.file).stem().string());
  if (!o.output.empty()) {
    out.table = o.output;
  } else {
    const auto folder = user_places_folder();
    if (folder.empty()) throw Error(ErrorCode::usage, "There is no folder for a user's gazetteers: set DAYBOOK_PLACES, or write to a file with -o.");
    std::error_code error;
    fs::create_directories(folder, error);  // what fails here fails below, with a message
    out.table = folder / (out.name + ".tsv");
  }
  if (out.table.extension() == ".geojson") throw Error(ErrorCode::usage, "The table cannot be called " + out.table.string() + ": the outlines beside it get that ending.");
  out.shapes = fs::path(out.table).replace_extension(".geojson");
  std::error_code error;
  if (!o.replace && fs::exists(out.table, error)) throw Error(ErrorCode::usage, out.table.string() + " is there already; choose another name, or say --replace.", out.table.string());
  return out;
}

std::string read_file(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) throw Error(ErrorCode::unreadable, "There is no file " + file + ".", file);
  return read_resource(file);
}

Drafts drafts_of(const Options& o, const std::string& bytes, const ImportOptions& how, const Resources& resources, const fs::path& program) {
  try {
    if (looks_like_geonames(bytes)) return draft_geonames(bytes, resources.data("places/geonames_features.tsv"), how);
    return draft_rows(read_map(program, o.file, o.layer), resources.data("places/import_columns.tsv"), read_country_codes(resources.data("places/countries.tsv")), how);
  } catch (const Error& error) {
    if (std::string_view(error.what()).find(o.file) != std::string_view::npos) throw;
    throw Error(error.code(), o.file + ": " + error.what(), error.fragment());
  }
}

std::string shapes_text(const ImportedPlaces& imported) {
  std::string out;
  for (const auto& place : imported.places) {
    if (place.geometry.empty()) continue;
    const nlohmann::ordered_json about{{"id", place.fact.id}, {"name", place.fact.name}, {"kind", name_of(place.fact.kind)}, {"pcode", place.fact.vintage.empty() ? "" : place.fact.code}, {"vintage", place.fact.vintage}};
    out += (out.empty() ? "{\"type\":\"FeatureCollection\",\"features\":[\n" : ",\n") + ("{\"type\":\"Feature\",\"properties\":" + about.dump()) + ",\"geometry\":" + place.geometry + "}";
  }
  return out.empty() ? out : out + "\n]}\n";
}

int run(const Options& o, Context& context) {
  const Resources resources = Resources::find(context.program);
  ImportOptions how;
  how.vintage = o.vintage, how.country = o.country;
  if (!o.kind.empty() && !(how.kind = place_kind(o.kind))) throw Error(ErrorCode::usage, "'" + o.kind + "' is no kind of place; docs/places.md lists them.", o.kind);
  const auto bytes = read_file(o.file);
  const Target target = target_of(o);
  how.name = target.name;
  auto drafts = drafts_of(o, bytes, how, resources, context.program);
  const Gazetteer known = open_places(resources);
  auto facts = known.facts();
  const auto imported = join_drafts(std::move(drafts), known, how);
  if (imported.places.empty()) throw Error(ErrorCode::bad_input, o.file + " holds no place that can be imported.", o.file);
  const auto text = place_table_text(imported, fmt::format("Imported by 'daybook gazetteer import' from {} (sha256 {}).\nIds of known places are theirs; P-codes count together with their vintage.",
                                                           fs::path(o.file).filename().string(), sha256_hex(bytes).substr(0, 16)));
  overlay_facts(facts, read_place_table(text, target.table.filename().string()), target.table.filename().string());  // throws before anything is written
  const auto shapes = shapes_text(imported);
  FilesTogether files;
  files.write(target.table, text);
  if (!shapes.empty()) files.write(target.shapes, shapes);
  files.finish();
  for (const auto& note : imported.notes) context.err << "note: " << note << '\n';
  context.err << fmt::format("{}: {} places, {} of them known before{}.\n", target.table.string(), imported.places.size(), imported.joined, shapes.empty() ? "" : "; outlines in " + target.shapes.string());
  if (o.output.empty()) open_places(resources);  // so that the next command finds it merged
  return 0;
}

}  // namespace

Runner declare_gazetteer_import(CLI::App& app) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("import", "Make a table of places of a list or map");
  sub->add_option("FILE", o->file, "import: the list or map")->required();
  sub->add_option("--as", o->as, "import: the name of the gazetteer in the user's folder")->type_name("NAME");
  sub->add_option("--output,-o", o->output, "import: write the table to this file instead")->type_name("FILE");
  sub->add_option("--layer", o->layer, "import: of a file with several layers")->type_name("NAME");
  sub->add_option("--vintage", o->vintage, "import: the year of the list that the P-codes are from, where it does not say")->type_name("YEAR");
  sub->add_option("--country", o->country, "import: where the rows do not say, ISO 3166-1 alpha-2")->type_name("CODE");
  sub->add_option("--kind", o->kind, "import: what all places are: province, district, town ...")->type_name("KIND");
  sub->add_flag("--replace", o->replace, "import: instead of a table that is there");
  return [o](Context& context) { return run(*o, context); };
}

}  // namespace daybook
