// Who wrote a page, among all that it says.
#pragma once

#include "clean/parts.h"

namespace daybook {

/// Names in the page's order, persons where any is named, else the organisation that a field or byline names as author; nothing where nobody is named.
///
/// Every field and part that names somebody is weighed: how such a field is filled as a rule, whether it names a person, the site or an account, where it
/// stands, and whether others name the same. `site_names`: names of the site; nobody is called so but by a field typed as a person.
std::vector<std::string> choose_authors(const PageFacts& facts, const HtmlContent& content, const std::vector<std::string>& site_names, const CleanLexicon& lexicon);

}  // namespace daybook
