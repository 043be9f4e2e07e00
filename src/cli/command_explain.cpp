#include <CLI/CLI.hpp>

#include "base/error.h"
#include "cli/options.h"
#include "present/explain.h"

namespace daybook {

Command explain_command() {
  return {"explain", "From any id down to the words it rests on",
          "Takes the id of an event, claim, document, place, track, round or tally, as any other command prints it, and shows\n"
          "the claims behind it, each with its quote, who said it, the document and the digest of the page.",
          {{"daybook explain evt_0123456789abcdef0123", "why this event is believed"}, {"daybook explain plc_af2711", "the evidence for and against a holder"}},
          {},
          [](CLI::App& app, const Command&) -> Runner {
            struct Options {
              LedgerOption ledger;
              DateOption as_of;
              std::string id;
            };
            auto options = std::make_shared<Options>();
            options->ledger.declare(app);
            options->as_of.declare(app, "--as-of", "The state on this day (default: the latest day of the ledger)");
            app.add_option("ID", options->id, "An id that starts with evt_, clm_, doc_, plc_, trk_, rnd_ or tly_")->required();
            return [options](Context& context) {
              Desk desk = open_desk(options->ledger.path, options->as_of.value());
              const auto text = explain(desk.view, desk.claims, desk.picture, options->id);
              if (!text) throw Error(ErrorCode::not_found, "Nothing in " + options->ledger.path + " has the id '" + options->id + "'.", options->id);
              context.out << *text;
              return 0;
            };
          }};
}

}  // namespace daybook
