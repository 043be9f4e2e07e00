#include "cli/gazetteer_option.h"

#include <CLI/CLI.hpp>

#include "base/error.h"

namespace daybook {

void GazetteerOption::declare(CLI::App& app) {
  app.add_option("--gazetteer", files, "A table of places (docs/places.md) to lay over the gazetteer, besides those of 'daybook gazetteer import'; may be given again")->type_name("FILE")->allow_extra_args(false);
}

std::vector<std::filesystem::path> GazetteerOption::value() const {
  std::vector<std::filesystem::path> out;
  for (const auto& file : files) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) throw Error(ErrorCode::unreadable, "There is no file " + file + ".", file);
    out.emplace_back(file);
  }
  return out;
}

}  // namespace daybook
