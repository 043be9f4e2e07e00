// How the story lies on its page: where its head begins, where its text does, where both end.
#pragma once

#include <cstddef>
#include <optional>

#include "clean/parts.h"
#include "clean/story_heading.h"

namespace daybook {

struct StoryFrame {
  std::size_t head = 0, first_prose = 0, last_prose = 0;  ///< nodes: where the head of the story begins; its first prose after a summary; its last
  std::size_t end = 0;
  std::size_t foot = 0;  ///< node where the lines under the story end

  PageSide side(std::size_t node) const {
    if (node >= end) return PageSide::below;
    if (node > last_prose) return PageSide::below;
    if (node >= first_prose) return PageSide::story;
    return node >= head ? PageSide::head : PageSide::above;
  }
};

/// `heading`: the node of the story's heading, if it was found.
StoryFrame frame_of(const PageView& page, std::optional<std::size_t> heading);

}  // namespace daybook
