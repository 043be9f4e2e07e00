// What a page's JSON-LD (schema.org) says of the articles on it.
#pragma once

#include <string>
#include <vector>

#include "clean/html_tree.h"

namespace daybook {

struct LdAuthor {
  std::string name;
  bool person = false, body = false;  ///< as typed; neither where no type is given
};

/// One article of a page's data; strings are plain text, empty where nothing is said.
struct LdArticle {
  std::string headline, name, url, published, modified, expires, body, language, publisher;
  std::vector<LdAuthor> authors;
  int rank = 0;  ///< 0 an article or posting, 1 another work with a headline, 2 only a web page
};

struct LdData {
  std::vector<LdArticle> articles;  ///< by rank, then in page order, outer before inner
  std::vector<std::string> sites;   ///< names of objects typed WebSite
};

/// Reads every block of JSON-LD; what does not parse, is larger than 4 MiB or nests deeper than 100 is passed over. References by @id are followed.
LdData read_json_ld(const HtmlTree& tree);

/// References and tags that pages leave in strings of their data and head, read by the parser that knows them all.
std::string without_markup(const std::string& text);

}  // namespace daybook
