// Tab-separated tables of data/: '#' comments, a header line, one row a line. Small enough to read by eye and to diff.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daybook {

/// Rows in file order; every row has as many cells as the header. Throws Error{bad_resource} with name and line.
class Table {
 public:
  static Table read(std::string_view text, std::string_view name);

  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t column(std::string_view name) const;  ///< throws if there is no such column
  const std::vector<std::vector<std::string>>& rows() const { return rows_; }

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// "a|b|c" -> {"a","b","c"}; empty text -> {}.
std::vector<std::string> split_list(std::string_view text, char separator = '|');

}  // namespace daybook
