#include <CLI/CLI.hpp>

#include "base/error.h"
#include "cli/options.h"
#include "pipeline/stages.h"
#include "present/brief.h"

namespace daybook {
namespace {

struct Options {
  LedgerOption ledger;
  FormatOption format;
  OutputOption output;
  DateOption as_of;
  bool shortened = false;
};

/// The country the ledger is about: where most places with a state lie. Ties go to the first by code.
std::string theatre_of(const Picture& picture) {
  std::map<std::string, int> count;
  for (const auto& s : picture.control)
    if (!s.place.country.empty()) ++count[s.place.country];
  std::string best;
  for (const auto& [country, n] : count)
    if (best.empty() || n > count[best]) best = country;
  return best;
}

int run(const Options& options, Context& context) {
  Desk desk = open_desk(options.ledger.path, options.as_of.value());
  BriefInput input;
  input.as_of = desk.as_of;
  input.documents = desk.view.documents();
  input.rejected = desk.view.rejections().size();
  input.country = theatre_of(desk.picture);
  const Format format = options.format.value();
  if (!input.country.empty()) {
    const Resources resources = Resources::find(context.program);
    Geography geography = load_geography(resources, input.country);
    input.country_name = geography.country_name;
    input.districts = std::move(geography.districts);
    std::vector<LonLat> points;
    for (const auto& d : input.districts)
      if (d.lat && d.lon) points.push_back({*d.lon, *d.lat});
    // Outside the countries whose districts are known, the places with a state say which outline is meant.
    if (points.empty())
      for (const auto& c : desk.picture.control)
        if (c.place.country == input.country && c.place.lat && c.place.lon) points.push_back({*c.place.lon, *c.place.lat});
    if (format == Format::html && !points.empty())
      input.outlines = read_outlines(read_resource(resources.built("deps/world-atlas/countries-50m.json")), points);
  }
  input.method = desk.view.method();
  input.claims = std::move(desk.claims);
  input.picture = std::move(desk.picture);
  const Brief brief = make_brief(input);
  options.output.with(context, [&](std::ostream& out) {
    if (format == Format::html) out << brief_html(brief, input);
    else if (format == Format::md) out << brief_markdown(brief, input);
    else out << brief_text(brief, input, options.shortened);
  });
  return 0;
}

}  // namespace

Command brief_command() {
  return {"brief", "The situation brief, every sentence cited",
          "Highlights, key figures with their sources, who holds what, where the talks stand, what is disputed, a timeline,\n"
          "and numbered references that open to quote, source and date. The HTML form has a map and is one file that makes\n"
          "no network request.",
          {{"daybook brief", "as text"}, {"daybook brief --as-of 2021-07-18 --format html -o brief.html", "with the map, for a browser"}},
          {Format::text, Format::md, Format::html},
          [](CLI::App& app, const Command& command) -> Runner {
            auto options = std::make_shared<Options>();
            options->ledger.declare(app);
            options->format.declare(app, command);
            options->output.declare(app);
            options->as_of.declare(app, "--as-of", "The state on this day (default: the latest day of the ledger)");
            app.add_flag("--short", options->shortened, "Text only: highlights, holders and talks");
            return [options](Context& context) { return run(*options, context); };
          }};
}

}  // namespace daybook
