// Moments as servers and feeds write them, in seconds since 1970 (UTC).
//
// Only for deciding what to ask for and when: what a document says of its day is read by clean/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daybook {

using Seconds = std::int64_t;  ///< of time since 1970-01-01T00:00:00Z, or of a length of time

/// HTTP-date in its three forms (RFC 9110 5.6.7), RFC 2822 dates with any numeric zone, ISO 8601 / W3C dates with or without
/// a time of day ("2021-07-14", "2021-07-14T10:00:00+04:30"). Without a zone: UTC. Nothing for anything else.
std::optional<Seconds> parse_instant(std::string_view text);

/// A day or month in an address ("/2021/07/14/", "sitemap-2021-07.xml", "20210714"): what a list without dates still says. Of a month its
/// 28th, since its sitemap holds its last days. Nothing if there is none.
std::optional<Seconds> moment_in_address(std::string_view url);

/// "2021-07-14T10:00:00Z".
std::string to_iso_instant(Seconds instant);

/// "Wed, 14 Jul 2021 10:00:00 GMT", for If-Modified-Since.
std::string to_http_date(Seconds instant);

/// What a Retry-After header asks for: a number of seconds, or a date less `now`. Nothing if it is neither; never below 0.
std::optional<Seconds> parse_retry_after(std::string_view text, Seconds now);

/// "90s", "15m", "2h", "7d", "500ms". Nothing for anything else.
std::optional<std::int64_t> parse_milliseconds(std::string_view text);

}  // namespace daybook
