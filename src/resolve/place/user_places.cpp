#include "resolve/place/user_places.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "base/error.h"
#include "base/hash.h"
#include "resolve/place/place_tables.h"

namespace daybook {
namespace {

namespace fs = std::filesystem;

/// A folder that the environment names, with `below` under it; empty where it does not.
fs::path folder_of(const char* variable, const char* below) {
  const char* value = std::getenv(variable);
  return value && *value ? fs::path(value) / below : fs::path();
}

fs::path first_of(std::initializer_list<fs::path> folders) {
  for (const auto& folder : folders)
    if (!folder.empty()) return folder;
  return {};
}

fs::path cache_folder() { return first_of({folder_of("XDG_CACHE_HOME", "daybook"), folder_of("HOME", ".cache/daybook")}); }

std::optional<Gazetteer> from_cache(const fs::path& file, const std::string& version) {
  std::error_code error;
  if (file.empty() || !fs::exists(file, error)) return std::nullopt;
  try {
    auto kept = Gazetteer::open(file);
    if (kept.version() == version) return kept;
  } catch (const Error&) {
    // of an earlier layout, or damaged: it is made anew
  }
  return std::nullopt;
}

/// A cache that cannot be written only costs time, so failures are not told.
void keep(const fs::path& file, const std::string& bytes) {
  if (file.empty()) return;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const fs::path part = file.string() + "." + std::to_string(::getpid());
  std::ofstream out(part, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) fs::rename(part, file, error);
  else fs::remove(part, error);
}

}  // namespace

fs::path user_places_folder() {
  return first_of({folder_of("DAYBOOK_PLACES", ""), folder_of("XDG_DATA_HOME", "daybook/places"), folder_of("HOME", ".local/share/daybook/places")});
}

std::vector<fs::path> user_place_tables() {
  std::vector<fs::path> out;
  std::error_code error;
  const auto folder = user_places_folder();
  if (folder.empty()) return out;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".tsv") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

Gazetteer open_places(const Resources& resources, const std::vector<fs::path>& more) {
  Gazetteer built = Gazetteer::open(resources.built("gazetteer.bin"));
  auto tables = user_place_tables();
  tables.insert(tables.end(), more.begin(), more.end());
  if (tables.empty()) return built;
  std::vector<std::string> texts;
  std::string digests;
  for (const auto& table : tables) {
    texts.push_back(read_resource(table));
    digests += sha256_hex(texts.back());
  }
  const auto version = std::string(built.version()) + ", own " + sha256_hex(digests).substr(0, 12);
  const fs::path folder = cache_folder();
  const fs::path file = folder.empty() ? fs::path() : folder / "places.bin";
  if (auto kept = from_cache(file, version)) return std::move(*kept);
  auto facts = built.facts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto name = tables[i].filename().string();
    auto own = read_place_table(texts[i], name);
    for (auto& fact : own) fact.flags |= gazetteer_file::kOwn;
    overlay_facts(facts, std::move(own), name);
  }
  auto bytes = pack_merged(std::move(facts), version);
  keep(file, bytes);
  return Gazetteer::from_bytes(std::move(bytes));
}

}  // namespace daybook
