// Options that several commands share, declared once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "cli/command.h"
#include "language/analyser.h"
#include "ledger/ledger.h"
#include "model/picture.h"
#include "present/claim_json.h"
#include "read/reader.h"

namespace daybook {

/// A check for CLI11: the words an option takes, named where another is given.
std::function<std::string(const std::string&)> one_of(std::vector<std::string> words);

struct LedgerOption {
  std::string path = "daybook.gpkg";
  void declare(CLI::App& app);
};

struct FormatOption {
  std::string name;
  void declare(CLI::App& app, const Command& command);
  Format value() const;  ///< throws Error{usage}
};

struct OutputOption {
  std::string path;
  void declare(CLI::App& app);
  /// Calls `write` with the file or the context's stream. The file is written whole or not at all (renamed at the end).
  void with(Context& context, const std::function<void(std::ostream&)>& write) const;
};

struct DateOption {
  std::string text;
  void declare(CLI::App& app, const char* flag, const char* help);
  std::optional<Day> value() const;  ///< throws Error{usage} for what is no date
};

/// Which networks read, for every command that reads pages.
struct QualityOption {
  std::string name = "best";
  void declare(CLI::App& app);
  Quality value() const;
};

/// A ledger opened and derived: what every command of the picture starts from.
struct Desk {
  LedgerView view;
  std::vector<LedgerClaim> claims;
  Picture picture;
  Day as_of;
};
Desk open_desk(const std::string& ledger, std::optional<Day> as_of, std::optional<Day> known_at = std::nullopt);

/// Writes the rows, or says in words on stderr that there are none. Returns 0, or exit code 3 where something was asked for
/// by name (`asked`) and nothing matches.
int print_sheet(Context& context, const Sheet& sheet, Format format, const OutputOption& output, const std::string& if_empty, bool asked = false);

/// Columns a table may take: the terminal's, or 0 (no limit) when the output goes to a file or a pipe.
std::size_t table_width(const Context& context, const OutputOption& output);

/// Throws Error{usage} naming the kinds there are, where `kind` is not empty and none of them.
void check_kind(const Context& context, const std::string& kind);

/// Codes of the kinds of claim, from data/claims.
KindCodeTable kind_codes(const Context& context);

/// The one page that `read` hands over; `name` is what the user called it. Throws Error when it hands over none or several.
Page only_page(const std::string& name, const std::function<void(const PageSinks&)>& read);

/// The one page of a FILE argument ("-" is standard input). Throws Error when it holds none or several.
Page read_one_page(const std::string& path);

}  // namespace daybook
