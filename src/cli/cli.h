// The command line of Daybook.
#pragma once

namespace daybook {

/// Parses, runs one command of the table in cli/commands.h, prints errors with advice, and returns the exit code.
int run_cli(int argc, char** argv);

}  // namespace daybook
