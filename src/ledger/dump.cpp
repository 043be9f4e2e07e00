#include "ledger/dump.h"

#include <sqlite3.h>

#include "base/hash.h"
#include "ledger/schema.h"
#include "ledger/sqlite.h"

namespace daybook {
namespace {

using sqlite::Statement;

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
  return out + '"';
}

std::vector<std::string> column_list(sqlite::Database& db, const std::string& sql) {
  std::vector<std::string> out;
  Statement rows(db, sql);
  while (rows.step()) out.push_back(rows.text(0));
  return out;
}

}  // namespace

std::string logical_dump(const std::filesystem::path& file) {
  sqlite::Database db(file, sqlite::Database::Mode::read_only);
  schema_version(db, file.string());
  std::string out;
  for (const auto& table : column_list(db, "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('runs','run_ends') ORDER BY name")) {
    std::string columns, key;
    for (const auto& column : column_list(db, "SELECT name FROM pragma_table_info('" + table + "') WHERE name NOT IN ('run','recorded_at')"))
      columns += (columns.empty() ? "\"" : ",\"") + column + '"';
    for (const auto& column : column_list(db, "SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0 ORDER BY pk"))
      key += (key.empty() ? "\"" : ",\"") + column + '"';
    Statement rows(db, "SELECT " + columns + " FROM " + table + " ORDER BY " + (key.empty() ? columns : key));
    while (rows.step()) {
      out += table;
      for (int i = 0; i < rows.columns(); ++i) {
        out += '\t';
        out += rows.column_name(i);
        out += '=';
        if (rows.is_null(i)) out += "null";
        else if (rows.is_blob(i)) out += "blob:" + sha256_hex(rows.text(i)).substr(0, 16);
        else out += quoted(rows.text(i));
      }
      out += '\n';
    }
  }
  return out;
}

}  // namespace daybook
