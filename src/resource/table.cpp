#include "resource/table.h"

#include "base/error.h"

namespace daybook {

std::vector<std::string> split_list(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto cut = text.find(separator);
    out.emplace_back(text.substr(0, cut));
    if (cut == std::string_view::npos) break;
    text.remove_prefix(cut + 1);
    if (text.empty()) out.emplace_back();
  }
  return out;
}

Table Table::read(std::string_view text, std::string_view name) {
  Table table;
  table.name_ = name;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto cut = text.find('\n');
    std::string_view line = text.substr(0, cut);
    text = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto cells = split_list(line, '\t');
    if (table.columns_.empty()) {
      table.columns_ = std::move(cells);
    } else {
      if (cells.size() > table.columns_.size())
        throw Error(ErrorCode::bad_resource, table.name_ + ", line " + std::to_string(number) + ": " + std::to_string(cells.size()) +
                    " cells, but the header has " + std::to_string(table.columns_.size()) + ".", table.name_);
      cells.resize(table.columns_.size());  // editors trim trailing tabs
      table.rows_.push_back(std::move(cells));
    }
  }
  return table;
}

std::size_t Table::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i] == name) return i;
  throw Error(ErrorCode::bad_resource, name_ + " has no column '" + std::string(name) + "'.", name_);
}

}  // namespace daybook
