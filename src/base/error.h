// What stops a piece of work, and the exit code that tells a script so.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace daybook {

/// Why work could not go on. Each has one exit code (exit_code below, documented in daybook(1)).
enum class ErrorCode {
  usage,          ///< the command line or a configuration file is wrong
  not_found,      ///< what was asked for is not there
  unreadable,     ///< a file or stream that cannot be opened or read
  bad_input,      ///< bytes that are not what they should be: cut, corrupt, of no known format
  too_large,      ///< over a limit that protects memory or time
  refused,        ///< policy says no
  locked,         ///< another process writes to this ledger
  newer_ledger,   ///< the ledger was written by a later version of Daybook
  bad_ledger,     ///< the file is not a ledger, or is damaged
  disk_full,      ///< no space left where something is to be written
  io,             ///< any other failure to write
  bad_resource,   ///< a data pack or model is missing, damaged or of another version
};

/// One clear sentence about what happened and where. `fragment` is the piece at fault (a path, a line, an id).
/// `main` adds advice; the library never prints.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, std::string message, std::string fragment = {})
      : std::runtime_error(std::move(message)), code_(code), fragment_(std::move(fragment)) {}

  ErrorCode code() const { return code_; }
  const std::string& fragment() const { return fragment_; }

 private:
  ErrorCode code_;
  std::string fragment_;
};

/// The short stable name kept in rejection rows: "bad_input".
const char* name_of(ErrorCode code);

/// Process exit codes. 0 all good; 1 finished, but some documents were rejected.
int exit_code(ErrorCode code);

/// What the user can do about it, one sentence.
const char* advice_for(ErrorCode code);

}  // namespace daybook
