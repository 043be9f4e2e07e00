#include "clean/class_names.h"

#include <functional>

namespace daybook {

ClassNames::ClassNames(const HtmlTree& tree) : of_(tree.nodes.size(), 0), values_{{}} {
  std::vector<std::uint32_t> slots(256, 0);  // numbers; 0 is free
  const auto slot_of = [&](std::string_view value) {
    auto slot = std::hash<std::string_view>{}(value) % slots.size();
    while (slots[slot] != 0 && values_[slots[slot]] != value) slot = (slot + 1) % slots.size();
    return slot;
  };
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto value = tree.nodes[i].attribute("class");
    if (value.empty()) continue;
    auto slot = slot_of(value);
    if (slots[slot] == 0) {
      if (2 * values_.size() > slots.size()) {
        slots.assign(2 * slots.size(), 0);
        for (std::uint32_t known = 1; known < values_.size(); ++known) slots[slot_of(values_[known])] = known;
        slot = slot_of(value);
      }
      slots[slot] = static_cast<std::uint32_t>(values_.size());
      values_.push_back(value);
    }
    of_[i] = slots[slot];
  }
}

}  // namespace daybook
