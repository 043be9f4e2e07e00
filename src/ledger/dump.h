// The content of a ledger as text, for comparing two of them.
#pragma once

#include <filesystem>
#include <string>

namespace daybook {

/// Every row of every table in a fixed order, one a line, without what may differ between two runs over the same input:
/// the tables runs and run_ends, and the columns `run` and `recorded_at`. Blobs appear as their digest. Two ledgers say
/// the same exactly when their dumps are equal. Throws like LedgerView.
std::string logical_dump(const std::filesystem::path& file);

}  // namespace daybook
