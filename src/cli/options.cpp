#include "cli/options.h"

#include <algorithm>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "event/events.h"
#include "picture/picture.h"
#include "pipeline/ingest.h"
#include "read/reader.h"

namespace daybook {

std::function<std::string(const std::string&)> one_of(std::vector<std::string> words) {
  return [words = std::move(words)](const std::string& given) {
    std::string all;
    for (const auto& word : words) {
      if (word == given) return std::string();
      all += (all.empty() ? "" : ", ") + word;
    }
    return "'" + given + "' is none of: " + all + ".";
  };
}

void LedgerOption::declare(CLI::App& app) {
  app.add_option("--ledger,-l", path, "The ledger file")->type_name("FILE")->capture_default_str();
}

void FormatOption::declare(CLI::App& app, const Command& command) {
  std::string choices;
  for (const Format f : command.formats) choices += (choices.empty() ? "" : ", ") + std::string(name_of(f));
  name = name_of(command.formats.front());
  std::vector<std::string> names;
  for (const Format f : command.formats) names.emplace_back(name_of(f));
  app.add_option("--format,-f", name, "How to print: " + choices)->type_name("FORMAT")->check(one_of(names))->capture_default_str();
}

Format FormatOption::value() const {
  if (const auto format = format_from(name)) return *format;
  throw Error(ErrorCode::usage, "There is no format '" + name + "'.", name);
}

void OutputOption::declare(CLI::App& app) {
  app.add_option("--output,-o", path, "Write to this file instead of standard output")->type_name("FILE");
}

void OutputOption::with(Context& context, const std::function<void(std::ostream&)>& write) const {
  if (path.empty() || path == "-") {
    write(context.out);
    context.out.flush();
    if (!context.out) throw Error(ErrorCode::io, "Standard output cannot be written.");
    return;
  }
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  if (!file) throw Error(ErrorCode::io, "Cannot write " + path + ".", path);
  write(file);
  file.close();
  if (!file || std::rename(part.c_str(), path.c_str()) != 0) {
    const bool full = errno == ENOSPC;
    std::remove(part.c_str());
    throw Error(full ? ErrorCode::disk_full : ErrorCode::io, full ? "No space left to write " + path + "." : "Cannot write " + path + ".", path);
  }
}

void DateOption::declare(CLI::App& app, const char* flag, const char* help) {
  app.add_option(flag, text, help)->type_name("YYYY-MM-DD");
}

std::optional<Day> DateOption::value() const {
  if (text.empty()) return std::nullopt;
  const auto day = parse_iso_day(text);
  if (!day || text.size() != 10) throw Error(ErrorCode::usage, "'" + text + "' is not a date; write it as 2021-07-18.", text);
  return day;
}

void QualityOption::declare(CLI::App& app) {
  app.add_option("--quality", name, "How to read: best, or fast, which makes more mistakes")->type_name("QUALITY")->check(one_of({"best", "fast"}))->capture_default_str();
}

Quality QualityOption::value() const { return *quality_from(name); }

Desk open_desk(const std::string& ledger, std::optional<Day> as_of, std::optional<Day> known_at) {
  LedgerView view(ledger);
  auto claims = view.claims(false, known_at);
  const Day day = as_of ? *as_of : latest_day(claims);
  Picture picture = derive(claims, day);
  return {std::move(view), std::move(claims), std::move(picture), day};
}

int print_sheet(Context& context, const Sheet& sheet, Format format, const OutputOption& output, const std::string& if_empty, bool asked) {
  if (sheet.rows.empty()) context.err << if_empty << '\n';
  if (!sheet.rows.empty() || format != Format::table)
    output.with(context, [&](std::ostream& out) { write_sheet(out, sheet, format, table_width(context, output)); });
  return asked && sheet.rows.empty() ? exit_code(ErrorCode::not_found) : 0;
}

std::size_t table_width(const Context& context, const OutputOption& output) {
  if (!context.out_is_terminal || !(output.path.empty() || output.path == "-")) return 0;
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void check_kind(const Context& context, const std::string& kind) {
  if (kind.empty()) return;
  std::string all;
  for (const auto& [name, codes] : kind_codes(context).kinds) {
    if (name == kind) return;
    all += (all.empty() ? "" : ", ") + name;
  }
  throw Error(ErrorCode::usage, "There is no kind of claim '" + kind + "'; the kinds are " + all + ".", kind);
}

KindCodeTable kind_codes(const Context& context) {
  const ClaimCodes codes = load_claim_codes(Resources::find(context.program));
  KindCodeTable out{{}, codes.acled_of_instrument};
  for (const auto& row : codes.kinds) out.kinds[row.kind] = {row.plover, row.plover_mode, row.cameo, row.acled_event, row.acled_sub_event};
  return out;
}

Page only_page(const std::string& name, const std::function<void(const PageSinks&)>& read) {
  std::vector<Page> pages;
  std::vector<Rejection> rejections;
  read({[&](Page&& page) { pages.push_back(std::move(page)); }, [&](Rejection&& r) { rejections.push_back(std::move(r)); }, {}});
  if (pages.empty()) throw Error(ErrorCode::bad_input, name + (rejections.empty() ? " holds no page." : ": " + rejections.front().message), name);
  // An archive may have one page twice: captured, and found unchanged later (revisit).
  const auto again = [&](const Page& p) { return p.digest == pages.front().digest && p.hints.url == pages.front().hints.url; };
  pages.erase(std::remove_if(pages.begin() + 1, pages.end(), again), pages.end());
  if (pages.size() > 1) throw Error(ErrorCode::usage, name + " holds " + std::to_string(pages.size()) + " pages; this command takes one. Use 'daybook ingest' for archives and feeds.", name);
  return std::move(pages.front());
}

Page read_one_page(const std::string& path) {
  // ingest goes on after a missing file (exit 6); a command with one page has nothing to go on with, and says the same.
  std::error_code error;
  if (path != "-" && !std::filesystem::exists(path, error)) throw Error(ErrorCode::unreadable, "There is no file " + path + ".", path);
  return only_page(path, [&](const PageSinks& sinks) {
    if (path == "-") read_stream(std::cin, "-", ReadOptions{}, sinks);
    else read_path(path, ReadOptions{}, sinks);
  });
}

}  // namespace daybook
