// Reading many pages into a ledger, on several threads, with the same result as on one.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/stages.h"
#include "read/reader.h"

namespace daybook {

struct IngestProgress {
  std::size_t pages = 0, added = 0, known = 0, rejected = 0;
};

struct IngestOptions {
  unsigned threads = 1;                                       ///< workers; the result does not depend on it
  std::function<void(const IngestProgress&)> progress;        ///< called after each page, from the calling thread
  std::function<void(const Rejection&)> rejected;             ///< told of each rejection as it is written
  std::function<void(const std::string& url, const PageSinks&)> fetch;  ///< for addresses of the web among the paths; throws as read_path, or Error{refused}
  std::function<void(const Page&, const std::string&)> doubted;  ///< told of each note of a page that was added
  std::function<void(const Remark&)> remarked;                ///< told of each fault of a container by which no page is lost
};

struct IngestResult {
  WriteCount count;
  std::vector<Rejection> unreadable;  ///< inputs named on the command line that could not be opened or had at all, or that policy refuses
};

/// One run of reading into a ledger, for who brings the pages himself. Not thread-safe; its own threads read.
class Ingestion {
 public:
  /// All three must outlive it; `file` is the writer's.
  Ingestion(const Stages& stages, std::filesystem::path file, LedgerWriter& writer, const IngestOptions& options);
  ~Ingestion();
  Ingestion(const Ingestion&) = delete;
  Ingestion& operator=(const Ingestion&) = delete;

  /// Where pages go. They are written in the order in which they come, whatever the number of threads.
  const PageSinks& sinks() const;
  /// Waits until all that came is written, and makes it lasting.
  IngestProgress settle();
  /// Settles, derives the layers and finishes the writer. Nothing may come after it.
  WriteCount finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads every path ("-" is standard input), writes what is new. A page that fails becomes a rejection row; the others
/// go on. Then derives the layers and finishes the writer; `file` is the writer's. Throws what LedgerWriter throws.
/// Memory while reading is bounded by a window of pages, not by their number; deriving holds the claims.
IngestResult ingest(const std::vector<std::string>& paths, const Stages& stages, const std::filesystem::path& file,
                    LedgerWriter& writer, const IngestOptions& options);

/// The day a ledger is about: the latest day of publication, or where no document states one, the latest day told.
Day latest_day(const std::vector<LedgerClaim>& claims);

/// Rebuilds the layers other programs see (events and control in QGIS), as of the latest day; `file` is the writer's, all committed.
void derive_layers(const std::filesystem::path& file, LedgerWriter& writer);

/// Claims to events, control, tracks and tallies, on one day: a pure function. Writes origin ids into the claims.
Picture derive(std::vector<LedgerClaim>& claims, Day as_of);

}  // namespace daybook
