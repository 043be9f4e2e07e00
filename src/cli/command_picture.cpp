// The commands that show the derived picture: control, talks, events, tallies, people. Each is a sheet of a Desk.
#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "pipeline/stages.h"
#include "present/picture_json.h"

namespace daybook {
namespace {

struct Options {
  LedgerOption ledger;
  FormatOption format;
  OutputOption output;
  DateOption as_of, known_at;
  std::string place, kind, party;
  std::string since;
};

const std::vector<Format> kLists{Format::table, Format::json, Format::jsonl, Format::csv};

void declare_common(Options& o, CLI::App& app, const Command& command) {
  o.ledger.declare(app);
  o.format.declare(app, command);
  o.output.declare(app);
  o.as_of.declare(app, "--as-of", "The state on this day (default: the latest day of the ledger)");
  o.known_at.declare(app, "--known-at", "Only from what the ledger had learned by this day");
}

Desk desk_of(const Options& o) { return open_desk(o.ledger.path, o.as_of.value(), o.known_at.value()); }

bool same_name(const std::string& a, const std::string& b) { return fold_key(a) == fold_key(b); }

bool names_place(const ControlState& s, const std::string& wanted) { return same_name(s.place.name, wanted) || s.place.id == wanted || same_name(s.place.pcode, wanted); }

/// Keeps the columns a person wants in a table; programs get all.
Sheet narrowed(Sheet sheet, Format format, const std::vector<std::string>& wanted) {
  if (format != Format::table) return sheet;
  Sheet out{wanted, {}};
  for (const auto& row : sheet.rows) {
    std::vector<nlohmann::ordered_json> cells;
    for (const auto& name : wanted)
      cells.push_back(row[static_cast<std::size_t>(std::find(sheet.columns.begin(), sheet.columns.end(), name) - sheet.columns.begin())]);
    out.rows.push_back(std::move(cells));
  }
  return out;
}

int run_control(const Options& o, Context& context) {
  Desk desk = desk_of(o);
  auto states = desk.picture.control;
  if (!o.place.empty()) {
    const auto ids = place_ids(Resources::find(context.program), o.place);
    std::erase_if(states, [&](const ControlState& s) { return !names_place(s, o.place) && std::find(ids.begin(), ids.end(), s.place.id) == ids.end(); });
    if (states.empty()) {
      context.err << "No report in this ledger names '" << o.place << "': who holds it is unknown.\n";
      if (o.format.value() != Format::table) write_sheet(context.out, control_sheet({}), o.format.value());
      return exit_code(ErrorCode::not_found);
    }
  }
  const Format format = o.format.value();
  return print_sheet(context, narrowed(control_sheet(states), format, {"place", "kind", "admin1", "holder", "state", "probability", "since", "last_evidence", "basis", "remarks", "id"}),
                     format, o.output, "No report says who holds a place on " + to_iso(desk.as_of) + ".");
}

std::string no_event(const Options& o) {
  return "No report in this ledger tells of an event" + (o.kind.empty() ? "" : " of the kind " + o.kind) + (o.place.empty() ? "" : " in '" + o.place + "'") + ".";
}

int run_talks(const Options& o, Context& context) {
  Desk desk = desk_of(o);
  const Format format = o.format.value();
  if (format == Format::table) return print_sheet(context, narrowed(talks_sheet(desk.picture.tracks), format, {"track", "begin", "end", "place", "phase", "heads", "next_meeting", "id"}), format, o.output, "No report in this ledger tells of talks.");
  if (desk.picture.tracks.empty()) context.err << "No report in this ledger tells of talks.\n";
  o.output.with(context, [&](std::ostream& out) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const auto& track : desk.picture.tracks) all.push_back(track_json(track));
    if (format == Format::json) out << all.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    else for (const auto& track : all) out << json_line(track) << '\n';
  });
  return 0;
}

