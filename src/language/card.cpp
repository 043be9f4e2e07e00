#include "language/card.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/toml.h"
#include "resource/resource.h"

namespace daybook {

Card Card::read(const std::filesystem::path& folder) {
  const auto path = folder / "card.toml";
  const auto bad = [&](const std::string& why) { return Error(ErrorCode::bad_resource, "The model card " + path.string() + " " + why + ".", path.string()); };
  Card card;
  card.folder_ = folder;
  const auto text = read_resource(path);
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& e) {
    throw bad("cannot be read: " + std::string(e.description()));
  }
  if (const auto format = table["format"].value_or(0); format != kModelFormat)
    throw bad("is of format " + std::to_string(format) + ", and this program reads format " + std::to_string(kModelFormat));
  const auto* files = table["files"].as_table();
  if (files == nullptr) throw bad("lists no files");
  std::string digests;
  for (const auto& [part, entry] : *files) {
    const auto* row = entry.as_table();
    File file{row ? (*row)["file"].value_or(std::string{}) : "", row ? (*row)["sha256"].value_or(std::string{}) : ""};
    if (file.name.empty() || file.sha256.size() != 64) throw bad("has no file name or digest for '" + std::string(part.str()) + "'");
    digests += file.sha256;
    card.files_.emplace(std::string(part.str()), std::move(file));
  }
  card.version_ = table["name"].value_or(std::string("unnamed")) + " sha256:" + sha256_hex(digests).substr(0, 12);
  return card;
}

std::string Card::file(std::string_view part) const {
  const auto found = files_.find(part);
  if (found == files_.end())
    throw Error(ErrorCode::bad_resource, "The model card " + (folder_ / "card.toml").string() + " lists no '" + std::string(part) + "'.", std::string(part));
  const auto path = folder_ / found->second.name;
  auto bytes = read_resource(path);
  if (sha256_hex(bytes) != found->second.sha256)
    throw Error(ErrorCode::bad_resource, "The model file " + path.string() + " is damaged or of another version: its digest is not the one on the card.",
                path.string());
  return bytes;
}

}  // namespace daybook
