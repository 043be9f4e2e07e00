// --gazetteer, for every command that resolves places.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace daybook {

struct GazetteerOption {
  std::vector<std::string> files;
  void declare(CLI::App& app);
  /// Throws Error{unreadable} for a file that is not there.
  std::vector<std::filesystem::path> value() const;
};

}  // namespace daybook
