// daybook judge: a person's decisions about who is who; each is a row of its own and can be withdrawn.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "cli/fetch_option.h"
#include "cli/options.h"
#include "pipeline/ingest.h"

namespace daybook {
namespace {

struct Options {
  LedgerOption ledger;
  FormatOption format;
  OutputOption output;
  std::string actor, same_as, withdraw, author, reason;
};

bool names_actor(const std::vector<LedgerClaim>& claims, const std::string& id) {
  return std::any_of(claims.begin(), claims.end(), [&](const LedgerClaim& c) {
    for (const auto* slot : {&c.claim.actors, &c.claim.targets, &c.claim.attribution})
      for (const ClaimActor& actor : *slot)
        if (actor.id == id) return true;
    return false;
  });
}

LedgerJudgement judgement_of(const Options& o, const LedgerView& view) {
  if (o.author.empty()) throw Error(ErrorCode::usage, "A judgement needs its author: --author NAME.", "--author");
  LedgerJudgement out;
  out.author = o.author, out.reason = o.reason;
  if (!o.withdraw.empty()) {
    const auto all = view.judgements();
    const auto found = std::find_if(all.begin(), all.end(), [&](const LedgerJudgement& j) { return j.id == o.withdraw; });
    if (found == all.end()) throw Error(ErrorCode::not_found, "No judgement in this ledger has the id '" + o.withdraw + "'.", o.withdraw);
    if (!found->holds) throw Error(ErrorCode::usage, "The judgement " + o.withdraw + " is withdrawn already.", o.withdraw);
    out.about = o.withdraw, out.verdict = "withdrawn";
    return out;
  }
  if (o.same_as.empty()) throw Error(ErrorCode::usage, "Say whom " + o.actor + " is the same as: --same-as ID.", o.actor);
  if (o.same_as == o.actor) throw Error(ErrorCode::usage, "An actor is the same as itself already.", o.actor);
  const auto claims = view.claims(true);
  for (const std::string& id : {o.actor, o.same_as})
    if (!names_actor(claims, id)) throw Error(ErrorCode::not_found, "No claim in this ledger names an actor with the id '" + id + "'.", id);
  out.about = o.actor, out.verdict = "same", out.value = o.same_as;
  return out;
}

Sheet sheet_of(const std::vector<LedgerJudgement>& judgements) {
  Sheet sheet{{"id", "about", "verdict", "value", "author", "recorded_at", "holds", "reason"}, {}};
  for (const LedgerJudgement& j : judgements) sheet.rows.push_back({j.id, j.about, j.verdict, j.value, j.author, j.recorded_at, j.holds, j.reason});
  return sheet;
}

int run(const Options& o, Context& context) {
  std::optional<LedgerView> view(std::in_place, o.ledger.path);
  if (o.actor.empty() && o.withdraw.empty())
    return print_sheet(context, sheet_of(view->judgements()), o.format.value(), o.output, "Nobody has judged anything in this ledger.");
  const LedgerJudgement judgement = judgement_of(o, *view);
  const std::string method = view->method();
  view.reset();  // closed before the writer finishes, so that no -wal file is left
  LedgerWriter writer(o.ledger.path, now_utc(), method);
  context.out << writer.judge(judgement) << '\n';
  writer.commit();
  derive_layers(o.ledger.path, writer);
  writer.finish();
  return 0;
}

}  // namespace

Command judge_command() {
  return {"judge", "Say that two actors are one, or withdraw what was said",
          "A person or group that no table knows gets an id from its name. Where two ids are one actor, a judgement joins them:\n"
          "everything that is derived follows, under the name of the kept one. It is a row of its own with author and day;\n"
          "nothing that was read is changed, and a judgement can be withdrawn. Without ACTOR and --withdraw: lists them.",
          {{"daybook judge act_x0123 --same-as act_person_ashraf_ghani --author \"K. Vogel\"", "joins them, and prints the judgement's id"},
           {"daybook judge --withdraw jdg_0123 --author \"K. Vogel\" --reason \"another Ghani\"", "takes it back"},
           {"daybook judge", "who judged what, and what still holds"}},
          {Format::table, Format::json, Format::jsonl, Format::csv},
          [](CLI::App& app, const Command& command) -> Runner {
            auto options = std::make_shared<Options>();
            options->ledger.declare(app);
            options->format.declare(app, command);
            options->output.declare(app);
            auto* actor = app.add_option("ACTOR", options->actor, "The id of an actor of this ledger, as 'export claims' prints it");
            app.add_option("--same-as", options->same_as, "The id that is kept")->type_name("ID")->needs(actor);
            app.add_option("--withdraw", options->withdraw, "A judgement that holds no longer")->type_name("ID")->excludes(actor);
            app.add_option("--author", options->author, "Who judges")->type_name("NAME");
            app.add_option("--reason", options->reason, "Why")->type_name("TEXT");
            return [options](Context& context) { return run(*options, context); };
          }};
}

}  // namespace daybook
