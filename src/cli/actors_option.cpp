#include "cli/actors_option.h"

#include <CLI/CLI.hpp>

namespace daybook {

void ActorsOption::declare(CLI::App& app) {
  app.add_option("--actors", files, "Actors of your own, in TOML, over those the program knows; may be given several times")->type_name("FILE")->allow_extra_args(false);
}

}  // namespace daybook
