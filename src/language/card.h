// The card of a trained model, models/<language>/card.toml: what it is and the digest of each of its files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace daybook {

/// The layout of the models this program reads; a card of another is refused.
inline constexpr int kModelFormat = 1;

class Card {
 public:
  static Card read(const std::filesystem::path& folder);  ///< throws Error{bad_resource}

  /// Bytes of a file by its part ("grammar"), checked against the digest. Throws Error{bad_resource}.
  std::string file(std::string_view part) const;

  /// "en-2026-11 sha256:0123456789ab": name and the digest over the digests of all files.
  const std::string& version() const { return version_; }

 private:
  struct File {
    std::string name, sha256;
  };
  std::filesystem::path folder_;
  std::string version_;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace daybook
