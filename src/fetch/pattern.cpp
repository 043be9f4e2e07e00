#include "fetch/pattern.h"

namespace daybook {

// Greedy from left to right: the piece after a '*' is looked for at its first place. That is enough, because a later '*' can
// always stretch; only a piece that must stand at the end is compared with the end of the text instead.
bool pattern_matches(std::string_view pattern, std::string_view text) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  auto star = pattern.find('*');
  const auto head = pattern.substr(0, star);
  if (!text.starts_with(head)) return false;
  text.remove_prefix(head.size());
  if (star == std::string_view::npos) return !to_end || text.empty();
  for (;;) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const auto piece = pattern.substr(0, star);
    if (star == std::string_view::npos && to_end) return text.ends_with(piece);
    const auto at = text.find(piece);
    if (at == std::string_view::npos) return false;
    if (star == std::string_view::npos) return true;
    text.remove_prefix(at + piece.size());
  }
}

bool pattern_found(std::string_view pattern, std::string_view text) {
  if (pattern.starts_with('^')) return pattern_matches(pattern.substr(1), text);
  // As if it began with '*': without copying the pattern, the first piece is tried at each of its places.
  const bool to_end = pattern.ends_with('$') && pattern.find('*') == std::string_view::npos;
  if (to_end) return text.ends_with(pattern.substr(0, pattern.size() - 1));
  const auto star = pattern.find('*');
  const auto head = pattern.substr(0, star == std::string_view::npos ? pattern.size() : star);
  const auto at = text.find(head);
  return at != std::string_view::npos && pattern_matches(pattern, text.substr(at));
}

}  // namespace daybook
