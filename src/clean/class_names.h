// The values of a page's class attributes, numbered: the same few stand on most elements, and what they say is read once a value.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "clean/html_tree.h"

namespace daybook {

class ClassNames {
 public:
  explicit ClassNames(const HtmlTree& tree);

  /// Number of a node's class attribute; 0 if it has none or an empty one.
  std::uint32_t of(std::size_t node) const { return of_[node]; }

  /// What stands in the attribute; lives as long as the tree.
  std::string_view value(std::uint32_t number) const { return values_[number]; }

  /// One more than the highest number.
  std::size_t count() const { return values_.size(); }

 private:
  std::vector<std::uint32_t> of_;
  std::vector<std::string_view> values_;
};

}  // namespace daybook