int run_events(const Options& o, Context& context) {
  check_kind(context, o.kind);
  Desk desk = desk_of(o);
  auto events = desk.picture.events;
  std::erase_if(events, [&](const Event& e) {
    if (!o.kind.empty() && e.kind != o.kind) return true;
    if (!o.place.empty() && !(e.place && (same_name(e.place->reading.name, o.place) || same_name(e.place->reading.admin1, o.place) || e.place->reading.id == o.place))) return true;
    return false;
  });
  const Format format = o.format.value();
  return print_sheet(context, narrowed(events_sheet(events), format, {"date", "kind", "actors", "targets", "place", "admin1", "numbers", "origins", "reports", "id"}), format, o.output, no_event(o), !o.kind.empty() || !o.place.empty());
}

int run_tallies(const Options& o, Context& context) {
  Desk desk = desk_of(o);
  const Format format = o.format.value();
  return print_sheet(context, narrowed(tallies_sheet(desk.picture.tallies), format, {"subject", "date", "figure", "source", "claim"}), format, o.output, "No report in this ledger gives a total.");
}

int run_people(const Options& o, Context& context) {
  Desk desk = desk_of(o);
  const Format format = o.format.value();
  return print_sheet(context, narrowed(people_sheet(desk.claims), format, {"name", "party", "acts", "speaks", "affected", "first", "last", "spellings"}), format, o.output, "No report in this ledger names a person.");
}

using Run = int (*)(const Options&, Context&);

auto setup_for(Run run, std::function<void(Options&, CLI::App&)> more = {}) {
  return [run, more](CLI::App& app, const Command& command) -> Runner {
    auto options = std::make_shared<Options>();
    declare_common(*options, app, command);
    if (more) more(*options, app);
    return [options, run](Context& context) { return run(*options, context); };
  };
}

}  // namespace

Command control_command() {
  return {"control", "Who holds which place, on a day, and on what evidence",
          "One row a place that reports name: holder, state (held, contested, shared, unknown), probability, basis (stated,\n"
          "inferred, carried forward) and the claims for and against. A place nobody named is not listed: its holder is\n"
          "unknown. docs/control.md tells the method and its weaknesses.",
          {{"daybook control --as-of 2021-07-18", "all places on that day"}, {"daybook control --place \"Spin Boldak\" --format json", "one place, for a program"}},
          kLists, setup_for(run_control, [](Options& o, CLI::App& app) { app.add_option("--place", o.place, "Only this place: a name, P-code or plc_ id")->type_name("NAME"); })};
}

Command talks_command() {
  return {"talks", "Where each negotiation stands",
          "Tracks, their rounds with place, dates, delegations and heads, agenda, positions (demands, offers, answers),\n"
          "outcomes and what comes next; 'no date given' is an answer.",
          {{"daybook talks", "a line a round"}, {"daybook talks --format json", "everything, with claim ids"}}, {Format::table, Format::json, Format::jsonl}, setup_for(run_talks)};
}

Command events_command() {
  return {"events", "What happened: claims about one occurrence joined",
          "One row an event, with the number of independent origins and of reports, who says so and who disputes it.",
          {{"daybook events --kind capture", "places that were reported taken"}, {"daybook events --place Kandahar --format csv", "events in a place or province"}},
          kLists, setup_for(run_events, [](Options& o, CLI::App& app) {
            app.add_option("--kind", o.kind, "Only this kind of claim: capture, talk, kill ...")->type_name("KIND");
            app.add_option("--place", o.place, "Only this place or province")->type_name("NAME");
          })};
}

Command tallies_command() {
  return {"tallies", "Reported totals, by source and date", "Each source's own figure with its bound and denominator; never merged into one number.",
          {{"daybook tallies", "all series"}}, kLists, setup_for(run_tallies)};
}

Command people_command() {
  return {"people", "Who is named, in which spellings, how often", "One row a person: how often they act, are quoted or are affected, and every spelling found.",
          {{"daybook people", "most named first"}}, kLists, setup_for(run_people)};
}

}  // namespace daybook
