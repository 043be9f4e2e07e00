#include "model/document.h"

#include <algorithm>

namespace daybook {

const Segment* segment_at(const Document& document, std::uint32_t offset) {
  const auto after = std::upper_bound(document.segments.begin(), document.segments.end(), offset,
                                      [](std::uint32_t at, const Segment& s) { return at < s.span.begin; });
  if (after == document.segments.begin()) return nullptr;
  const Segment& candidate = *std::prev(after);
  return candidate.span.contains(offset) ? &candidate : nullptr;
}

}  // namespace daybook
