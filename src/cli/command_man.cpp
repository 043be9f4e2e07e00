// Man pages and shell completion, written from the command table: they cannot lag behind it.
#include <fstream>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "cli/options.h"

namespace daybook {
namespace {

constexpr const char* kDate = "November 2026";

std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (line_start && (c == '.' || c == '\'')) (out += "\\&") += c;
    else out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string option_names(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  std::string out;
  for (const auto& s : option.get_snames()) out += (out.empty() ? "-" : ", -") + s;
  for (const auto& l : option.get_lnames()) out += (out.empty() ? "--" : ", --") + l;
  if (option.get_items_expected_max() > 0) out += " " + option.get_type_name();
  return out;
}

/// A fresh parser with only this command's options, to read their names and helps from.
std::unique_ptr<CLI::App> parser_of(const Command& command) {
  auto app = std::make_unique<CLI::App>(command.summary, command.name);
  command.setup(*app, command);
  return app;
}

/// The command's own options, then those of its subcommands; one that several share is told once.
std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  std::vector<const CLI::Option*> out;
  std::set<std::string> told;
  std::vector<const CLI::App*> parsers{&app};
  for (const auto* sub : app.get_subcommands({})) parsers.push_back(sub);
  for (const auto* parser : parsers)
    for (const auto* o : parser->get_options())
      if (told.insert(option_names(*o) + o->get_description()).second) out.push_back(o);
  return out;
}

std::string exit_codes() {
  return ".SH EXIT STATUS\n0 all good; 1 done, but some documents were rejected; 2 wrong usage; 3 not found, or a check failed; 4 the ledger is locked;\n"
         "5 refused by policy; 6 a file or disk cannot be read or written; 7 the ledger, a model or a data pack cannot be used.\n";
}

std::string page_for(const Command& command) {
  std::string out = fmt::format(".TH DAYBOOK\\-{} 1 \"{}\" \"daybook 0.1.0\" \"Daybook\"\n.SH NAME\ndaybook\\-{} \\- {}\n", roff(command.name), kDate, roff(command.name), roff(command.summary));
  const auto app = parser_of(command);
  out += fmt::format(".SH SYNOPSIS\n.B daybook {}\n[\\fIOPTIONS\\fR]", roff(command.name));
  for (const auto* o : app->get_options())
    if (o->get_positional()) out += " " + roff(o->get_name(true)) + (o->get_items_expected_max() > 1 ? "..." : "");
  if (const auto subs = app->get_subcommands({}); !subs.empty()) {
    std::string names;
    for (const auto* sub : subs) names += (names.empty() ? "" : "|") + sub->get_name();
    out = out.substr(0, out.rfind("\n[")) + "\n" + names + out.substr(out.rfind("\n["));
  }
  out += "\n.SH DESCRIPTION\n" + roff(command.description) + "\n.SH OPTIONS\n";
  for (const auto* o : options_of(*app)) out += ".TP\n\\fB" + roff(option_names(*o)) + "\\fR\n" + roff(o->get_description()) + "\n";
  if (!command.examples.empty()) out += ".SH EXAMPLES\n";
  for (const auto& e : command.examples) out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(e.call), roff(e.does));
  return out + exit_codes() + ".SH SEE ALSO\n.BR daybook (1)\n";
}

std::string main_page() {
  std::string out = fmt::format(".TH DAYBOOK 1 \"{}\" \"daybook 0.1.0\" \"Daybook\"\n.SH NAME\ndaybook \\- an evidence ledger of an armed conflict and its peace talks, read from news\n"
                                ".SH SYNOPSIS\n.B daybook\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n", kDate);
  out += "Daybook reads news pages and keeps a ledger in which every line opens to the words it came from. From the ledger it derives\n"
         "what happened, who holds which place on any date, and where each negotiation stands.\n"
         "Data goes to standard output, everything else to standard error; progress shows only on a terminal.\n.SH COMMANDS\n";
  for (const auto& c : commands()) out += fmt::format(".TP\n\\fB{}\\fR\n{}. See\n.BR daybook\\-{} (1).\n", roff(c.name), roff(c.summary), roff(c.name));
  return out + exit_codes() + ".SH ENVIRONMENT\n.TP\n\\fBDAYBOOK_DATA\\fR\nA folder with data/, models/ and built/ to use instead of the installed one.\n"
         ".TP\n\\fBDAYBOOK_PLACES\\fR\nThe folder of a user's own tables of places, written by 'daybook gazetteer import' and used by every command, instead of\n"
         "~/.local/share/daybook/places.\n";
}

std::string bash_completion() {
  std::string names, cases;
  for (const auto& c : commands()) {
    names += std::string(names.empty() ? "" : " ") + c.name;
    std::string options;
    const auto app = parser_of(c);  // must outlive its options
    for (const auto* sub : app->get_subcommands({})) options += " " + sub->get_name();
    for (const auto* o : options_of(*app))
      for (const auto& l : o->get_lnames()) options += " --" + l;
    cases += fmt::format("    {}) words=\"{}\" ;;\n", c.name, options.empty() ? "" : options.substr(1));
  }
  return fmt::format("# bash completion for daybook; written by 'daybook completion'\n_daybook() {{\n  local cur=${{COMP_WORDS[COMP_CWORD]}} words=\n"
                     "  if [ \"$COMP_CWORD\" = 1 ]; then\n    words=\"{}\"\n  else case \"${{COMP_WORDS[1]}}\" in\n{}  esac; fi\n"
                     "  case \"$cur\" in -*|\"\") ;; *) [ \"$COMP_CWORD\" = 1 ] || words= ;; esac\n"
                     "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}}\ncomplete -o default -F _daybook daybook\n", names, cases);
}

}  // namespace

Command man_command() {
  return {"man", "Write the man pages into a folder", "One page for daybook and one for each command, made from the same table as --help.", {{"daybook man man/", "what 'make man' does"}}, {},
          [](CLI::App& app, const Command&) -> Runner {
            auto folder = std::make_shared<std::string>();
            app.add_option("FOLDER", *folder, "Where to write")->required();
            return [folder](Context&) {
              std::error_code error;
              std::filesystem::create_directories(*folder, error);  // what fails here fails below, with a message
              const auto write = [&](const std::string& name, const std::string& text) {
                std::ofstream out(*folder + "/" + name, std::ios::binary);
                out << text;
                out.close();
                if (!out) throw Error(ErrorCode::io, "Cannot write " + *folder + "/" + name + ".", *folder);
              };
              write("daybook.1", main_page());
              for (const auto& c : commands()) write(fmt::format("daybook-{}.1", c.name), page_for(c));
              return 0;
            };
          }};
}

Command completion_command() {
  return {"completion", "Print shell completion for bash", "Source the output, or save it where bash-completion looks.", {{"source <(daybook completion)", "for this shell"}}, {},
          [](CLI::App&, const Command&) -> Runner {
            return [](Context& context) {
              context.out << bash_completion();
              return 0;
            };
          }};
}

}  // namespace daybook
