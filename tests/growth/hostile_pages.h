// Pages that want to be expensive: each by a size, so that a test can double it and see what happens.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace daybook {

struct HostilePage {
  const char* name;
  std::string (*make)(std::size_t n);  ///< about `n` bytes, or somewhat more
};

const std::vector<HostilePage>& hostile_pages();

}  // namespace daybook
