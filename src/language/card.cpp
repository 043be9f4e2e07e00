#include "language/card.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/toml.h"
#include "resource/resource.h"

namespace daybook {

std::string NetworkSources::digest() const { return sha256_hex(base + vocabulary + adapters); }

Card Card::read(const std::filesystem::path& folder) {
  const auto path = folder / "card.toml";
  const auto bad = [&](const std::string& why) { return Error(ErrorCode::bad_resource, "The model card " + path.string() + " " + why + ".", path.string()); };
  const auto text = read_resource(path);
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& e) {
    throw bad("cannot be read: " + std::string(e.description()));
  }
  if (const auto format = table["format"].value_or(0); format != kCardFormat)
    throw bad("is of format " + std::to_string(format) + ", and this program reads format " + std::to_string(kCardFormat));
  const auto digest = [&](toml::node_view<toml::node> node, const std::string& of) {
    auto out = node.value_or(std::string{});
    if (out.size() != 64) throw bad("has no digest of '" + of + "'");
    return out;
  };
  Card card;
  card.name = table["name"].value_or(std::string("unnamed"));
  card.base = digest(table["base"]["model"], "base.model");
  card.vocabulary = digest(table["base"]["vocabulary"], "base.vocabulary");
  const auto* networks = table["networks"].as_table();
  if (networks == nullptr || networks->empty()) throw bad("lists no networks");
  const auto file = [&](const std::string& part, const std::string& quality) {
    auto row = table[part][quality];
    File out{row["file"].value_or(std::string{}), digest(row["sha256"], part + "." + quality)};
    if (out.name.empty()) throw bad("names no file for '" + part + "." + quality + "'");
    return out;
  };
  for (const auto& [key, entry] : *networks) {
    const std::string quality(key.str());
    card.networks.emplace(quality, file("networks", quality));
    card.names.emplace(quality, file("names", quality));
  }
  return card;
}

}  // namespace daybook
