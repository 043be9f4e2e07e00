// The parts of `daybook gazetteer` that stand in files of their own.
#pragma once

#include "cli/command.h"

namespace daybook {

/// Declares `import` below the command's parser and gives what runs it.
Runner declare_gazetteer_import(CLI::App& app);

}  // namespace daybook
