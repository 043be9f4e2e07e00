// Escaping for HTML and Markdown: everything that came from a page goes through here.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

std::string html_text(std::string_view text);     ///< for element content and quoted attributes
std::string markdown_text(std::string_view text); ///< for running text
/// The address if it is http(s) and free of control characters, else "": nothing else becomes a link.
std::string safe_link(std::string_view url);

}  // namespace daybook
