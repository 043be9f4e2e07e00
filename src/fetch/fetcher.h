// Fetches single addresses of the web, trusting neither the server nor the address.
//
// - Only http and https. A host's name is looked up once in the life of a fetcher, every address is checked (fetch/address.h), and
//   connections go to the checked addresses only: the library under us gets them with the name, and each socket is compared again
//   before it connects. A name that means something else a moment later (DNS rebinding) changes nothing.
// - Redirects are followed one by one; each is checked like the first address.
// - Limits on bytes on the wire, bytes after unpacking (by read/codec, not by the library), header bytes, time.
// - Certificates are verified. No cookies, no passwords, no proxy of the environment; nothing that comes is ever run.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fetch/instant.h"
#include "fetch/resolver.h"
#include "fetch/url.h"
#include "read/http.h"
#include "read/warc_writer.h"

namespace daybook {

/// Limits and manners. The defaults suit news pages.
struct FetchOptions {
  std::string agent = "Daybook/0.1.0";      ///< the User-Agent header; says honestly who asks
  bool allow_private = false;               ///< also this machine and local networks: for tests and one's own servers
  std::string proxy;                        ///< "http://host:port"; then the proxy looks names up, and only literal addresses are checked
  std::string ca_file;                      ///< certificates to trust instead of the system's
  int max_redirects = 10;
  std::size_t max_wire_bytes = 16u << 20;   ///< body as it comes
  std::size_t max_body_bytes = 32u << 20;   ///< body unpacked: what a page may have (read/reader.h)
  std::size_t max_head_bytes = 64u << 10;   ///< status line and fields of one answer
  std::int64_t lookup_ms = 10'000;
  std::int64_t connect_ms = 10'000;
  std::int64_t total_ms = 60'000;           ///< one fetch with all its redirects, without waiting for a turn
  std::function<bool()> stop;               ///< asked often; true ends what is under way
};

enum class FetchOutcome {
  answered,     ///< a whole answer, of whatever status
  refused,      ///< by our own rules: the address, a redirect, robots.txt
  unreachable,  ///< no such host, no connection, a certificate that is not to be trusted
  timed_out,
  too_large,    ///< over a limit on bytes
  damaged,      ///< cut, not HTTP, or its coding cannot be undone
  stopped,      ///< we were told to stop
};

struct FetchRequest {
  Url url;
  std::string etag, last_modified;                  ///< of what is known already: makes the request conditional
  std::string accept = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1";
  std::size_t max_body_bytes = 0;                   ///< 0: as the options say
  int max_redirects = -1;                           ///< -1: as the options say
  bool for_archive = false;                         ///< exchanges keep the bodies too; without it they are not held twice
  bool cut_at_limit = false;                        ///< ask for no coding, and keep the first bytes of what is too large
  /// Asked before each hop, the first too; a sentence refuses it. May wait for a turn: that time does not count.
  std::function<std::optional<std::string>(const Url&)> before_hop;
};

struct FetchAnswer {
  FetchOutcome outcome = FetchOutcome::stopped;
  std::string message;                   ///< one sentence, unless answered
  Url url;                               ///< the last one asked or refused, after redirects
  int status = 0;
  Fields fields;
  std::string body;                      ///< codings undone
  std::vector<HttpExchange> exchanges;   ///< every hop that had a whole answer
  std::string ip;                        ///< of the last hop
};

/// Not thread-safe: one a thread. Keeps connections open between requests.
class Fetcher {
 public:
  /// `clock` is the time of day, for the dates of exchanges. Throws Error{usage} for a proxy that is no address.
  Fetcher(FetchOptions options, std::function<Seconds()> clock, Resolve resolve = system_resolver());
  ~Fetcher();
  Fetcher(Fetcher&&) noexcept;

  /// Never throws for what servers do.
  FetchAnswer fetch(const FetchRequest& request);

  const FetchOptions& options() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Those that may be connected to, in the same order.
std::vector<IpAddress> allowed_addresses(const std::vector<IpAddress>& found, bool allow_private);

}  // namespace daybook
