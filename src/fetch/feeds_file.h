// feeds.toml: what `daybook follow` looks at, and how often it may.
//
//     contact = "https://example.org/about-our-reader"    # said to every server
//     pace = "2s"                                         # defaults of all sources
//
//     [[source]]
//     url = "https://harbour.example/rss.xml"
//     name = "Harbour Observer"
//     include = ["/world/", "/politics/"]
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/instant.h"
#include "fetch/url.h"

namespace daybook {

/// What a source is said to be. `found` leaves it to the answer.
enum class SourceKind { found, rss, atom, sitemap, news_sitemap, page_list };

struct FollowSource {
  Url url;
  std::string name;                     ///< in status lines; the host and path if not given
  std::string publisher, language;      ///< of its documents; empty: as the pages say
  SourceKind kind = SourceKind::found;
  std::int64_t pace_ms = 2000;          ///< between two requests at its hosts
  std::size_t max = 50;                 ///< articles a run
  Seconds max_age = 7 * 86'400;         ///< older ones are passed over; those without a date are not old
  std::size_t max_sitemaps = 5;         ///< of an index, newest first, a run
  std::vector<std::string> include;     ///< patterns (fetch/pattern.h) on the whole address; empty: all
  std::vector<std::string> exclude;
};

struct FollowPlan {
  std::string contact;                  ///< of who runs the reader; part of the User-Agent
  std::vector<FollowSource> sources;    ///< in the order of the file
};

/// Reads the text of a feeds.toml; `name` is used in messages. Throws Error{usage} with one sentence that names the line.
FollowPlan parse_feeds(std::string_view text, const std::string& name);

/// The same from a file. Throws Error{unreadable} too.
FollowPlan read_feeds(const std::filesystem::path& file);

/// Is an address wanted by the source's include and exclude lists?
bool wanted(const FollowSource& source, const Url& url);

/// "Daybook/0.1.0 (+CONTACT)", or without the brackets where there is no contact. Throws Error{usage} for a contact with characters
/// that may not stand in a header.
std::string agent_name(const std::string& contact);

}  // namespace daybook
