// The card of a language's networks, models/<language>/card.toml: what was trained here, on which pretrained encoder, and their digests.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace daybook {

/// The layout of the cards this program reads; a card of another is refused.
inline constexpr int kCardFormat = 3;

/// Digests (SHA-256, hexadecimal) of what a network's file was made of.
struct NetworkSources {
  std::string base, vocabulary, adapters, names;
  /// One over all but the names: what stands on the network's vectors (models/en/claims.head) is made for it.
  std::string digest() const;
};

struct Card {
  struct File {
    std::string name, sha256;
  };
  std::string name;              ///< "en-2026-11"
  std::string base, vocabulary;  ///< digests of the pretrained encoder's two files
  std::map<std::string, File, std::less<>> networks;  ///< by quality: "best", "fast"
  std::map<std::string, File, std::less<>> names;     ///< the heads for names of the same

  static Card read(const std::filesystem::path& folder);  ///< throws Error{bad_resource}
};

}  // namespace daybook
