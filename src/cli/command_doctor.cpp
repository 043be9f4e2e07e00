#include <sys/statvfs.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "cli/actors_option.h"
#include "cli/options.h"
#include "pipeline/stages.h"
#include "present/explain.h"

namespace daybook {
namespace {

struct Check {
  std::string what, state, detail;  ///< state: ok, FAIL, note
};

template <class F>
Check attempt(const char* what, F run) {
  try {
    return {what, "ok", run()};
  } catch (const std::exception& error) {
    return {what, "FAIL", error.what()};
  }
}

/// The user's files of actors, every fault a row.
std::vector<Check> check_actors(const std::vector<std::string>& files, Context& context) {
  std::vector<Check> out;
  for (const auto& file : files) {
    try {
      const auto faults = actor_file_faults(Resources::find(context.program), file);
      for (const auto& fault : faults) out.push_back({"actors", "FAIL", fault});
      if (faults.empty()) out.push_back({"actors", "ok", file});
    } catch (const Error& error) {
      out.push_back({"actors", "FAIL", error.what()});
    }
  }
  return out;
}

std::vector<Check> check_all(const std::string& ledger, Context& context) {
  std::vector<Check> out;
  out.push_back(attempt("models and data", [&] { return Stages::load(Resources::find(context.program)).method(); }));
  out.push_back(attempt("country outlines", [&] {
    const auto file = Resources::find(context.program).built("deps/world-atlas/countries-50m.json");
    return fmt::format("{} bytes", read_resource(file).size());
  }));
  std::error_code error;
  if (!std::filesystem::exists(ledger, error)) {
    out.push_back({"ledger", "note", ledger + " does not exist yet; 'daybook ingest' makes it"});
    return out;
  }
  std::optional<LedgerView> view;
  out.push_back(attempt("ledger", [&] {
    view.emplace(ledger);
    const auto documents = view->documents();
    const auto rejections = view->rejections();
    return fmt::format("{}: documents {}, rejected pages {}", ledger, documents.size(), rejections.size());
  }));
  if (view) {
    out.push_back(attempt("integrity", [&] { return view->check_integrity(); }));
    out.push_back(attempt("quotes", [&] {
      const auto claims = view->claims(true);
      const auto failures = check_quotes(*view, claims);
      if (!failures.empty()) throw Error(ErrorCode::bad_ledger, fmt::format("{} of {} claims fail; first: {}", failures.size(), claims.size(), failures.front()));
      return fmt::format("{} claims, each quote stands where it says", claims.size());
    }));
    std::map<std::string, std::size_t> reasons;
    for (const auto& r : view->rejections()) ++reasons[r.code];
    for (const auto& [code, n] : reasons) out.push_back({"rejected: " + code, "note", fmt::format("pages {}", n)});
  }
  struct statvfs disk {};
  if (::statvfs(ledger.c_str(), &disk) == 0) {
    const double free_mb = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize) / 1e6;
    out.push_back({"disk", free_mb < 200 ? "FAIL" : "ok", fmt::format("{:.0f} MB free where the ledger is", free_mb)});
  }
  return out;
}

}  // namespace

Command doctor_command() {
  return {"doctor", "Is everything there, and is the ledger sound", "Checks models, data packs, the ledger's integrity and that every quote stands where its claim says. With --actors: only those\n"
          "files, every fault with its line. Exit code 3 if a check fails.",
          {{"daybook doctor", "the default ledger"}, {"daybook doctor --actors my.toml", "only actors of your own"}}, {Format::table, Format::json, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            struct Options {
              LedgerOption ledger;
              FormatOption format;
              OutputOption output;
              ActorsOption actors;
            };
            auto o = std::make_shared<Options>();
            o->ledger.declare(app);
            o->format.declare(app, command);
            o->output.declare(app);
            o->actors.declare(app);
            return [o](Context& context) {
              Sheet sheet{{"check", "state", "detail"}, {}};
              bool failed = false;
              for (const auto& c : o->actors.files.empty() ? check_all(o->ledger.path, context) : check_actors(o->actors.files, context)) {
                sheet.rows.push_back({c.what, c.state, c.detail});
                failed = failed || c.state == "FAIL";
              }
              print_sheet(context, sheet, o->format.value(), o->output, "");
              return failed ? exit_code(ErrorCode::not_found) : 0;
            };
          }};
}

}  // namespace daybook
