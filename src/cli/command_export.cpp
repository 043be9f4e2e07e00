#include <CLI/CLI.hpp>

#include "base/error.h"
#include "cli/options.h"
#include "pipeline/stages.h"
#include "present/claim_json.h"
#include "present/picture_json.h"

namespace daybook {
namespace {

struct Options {
  LedgerOption ledger;
  FormatOption format;
  OutputOption output;
  DateOption as_of, known_at;
  std::string what;
  bool comments = false;
};

int run(const Options& o, Context& context) {
  const Format format = o.format.value();
  if (o.what == "claims") {
    const LedgerView view(o.ledger.path);
    const auto claims = view.claims(o.comments, o.known_at.value());
    const KindCodeTable codes = kind_codes(context);
    if (claims.empty()) context.err << "The ledger holds no claims.\n";
    o.output.with(context, [&](std::ostream& out) {
      if (format == Format::csv) write_sheet(out, claims_sheet(claims, codes), format);
      else for (const auto& claim : claims) out << json_line(claim_to_json(claim, codes)) << '\n';
    });
    return 0;
  }
  const Desk desk = open_desk(o.ledger.path, o.as_of.value(), o.known_at.value());
  return print_sheet(context, o.what == "events" ? events_sheet(desk.picture.events) : control_sheet(desk.picture.control), format, o.output, (o.what == "events" ? "No report in this ledger tells of an event by " : "No report in this ledger says who holds a place on ") + to_iso(desk.as_of) + ".");
}

}  // namespace

Command export_command() {
  return {"export", "Claims, events or control for other programs",
          "Everything of one kind, in a stable order, complete: what 'events' and 'control' show is what is exported. Columns are\n"
          "documented in docs/exports.md. Claims of readers' comments are left out unless --with-comments asks for them.",
          {{"daybook export claims --format jsonl -o claims.jsonl", "one claim a line, with quote, slots and codes"}, {"daybook export events --format csv", "for a spreadsheet"}},
          {Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto options = std::make_shared<Options>();
            app.add_option("WHAT", options->what, "claims, events or control")->required()->check(one_of({"claims", "events", "control"}));
            options->ledger.declare(app);
            options->format.declare(app, command);
            options->output.declare(app);
            options->as_of.declare(app, "--as-of", "Events and control: the state on this day");
            options->known_at.declare(app, "--known-at", "Only from what the ledger had learned by this day");
            app.add_flag("--with-comments", options->comments, "Claims: also those that stand in readers' comments");
            return [options](Context& context) { return run(*options, context); };
          }};
}

}  // namespace daybook
