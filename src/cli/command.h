// One row per command: its help, man page, completion, golden test and code all start here.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "present/sheet.h"

namespace CLI {
class App;
}

namespace daybook {

/// What a command may touch of the outside.
struct Context {
  std::filesystem::path program;  ///< argv[0] made absolute: resources are found from it
  std::ostream& out;              ///< data
  std::ostream& err;              ///< everything else
  bool out_is_terminal = false;
  bool err_is_terminal = false;   ///< progress shows only here
};

struct Example {
  const char* call;
  const char* does;
};

/// Runs the command with the options that were parsed; returns the exit code.
using Runner = std::function<int(Context&)>;

struct Command {
  const char* name;
  const char* summary;                 ///< one line, no full stop
  const char* description;             ///< paragraphs for --help and the man page
  std::vector<Example> examples;
  std::vector<Format> formats;         ///< what --format takes; the first is the default; empty: no --format
  std::function<Runner(CLI::App&, const Command&)> setup;  ///< declares options; parsing comes first, work later
};

/// All commands, in the order of the help.
const std::vector<Command>& commands();

Command ingest_command();
Command follow_command();
Command brief_command();
Command control_command();
Command talks_command();
Command events_command();
Command tallies_command();
Command claims_command();
Command people_command();
Command explain_command();
Command judge_command();
Command export_command();
Command clean_command();
Command analyse_command();
Command mentions_command();
Command gazetteer_command();
Command doctor_command();
Command man_command();
Command completion_command();

}  // namespace daybook
