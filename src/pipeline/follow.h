// One round over the sources of a feeds.toml: look at the lists, fetch what is new, read it into the ledger.
//
//     lists --take in--> state file --fetch, one turn after another--> spool --read--> ledger
//
// Sources at different hosts are looked at side by side; what comes is read into the ledger in the order of the file.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "fetch/feeds_file.h"
#include "pipeline/ingest.h"
#include "pipeline/web.h"

namespace daybook {

/// What a source had, in one word. Where several are true, the first of: new, a trouble, unchanged, no_news.
enum class SourceStatus {
  news,          ///< documents were added ("new")
  no_news,       ///< the list was read, everything in it is known
  unchanged,     ///< the list is as it was (304)
  empty_feed,    ///< a list without entries
  not_a_feed,    ///< something else came in its place
  paywalled, challenge, consent, blocked, gone, rate_limited, server_error, unreachable, robots, refused, too_large, later,  ///< as Verdict
  rejected,      ///< pages came, and none could be read
  stopped,
};
const char* name_of(SourceStatus status);

/// Is it worth a second look by a person?
bool is_trouble(SourceStatus status);

struct SourceReport {
  std::string name, url, kind;
  SourceStatus status = SourceStatus::no_news;
  std::size_t listed = 0;      ///< addresses that the lists name now, wanted and not too old
  std::size_t added = 0;       ///< documents added to the ledger
  std::size_t known = 0;       ///< listed or fetched, and had before
  std::size_t unchanged = 0;   ///< answers 304
  std::size_t robots = 0, paywalled = 0, challenge = 0, consent = 0, blocked = 0;
  std::size_t failed = 0;      ///< gone, out of order, unreachable, refused, too large
  std::size_t rejected = 0;    ///< fetched, but no document
  std::size_t left = 0;        ///< wait for another run
  std::string note;            ///< one sentence or none
};

/// One address that a dry run would fetch.
struct PlannedFetch {
  std::string source, url, published, modified;
  bool again = false;          ///< it was fetched before and is modified
};

struct FollowOptions {
  FollowPlan plan;
  WebOptions web;
  std::filesystem::path ledger, state;
  unsigned connections = 4;    ///< sources looked at side by side
  bool dry_run = false;        ///< looks at the lists only; keeps nothing
  std::string recorded_at;     ///< the run's time stamp in the ledger
  IngestOptions ingest;
  std::function<const Stages&()> stages;                      ///< asked for only when there is something to read
  std::function<void(const SourceReport&)> finished;          ///< told of each source in the order of the file, from the calling thread
};

struct FollowResult {
  std::vector<SourceReport> sources;   ///< in the order of the file
  std::vector<PlannedFetch> planned;   ///< of a dry run
  WriteCount count;
};

/// Throws what the ledger, the state file and the archive throw; what servers do is in the reports. Killed at any moment, the next
/// round goes on where this one was.
FollowResult follow_once(const FollowOptions& options, const Resources& resources);

}  // namespace daybook
