// Text that was encoded twice: its UTF-8 was read as windows-1252 and made UTF-8 again ("cafÃ©").
#pragma once

#include <string>
#include <vector>

namespace daybook {

/// Undoes it where nearly all characters over ASCII are of that kind, and says so in `notes`; a page with some such places only is left as it stands, which is
/// noted, too. Fewer than three places are no sign. Well-formed UTF-8 in and out; one look at sound pages.
void undo_twice(std::string& text, std::vector<std::string>& notes);

}  // namespace daybook
