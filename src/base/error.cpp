#include "base/error.h"

#include <cassert>

namespace daybook {
namespace {

struct Row {
  const char* name;
  int exit;
  const char* advice;
};

Row row_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return {"usage", 2, "See 'daybook --help' and 'daybook COMMAND --help'."};
    case ErrorCode::not_found: return {"not_found", 3, "Check the name; 'daybook ingest' makes a ledger, 'daybook doctor' says what is in one."};
    case ErrorCode::unreadable: return {"unreadable", 6, "Check that the path exists and that you may read it."};
    case ErrorCode::bad_input: return {"bad_input", 1, "Fetch the file again, or leave it out."};
    case ErrorCode::too_large: return {"too_large", 1, "Split the file, or leave it out."};
    case ErrorCode::refused: return {"refused", 5, "See the manual page for the option that allows it."};
    case ErrorCode::locked: return {"locked", 4, "Wait until the other writer ends, or write to another ledger."};
    case ErrorCode::newer_ledger: return {"newer_ledger", 7, "Use the version of Daybook that wrote it, or a later one."};
    case ErrorCode::bad_ledger: return {"bad_ledger", 7, "Restore it from a copy, or ingest the pages into a new ledger."};
    case ErrorCode::disk_full: return {"disk_full", 6, "Free some space and run the same command again: it goes on where it stopped."};
    case ErrorCode::io: return {"io", 6, "Check the disk and the permissions, then run the same command again."};
    case ErrorCode::bad_resource: return {"bad_resource", 7, "Run 'make build' again; 'daybook doctor' says what is missing."};
  }
  assert(false && "every ErrorCode has a row");
  return {"unknown", 7, ""};
}

}  // namespace

const char* name_of(ErrorCode code) { return row_of(code).name; }
int exit_code(ErrorCode code) { return row_of(code).exit; }
const char* advice_for(ErrorCode code) { return row_of(code).advice; }

}  // namespace daybook
