// The .case format: a short text and the lines that must come out of it.
//
//     # Why this case exists (first lines; required).
//     known-gap: reason            optional: the case must fail today
//     published 2025-03-14         optional
//     headline WORDS               optional
//     text
//     Shelling hit the depot on Tuesday.
//     ----
//     time "Tuesday" 2025-03-11 day
//     no claim capture
//
// A case may be a page instead of a text: what comes out are its segments.
//
//     # Menus are no story.
//     url https://example.org/a    optional
//     page
//     <nav><a href="/">Home</a></nav><p>Shelling hit the depot on Tuesday.</p>
//     ----
//     body "Shelling hit the depot on Tuesday."
//     no body "Home"
//     segments body=1
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace daybook {

struct Case {
  std::filesystem::path file;
  std::string why, known_gap, published, headline, url, text;
  bool page = false;                  ///< the text is HTML
  std::vector<std::string> head;      ///< lines up to and with "----", as they stand
  std::vector<std::string> expected;  ///< lines after it, without comments
};

/// Throws std::runtime_error that names file and line.
std::vector<Case> read_cases(const std::filesystem::path& file);

/// Headline and one body segment a paragraph.
Document document_of(const Case& c);

/// The case's text as an HTML page.
Page page_of(const Case& c);

}  // namespace daybook
