#include "clean/class_names.h"

#include <unordered_map>

namespace daybook {

ClassNames::ClassNames(const HtmlTree& tree) : of_(tree.nodes.size(), 0), values_{{}} {
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto value = tree.nodes[i].attribute("class");
    if (value.empty()) continue;
    const auto [at, fresh] = known.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
    if (fresh) values_.push_back(value);
    of_[i] = at->second;
  }
}

}  // namespace daybook
