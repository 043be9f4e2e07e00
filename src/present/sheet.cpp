#include "present/sheet.h"

#include <array>
#include <cassert>
#include <ostream>

#include "base/utf8.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<Format, const char*>, 9> kFormats{{{Format::table, "table"}, {Format::json, "json"},
    {Format::jsonl, "jsonl"}, {Format::csv, "csv"}, {Format::text, "text"}, {Format::md, "md"}, {Format::html, "html"}, {Format::conllu, "conllu"}, {Format::tree, "tree"}}};

std::string plain(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    std::string out;
    for (const auto& item : value) {
      if (!out.empty()) out += "; ";
      out += plain(item);
    }
    return out;
  }
  return value.dump();
}

std::size_t width_of(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

std::string cut(std::string text, std::size_t width) {
  for (char& c : text)
    if (c == '\n' || c == '\t') c = ' ';
  if (width_of(text) <= width) return text;
  const CodePointIndex index(text);
  return text.substr(0, index.bytes(static_cast<std::uint32_t>(width - 1))) + "…";
}

void write_table(std::ostream& out, const Sheet& sheet, std::size_t total) {
  std::vector<std::size_t> widths;
  for (const auto& column : sheet.columns) widths.push_back(width_of(column));
  for (const auto& row : sheet.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(plain(row[i])));
  // Shrink the widest column until the line fits; nothing goes under 8, and ids stay whole.
  const auto shrinkable = [&](std::size_t i) { return widths[i] > 8 && sheet.columns[i] != "id" && sheet.columns[i] != "claim"; };
  const auto sum = [&] {
    std::size_t s = 2 * (widths.size() - 1);
    for (const auto w : widths) s += w;
    return s;
  };
  while (total > 0 && !widths.empty() && sum() > total) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (shrinkable(i) && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    if (widest == widths.size()) break;
    --widths[widest];
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string cell = cut(cells[i], widths[i]);
      text += cell;
      if (i + 1 < cells.size()) text.append(widths[i] - width_of(cell) + 2, ' ');
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out << text << '\n';
  };
  line(sheet.columns);
  for (const auto& row : sheet.rows) {
    std::vector<std::string> cells;
    for (const auto& value : row) cells.push_back(plain(value));
    line(cells);
  }
}

Json object_of(const Sheet& sheet, const std::vector<Json>& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) object[sheet.columns[i]] = row[i];
  return object;
}

}  // namespace

const char* name_of(Format format) {
  for (const auto& [key, name] : kFormats)
    if (key == format) return name;
  return "";
}

std::optional<Format> format_from(std::string_view name) {
  for (const auto& [key, word] : kFormats)
    if (name == word) return key;
  return std::nullopt;
}

std::string json_line(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

void write_sheet(std::ostream& out, const Sheet& sheet, Format format, std::size_t width) {
  switch (format) {
    case Format::table: write_table(out, sheet, width); return;
    case Format::json: {
      Json all = Json::array();
      for (const auto& row : sheet.rows) all.push_back(object_of(sheet, row));
      out << all.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
      return;
    }
    case Format::jsonl:
      for (const auto& row : sheet.rows) out << json_line(object_of(sheet, row)) << '\n';
      return;
    case Format::csv: {
      const auto line = [&](const auto& cells, auto text) {
        bool first = true;
        for (const auto& cell : cells) {
          if (!first) out << ',';
          out << csv_cell(text(cell));
          first = false;
        }
        out << "\r\n";
      };
      line(sheet.columns, [](const std::string& s) { return s; });
      for (const auto& row : sheet.rows) line(row, [](const Json& v) { return plain(v); });
      return;
    }
    case Format::text: case Format::md: case Format::html: case Format::conllu: case Format::tree: break;
  }
  assert(false && "the command table lets only list formats through");
}

}  // namespace daybook
