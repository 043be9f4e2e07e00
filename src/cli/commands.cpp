#include "cli/command.h"

namespace daybook {

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      ingest_command(), follow_command(), brief_command(),  control_command(), talks_command(),   events_command(),   tallies_command(),
      claims_command(), people_command(), explain_command(), judge_command(), export_command(),  clean_command(),    analyse_command(),
      mentions_command(), gazetteer_command(), doctor_command(), man_command(),   completion_command()};
  return table;
}

}  // namespace daybook
