// Small invented pages for the tests of what pages state and show.
#pragma once

#include <string>
#include <vector>

#include "clean/cleaner.h"

namespace daybook {

inline const CleanLexicon& lexicon() {
  static const CleanLexicon out = read_clean_lexicon(Resources(std::string(DAYBOOK_SOURCE_DIR) + "/data", "", ""));
  return out;
}

/// A page of HTML, as it was fetched from `url` and captured at `captured`; "" where the container does not say.
inline Document clean_html(std::string html, std::string url = {}, std::string captured = {}) {
  Page page;
  page.bytes = std::move(html);
  page.type = MediaType::html;
  page.hints.url = std::move(url);
  page.hints.captured = std::move(captured);
  return Cleaner(lexicon()).clean(page);
}

inline std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& entry : list) out += (out.empty() ? "" : "|") + entry;
  return out;
}

inline std::string published_of(const Document& document) { return document.published.day ? to_iso(*document.published.day) : std::string{}; }

/// Two paragraphs that are a story to every rule of the cleaner.
inline const std::string kStory =
    "<p>Fighters entered the outskirts of the town before dawn, and residents said they heard gunfire until noon.</p>"
    "<p>A spokesman for the governor denied that the bridge had fallen, saying reinforcements were on their way.</p>";

inline std::string story_under(const std::string& head) { return "<article>" + head + kStory + "</article>"; }

/// JSON-LD of a news article: `fields` follow the type.
inline std::string data_of(const std::string& fields) { return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"," + fields + "}</script>"; }

}  // namespace daybook
