// robots.txt: what the owner of a site asks automatic readers to leave alone (RFC 9309).
//
//     file  = *( group / other line )
//     group = 1*( "User-agent:" token ) *( ("Allow:" / "Disallow:") path-pattern )
//
// All groups of our token count as one; if there is none, those of "*" do; if there is none either, all is allowed. Of the
// rules that match a path the one with the longest pattern decides, and at equal length "Allow". '*' stands for any bytes,
// '$' at the end for the end of the path. Lines that are none of this are passed over, in the middle of a group too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/instant.h"

namespace daybook {

struct RobotsRule {
  bool allow = false;
  std::string pattern;  ///< percent-encoding in the one form that paths are compared in
};

/// What one site's robots.txt says to one reader. Const and thread-safe once made.
struct Robots {
  std::vector<RobotsRule> rules;
  std::optional<std::int64_t> delay_ms;  ///< Crawl-delay, which the RFC does not know but many files hold: a hint for the pace
  std::vector<std::string> sitemaps;     ///< as written
  /// Set where the file could not be had and the RFC says to keep away: the status that came instead, 0 for no answer.
  std::optional<int> missing;

  /// `target` is path and query. /robots.txt itself is always allowed.
  bool allows(std::string_view target) const;
};

/// Parsing never fails. `token` is the reader's name ("Daybook"), compared without case. Only the first 500 KiB count (RFC 9309 2.5).
Robots parse_robots(std::string_view bytes, std::string_view token);

/// What stands for the file when a server did not give one: 4xx allows all (2.3.1.3), except 429, which asks to stay away for a
/// while; 5xx and no answer at all (`status` 0) refuse all (2.3.1.4). `status` is none of 2xx.
Robots robots_without_file(int status);

/// Path and query in the form that rules are compared in (2.2.2): what is not ASCII escaped, escapes of letters, digits and "-._~" undone,
/// escapes in capitals. `rule`: '*' and a last '$' keep their meaning; in a path they are escaped like "%2A" and "%24" in a rule.
std::string robots_form(std::string_view target, bool rule);

}  // namespace daybook
