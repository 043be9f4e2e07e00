// One source of a round: its lists, then its articles, up to the limits. Runs in a thread of its own.
#pragma once

#include "pipeline/follow.h"
#include "pipeline/follow_state.h"

namespace daybook {

/// What the sources of one round share. All of it is thread-safe but the fetcher, which is the thread's.
struct SourceRound {
  const FollowOptions& options;
  FollowState& state;
  Manners& manners;
  const WallMarks& marks;
  const std::vector<std::string>& tracking;
  PageArchive* archive;          ///< null: nothing is kept
};

/// Looks at the lists, takes in what they name, and fetches what is due into the spool. `planned` gets what a dry run would fetch.
/// Throws what the state file and the archive throw.
SourceReport look_at_source(const FollowSource& source, const SourceRound& round, Fetcher& fetcher, std::vector<PlannedFetch>& planned);

}  // namespace daybook
