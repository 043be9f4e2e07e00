// Options of the commands that fetch, declared once.
#pragma once

#include <string>

#include "cli/command.h"
#include "pipeline/web.h"

namespace daybook {

struct FetchOption {
  std::string save_warc, contact, proxy, ca_file, timeout = "60s";
  std::uint64_t max_bytes = 16u << 20;
  bool allow_private = false;

  void declare(CLI::App& app);
  /// Throws Error{usage}. `polite.robots` is true.
  WebOptions value() const;
};

/// The time of day where a command needs it at its edge: DAYBOOK_NOW, or "" for the clock.
std::string fixed_now();

/// The only use of the clock: a run's own time stamp (ISO 8601 UTC), and when a page was fetched. DAYBOOK_NOW replaces it in tests.
std::string now_utc();

}  // namespace daybook
