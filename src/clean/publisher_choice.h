// What a page's outlet is called.
#pragma once

#include <string>

#include "clean/parts.h"

namespace daybook {

/// The publisher that the data or head states, else what the title element or a link to the front page calls the site, else the owner in the copyright line; ""
/// if none of them is a name. A company's legal name gives way to the name of its site; an address to its host.
std::string choose_publisher(const PageFacts& facts, const HtmlContent& content, const std::string& title, const CleanLexicon& lexicon);

}  // namespace daybook
