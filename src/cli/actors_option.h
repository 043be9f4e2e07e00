// The option of the commands that read pages with actors of the user's own, declared once.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace daybook {

struct ActorsOption {
  std::vector<std::string> files;
  void declare(CLI::App& app);
};

}  // namespace daybook
