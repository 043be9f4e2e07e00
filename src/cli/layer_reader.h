// Rows of a map file, read by daybook_layers (tools/map_layers.cpp), which stands beside the program and is the only one to load GDAL.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "resolve/place/place_import.h"

namespace daybook {

/// All features of FILE, or none: throws Error{bad_input} with the reader's sentence where the file cannot be read to its end, and
/// Error{bad_resource} where the reader itself is missing. `layer` is needed where the file has several.
std::vector<ImportRow> read_map(const std::filesystem::path& program, const std::string& file, const std::string& layer);

}  // namespace daybook
