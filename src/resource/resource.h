// Knowledge packs (data/), trained models (models/) and what set-up fetched (build/deps): finding, reading, checking.
//
// Stages never open files: the pipeline reads here and hands each stage its lexicon.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

/// A file mapped read-only for as long as this object lives. Movable, thread-safe to read.
class Mapping {
 public:
  Mapping() = default;
  explicit Mapping(const std::filesystem::path& file);  ///< throws Error{bad_resource}
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;
  ~Mapping();

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  const void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// The folders that hold what the program knows.
///
/// `find` looks at $DAYBOOK_DATA (a folder with data/, models/ and gazetteer/), then beside the program
/// (build/daybook -> .., for a checkout), then at <prefix>/share/daybook.
class Resources {
 public:
  static Resources find(const std::filesystem::path& program);
  Resources(std::filesystem::path data, std::filesystem::path models, std::filesystem::path built);

  /// Whole file under data/, e.g. "claims/kinds.toml". Throws Error{bad_resource} naming the file.
  std::string data(std::string_view relative) const;
  /// Relative names of the files under data/<folder> that end so, sorted.
  std::vector<std::string> list(std::string_view folder, std::string_view ending) const;

  std::filesystem::path model(std::string_view relative) const { return models_ / relative; }
  /// What set-up built or fetched: "gazetteer.bin", "deps/world-atlas/countries-50m.json".
  std::filesystem::path built(std::string_view relative) const { return built_ / relative; }
  const std::filesystem::path& data_folder() const { return data_; }

 private:
  std::filesystem::path data_, models_, built_;
};

/// Whole file as bytes; throws Error{bad_resource}.
std::string read_resource(const std::filesystem::path& file);

}  // namespace daybook
