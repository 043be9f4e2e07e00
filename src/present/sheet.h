// A list of things as rows and columns, printed for people (table) or programs (json, jsonl, csv): one way for every command.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace daybook {

enum class Format { table, json, jsonl, csv, text, md, html, conllu, tree };
const char* name_of(Format format);
std::optional<Format> format_from(std::string_view name);

/// Rows of JSON values under named columns; null is unknown. Lists stay lists in JSON and become "a; b" elsewhere.
struct Sheet {
  std::vector<std::string> columns;
  std::vector<std::vector<nlohmann::ordered_json>> rows;
};

/// Writes the whole sheet. `table` aligns columns; where `width` code points are not enough for a line it cuts the widest
/// cells with "…", but never an id, which people copy. Width 0 cuts nothing. csv is RFC 4180, UTF-8 without BOM.
/// Formats of other kinds are a programming error.
void write_sheet(std::ostream& out, const Sheet& sheet, Format format, std::size_t width = 0);

/// One CSV cell, quoted where RFC 4180 asks for it.
std::string csv_cell(std::string_view text);

/// JSON text of a value: one line, UTF-8 kept.
std::string json_line(const nlohmann::ordered_json& value);

}  // namespace daybook
