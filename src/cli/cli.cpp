#include "cli/cli.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "cli/command.h"

namespace daybook {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 all good; 1 done, but some documents were rejected; 2 wrong usage; 3 not found, or a check failed;\n"
    "4 the ledger is locked; 5 refused by policy; 6 a file or disk cannot be read or written; 7 the ledger, a model or a\n"
    "data pack cannot be used.\n\n"
    "'daybook COMMAND --help' tells more; so do the man pages, daybook(1) and daybook-COMMAND(1).";

std::filesystem::path program_path(const char* argv0) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::absolute(argv0) : self;
}

std::string footer_of(const Command& command) {
  std::string out;
  for (const auto& e : command.examples) out += (out.empty() ? "Examples:\n" : "") + std::string("  ") + e.call + "\n      " + e.does + "\n";
  return out;
}

/// 'daybook --help' lists one line a command; the command's own help has the rest.
class ShortList : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* sub) const override {
    const auto description = sub->get_description();
    std::string name = "  " + sub->get_name();
    name.resize(std::max(name.size() + 2, get_column_width()), ' ');
    return name + description.substr(0, description.find('\n')) + "\n";
  }
};

/// The parser's message; a word that is no command, or none at all, is named as that.
std::string what_is_wrong(const CLI::ParseError& error, int argc, char** argv) {
  if (argc < 2) return "which command? 'daybook --help' lists them.";
  const std::string word = argv[1];
  const bool known = std::any_of(commands().begin(), commands().end(), [&](const Command& c) { return word == c.name; });
  return known || word.starts_with('-') ? error.what() : "there is no command '" + word + "'.";
}

}  // namespace

int run_cli(int argc, char** argv) {
  Context context{program_path(argv[0]), std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0};
  CLI::App app("Daybook reads news about an armed conflict and its peace talks and keeps an evidence ledger of it.", "daybook");
  app.set_version_flag("--version", "daybook 0.1.0");
  app.require_subcommand(1);
  app.footer(kFooter);
  app.formatter(std::make_shared<ShortList>());
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");

  Runner chosen;
  for (const auto& command : commands()) {
    auto* sub = app.add_subcommand(command.name, command.summary);
    sub->description(std::string(command.summary) + ".\n" + command.description);
    sub->footer(footer_of(command));
    sub->group("Commands");
    auto runner = std::make_shared<Runner>(command.setup(*sub, command));
    sub->final_callback([&chosen, runner] { chosen = *runner; });
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& error) {
    std::cerr << "daybook: " << what_is_wrong(error, argc, argv) << "\n  " << advice_for(ErrorCode::usage) << '\n';
    return exit_code(ErrorCode::usage);
  }
  try {
    return chosen(context);
  } catch (const Error& error) {
    std::cerr << "daybook: " << error.what() << "\n  " << advice_for(error.code()) << '\n';
    return exit_code(error.code());
  } catch (const std::bad_alloc&) {
    std::cerr << "daybook: there is not enough memory to go on.\n  What was written before is kept; run the same command again.\n";
    return exit_code(ErrorCode::io);
  }
}

}  // namespace daybook
