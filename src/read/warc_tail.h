// What a WARC file that is to be appended to holds already, and whether its last record is whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "read/http.h"

namespace daybook {

/// Walks the records of `file` and hands the header fields and the HTTP status (0 if none) of each to `record`.
/// Returns the size the file should have: its own, or less if its last record is cut, as a killed writer leaves it.
/// A fault that is no cut at the very end changes nothing: what stands there is not ours to take away.
/// Throws Error{bad_input} if the file does not start with a WARC record.
std::uint64_t whole_warc_size(const std::filesystem::path& file, bool packed, const std::function<void(const Fields&, int status)>& record);

}  // namespace daybook
