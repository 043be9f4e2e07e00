#include "clean/story_frame.h"

#include <algorithm>

namespace daybook {
namespace {

constexpr std::size_t kLineMax = 140;    // bytes of a date or kicker line
constexpr std::size_t kButtonMax = 24;   // bytes of a button among them
constexpr std::size_t kHeadBlocks = 6;   // blocks above the heading that still belong to it
constexpr std::size_t kSummary = 300;    // bytes of prose that a summary over the byline may have
constexpr std::size_t kFootBlocks = 16;  // blocks under the story that still belong to it

}  // namespace

StoryFrame frame_of(const PageView& page, std::optional<std::size_t> heading) {
  StoryFrame out{page.story.begin, page.story.end, page.story.end, page.story.end};
  const bool inside = heading && *heading >= page.story.begin && *heading < page.story.end;
  const std::size_t from = inside ? *heading : page.story.begin;  // prose over the heading is of another story
  std::size_t read = 0;
  for (const auto& block : page.blocks) {
    if (block.node < from || block.node >= page.story.end || !block.prose || comment_role(page.roles.inherited[block.node])) continue;
    if (read < kSummary) out.first_prose = block.node;
    read += block.text.size();
    out.last_prose = block.node;
  }
  std::size_t under = 0;
  for (const auto& block : page.blocks)
    if (block.node > out.last_prose && ++under <= kFootBlocks) out.foot = block.node;
  if (!heading || *heading >= out.first_prose) return out;
  out.head = *heading;
  std::size_t above = 0;  // a date or kicker line stands over the heading
  for (std::size_t i = page.blocks.size(); i-- > 0 && above < kHeadBlocks;) {
    const auto& block = page.blocks[i];
    if (block.node >= *heading) continue;
    const bool furniture = page.roles.inherited[block.node] == PartRole::furniture;
    if (block.heading || (block.density() > 0.5 && !furniture) || block.text.size() > (furniture ? kButtonMax : kLineMax)) break;
    if (!furniture) out.head = std::min(out.head, block.node);
    ++above;
  }
  return out;
}

}  // namespace daybook
