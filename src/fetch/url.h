// Addresses of the web (RFC 3986), only http and https, brought to one form.
//
//     https://www.example.org:8443/a/b.html?page=2
//     scheme  host           port path     query       what comes after '#' is dropped: servers never see it
//
// The form is this program's own and is what the network library gets, so that what was checked is what is asked for:
// host in lower case and ASCII (IDNA 2008), "127.1" or "0x7f000001" written out as 127.0.0.1, dot segments resolved,
// characters that may not stand in an address percent-encoded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

struct Url {
  std::string scheme;   ///< "http" or "https"
  std::string host;     ///< "example.org", "192.0.2.1" or "[2001:db8::1]"
  std::uint16_t port = 0;
  std::string path;     ///< begins with '/'
  std::string query;    ///< with its '?', or empty

  bool operator==(const Url&) const = default;
};

/// Reads an absolute address. Throws Error{usage} with one sentence for what is none, another scheme, a name or password
/// in it, or a port that belongs to another service (the Fetch standard's list).
Url parse_url(std::string_view text);

/// A reference ("../b.html", "//cdn.example.org/x", "?page=2") as seen from `base`. Throws as parse_url.
Url resolve_url(const Url& base, std::string_view reference);

/// Does a word of the command line mean an address? It starts with "http://" or "https://", in any case.
bool looks_like_url(std::string_view text);

std::string to_text(const Url& url);

/// "https://example.org" or "http://example.org:8080": what a robots.txt speaks for.
std::string origin_of(const Url& url);

/// Path and query: what is asked for, and what robots.txt rules are matched with.
std::string target_of(const Url& url);

/// The address by which an article is known again: without parameters that only say by which way a reader came, and the same for
/// http and https at their usual ports.
/// `tracking` are names of parameters; one that ends in '*' stands for all that begin so.
std::string key_of(const Url& url, const std::vector<std::string>& tracking);

}  // namespace daybook
