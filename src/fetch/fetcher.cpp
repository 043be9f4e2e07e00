#include "fetch/fetcher.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/utf8.h"
#include "read/codec.h"

namespace daybook {
namespace {

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::int64_t steady_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

IpAddress address_of(const sockaddr* from) {
  IpAddress out;
  if (from->sa_family == AF_INET6) {
    out.v6 = true;
    std::memcpy(out.bytes.data(), &reinterpret_cast<const sockaddr_in6*>(from)->sin6_addr, 16);
  } else {
    std::memcpy(out.bytes.data(), &reinterpret_cast<const sockaddr_in*>(from)->sin_addr, 4);
  }
  return out;
}

/// A failed fetch on its way out of the hops.
struct Failure {
  FetchOutcome outcome;
  std::string message;
};

/// What the callbacks of one transfer share.
struct Transfer {
  std::size_t max_head = 0, max_wire = 0;
  bool cut_at_limit = false;
  const std::vector<IpAddress>* pinned = nullptr;  ///< null: any (a proxy stands between)
  const std::function<bool()>* stop = nullptr;
  std::string request_head, head, body;
  bool head_too_large = false, body_too_large = false, cut = false, refused_socket = false;
};

// The callbacks are called by C code: no exception may leave them. A lack of memory ends the transfer like any other fault.
std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) noexcept {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size);
  if (!transfer.body.empty()) return size;  // a trailer of a chunked body: says nothing that is looked at
  try {
    if (line.starts_with("HTTP/")) transfer.head.clear();  // an interim answer (103) stood before
    if (transfer.head.size() + size > transfer.max_head) {
      transfer.head_too_large = true;
      return 0;
    }
    transfer.head += line;
  } catch (...) {
    return 0;
  }
  return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) noexcept {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t room = transfer.max_wire - std::min(transfer.max_wire, transfer.body.size());
  try {
    transfer.body.append(data, std::min(size, room));
  } catch (...) {
    transfer.body_too_large = true;
    return 0;
  }
  if (size <= room) return size;
  (transfer.cut_at_limit ? transfer.cut : transfer.body_too_large) = true;
  return 0;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  const auto& transfer = *static_cast<Transfer*>(user);
  return transfer.stop && *transfer.stop && (*transfer.stop)() ? 1 : 0;
}

int on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* user) noexcept {
  if (type != CURLINFO_HEADER_OUT) return 0;
  try {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view text(data, size);
    if (!text.starts_with("CONNECT ")) transfer.request_head.assign(text);
  } catch (...) {
  }
  return 0;
}

curl_socket_t on_socket(void* user, curlsocktype purpose, curl_sockaddr* address) noexcept {
  auto& transfer = *static_cast<Transfer*>(user);
  const bool ip = address->family == AF_INET || address->family == AF_INET6;
  const bool allowed = ip && purpose == CURLSOCKTYPE_IPCXN &&
                       (!transfer.pinned || std::find(transfer.pinned->begin(), transfer.pinned->end(), address_of(&address->addr)) != transfer.pinned->end());
  if (!allowed) {
    transfer.refused_socket = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Undoes what Content-Encoding lists, the last first.
std::string decoded(const Fields& fields, std::string body, std::size_t cap) {
  std::string codings = lower(fields.get("Content-Encoding"));
  for (int depth = 0; !codings.empty(); ++depth) {
    if (depth == 3) throw Error(ErrorCode::bad_input, "more than three codings lie over one another");
    const auto comma = codings.rfind(',');
    body = undo_coding(trim(std::string_view(codings).substr(comma == std::string::npos ? 0 : comma + 1)), body, cap);
    codings.resize(comma == std::string::npos ? 0 : comma);
  }
  if (body.size() > cap) throw Error(ErrorCode::too_large, "the page has more than " + std::to_string(cap) + " bytes");
  return body;
}

bool is_redirect(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

/// A header's value may come from a server: a line end in it would begin another header.
bool one_line(std::string_view text) { return text.size() < 1024 && std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; }); }

}  // namespace

std::vector<IpAddress> allowed_addresses(const std::vector<IpAddress>& found, bool allow_private) {
  std::vector<IpAddress> out;
  std::copy_if(found.begin(), found.end(), std::back_inserter(out), [&](const IpAddress& a) { return may_connect(a, allow_private); });
  return out;
}

struct Fetcher::Impl {
  FetchOptions options;
  std::function<Seconds()> clock;
  Resolve resolve;
  CURL* curl = nullptr;
  std::map<std::string, std::vector<IpAddress>> pins;  // host -> the addresses it has for us, for good

  ~Impl() { curl_easy_cleanup(curl); }

  /// The addresses that a host may be reached at.
  const std::vector<IpAddress>& pin(const Url& url) {
    if (const auto known = pins.find(url.host); known != pins.end()) return known->second;
    std::vector<IpAddress> found;
    if (const auto literal = parse_address(url.host)) {
      found = {*literal};
    } else {
      try {
        found = resolve(url.host, options.lookup_ms);
      } catch (const Error& error) {
        throw Failure{FetchOutcome::unreachable, error.what()};
      }
    }
    auto allowed = allowed_addresses(found, options.allow_private);
    if (allowed.empty() && found.empty()) throw Failure{FetchOutcome::unreachable, "There is no host " + url.host + "."};
    if (allowed.empty()) {
      const std::string shown = to_text(found.front());
      throw Failure{FetchOutcome::refused, "The host " + url.host + (shown == url.host || "[" + shown + "]" == url.host ? "" : " has the address " + shown + ", which") + " is " +
                                               name_of(kind_of(found.front())) + "; only public addresses are connected to."};
    }
    return pins.emplace(url.host, std::move(allowed)).first->second;
  }

  /// With a proxy the names are its affair; what is written as an address is still looked at.
  const std::vector<IpAddress>* pin_for(const Url& url) {
    if (options.proxy.empty()) return &pin(url);
    if (parse_address(url.host)) pin(url);
    return nullptr;
  }

  Failure failure_of(CURLcode code, const Transfer& transfer, const Url& url, const char* detail) const {
    const std::string shown = to_text(url);
    if (transfer.refused_socket) return {FetchOutcome::refused, "The connection for " + shown + " would have gone to another address than the one that was checked."};
    if (transfer.head_too_large) return {FetchOutcome::too_large, "The answer of " + url.host + " has more than " + std::to_string(options.max_head_bytes) + " bytes of header fields."};
    if (transfer.body_too_large || code == CURLE_FILESIZE_EXCEEDED) return {FetchOutcome::too_large, shown + " has more than " + std::to_string(transfer.max_wire) + " bytes."};
    const std::string why = *detail ? detail : curl_easy_strerror(code);
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT: return {FetchOutcome::timed_out, url.host + " did not answer in time: " + why + "."};
      case CURLE_ABORTED_BY_CALLBACK: return {FetchOutcome::stopped, "Stopped."};
      case CURLE_PARTIAL_FILE: return {FetchOutcome::damaged, "The answer for " + shown + " is cut: fewer bytes came than were announced."};
      case CURLE_GOT_NOTHING:
      case CURLE_RECV_ERROR:
      case CURLE_WEIRD_SERVER_REPLY:
      case CURLE_UNSUPPORTED_PROTOCOL:
      case CURLE_BAD_CONTENT_ENCODING:
      case CURLE_WRITE_ERROR: return {FetchOutcome::damaged, "The answer for " + shown + " is no proper HTTP: " + why + "."};
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CACERT_BADFILE:
      case CURLE_SSL_CONNECT_ERROR: return {FetchOutcome::unreachable, "The connection to " + url.host + " cannot be trusted: " + why + "."};
      default: return {FetchOutcome::unreachable, url.host + " cannot be reached: " + why + "."};
    }
  }

  void set_fixed() {
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));  // so that heads can be kept as they were
    curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_PROXY, options.proxy.c_str());  // "": also none of the environment
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options.agent.c_str());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_ms));
    curl_easy_setopt(curl, CURLOPT_DNS_CACHE_TIMEOUT, -1L);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);  // only for on_debug, which keeps the request as it went out
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  }

  /// One request and its answer; no redirects.
  void hop(const FetchRequest& request, const Url& url, std::int64_t left_ms, FetchAnswer& answer) {
    Transfer transfer;
    transfer.max_head = options.max_head_bytes;
    transfer.max_wire = options.max_wire_bytes;
    if (request.max_body_bytes) transfer.max_wire = request.cut_at_limit ? request.max_body_bytes : std::max(transfer.max_wire, request.max_body_bytes);
    transfer.cut_at_limit = request.cut_at_limit;
    transfer.pinned = pin_for(url);
    transfer.stop = &options.stop;

    curl_slist* lines = nullptr;
    const auto header = [&](const std::string& line) { lines = curl_slist_append(lines, line.c_str()); };
    header("Accept: " + request.accept);
    header(request.cut_at_limit ? "Accept-Encoding: identity" : "Accept-Encoding: gzip, deflate, br, zstd");
    if (!request.etag.empty() && one_line(request.etag)) header("If-None-Match: " + request.etag);
    if (!request.last_modified.empty() && one_line(request.last_modified)) header("If-Modified-Since: " + request.last_modified);
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> fields(lines, curl_slist_free_all);

    curl_slist* known = nullptr;
    if (transfer.pinned && !parse_address(url.host)) {
      std::string entry = url.host + ":" + std::to_string(url.port) + ":";
      for (const auto& address : *transfer.pinned) entry += (entry.ends_with(':') ? "" : ",") + (address.v6 ? "[" + to_text(address) + "]" : to_text(address));
      known = curl_slist_append(nullptr, entry.c_str());
    }
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> resolved(known, curl_slist_free_all);

    char detail[CURL_ERROR_SIZE] = "";
    const std::string text = to_text(url);
    curl_easy_setopt(curl, CURLOPT_URL, text.c_str());
    curl_easy_setopt(curl, CURLOPT_RESOLVE, resolved.get());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields.get());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left_ms));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.cut_at_limit ? 0 : transfer.max_wire));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
    for (const auto option : {CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_XFERINFODATA, CURLOPT_DEBUGDATA, CURLOPT_OPENSOCKETDATA}) curl_easy_setopt(curl, option, &transfer);

    HttpExchange exchange;
    exchange.url = text;
    exchange.date = to_iso_instant(clock());
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
    if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && transfer.cut)) throw failure_of(code, transfer, url, detail);

    const char* ip = nullptr;
    curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &ip);
    if (ip && options.proxy.empty()) answer.ip = ip;  // of a proxy it would say nothing about the server
    // A connection kept open was checked when it was made; this compares once more what really was talked to.
    const auto peer = parse_address(answer.ip);
    if (transfer.pinned && (!peer || std::find(transfer.pinned->begin(), transfer.pinned->end(), *peer) == transfer.pinned->end()))
      throw Failure{FetchOutcome::refused, "The answer for " + text + " came from another address than the one that was checked."};

    HttpResponse parsed;
    try {
      parsed = parse_http(transfer.head);
    } catch (const Error&) {
      throw Failure{FetchOutcome::damaged, "The answer for " + text + " is no proper HTTP."};
    }
    answer.status = parsed.status;
    answer.fields = std::move(parsed.fields);
    exchange.ip = answer.ip;
    exchange.request_head = std::move(transfer.request_head);
    exchange.response_head = std::move(transfer.head);
    exchange.response_body = std::move(transfer.body);
    if (transfer.cut) exchange.truncated = "length";
    answer.exchanges.push_back(std::move(exchange));
  }

  FetchAnswer fetch(const FetchRequest& request) {
    FetchAnswer answer;
    answer.url = request.url;
    const int most = request.max_redirects >= 0 ? request.max_redirects : options.max_redirects;
    std::set<std::string> been;
    std::int64_t left = options.total_ms;
    try {
      Url url = request.url;
      for (int redirects = 0;; ++redirects) {
        if (!been.insert(to_text(url)).second) throw Failure{FetchOutcome::refused, "The redirects from " + to_text(request.url) + " lead round to " + to_text(url) + " again."};
        if (options.stop && options.stop()) throw Failure{FetchOutcome::stopped, "Stopped."};
        answer.url = url;
        pin_for(url);  // before anybody is asked about it: of a host that is refused not even the robots.txt is looked at
        if (request.before_hop)
          if (auto why = request.before_hop(url)) throw Failure{FetchOutcome::refused, *why};
        const std::int64_t begun = steady_ms();
        hop(request, url, std::max<std::int64_t>(1, left), answer);
        left -= steady_ms() - begun;
        const std::string location = answer.fields.get("Location");
        if (!is_redirect(answer.status) || location.empty()) break;
        if (redirects == most) throw Failure{FetchOutcome::refused, to_text(request.url) + " redirects more than " + std::to_string(most) + " times."};
        try {
          url = resolve_url(url, location);
        } catch (const Error& error) {
          throw Failure{FetchOutcome::refused, to_text(url) + " redirects to where it may not: " + error.what()};
        }
        if (left <= 0) throw Failure{FetchOutcome::timed_out, "The redirects from " + to_text(request.url) + " take too long."};
      }
      std::string& raw = answer.exchanges.back().response_body;
      answer.body = decoded(answer.fields, request.for_archive ? raw : std::exchange(raw, {}), request.max_body_bytes ? request.max_body_bytes : options.max_body_bytes);
      answer.outcome = FetchOutcome::answered;
    } catch (const Failure& failure) {
      answer.outcome = failure.outcome;
      answer.message = repair_utf8(failure.message);
    } catch (const Error& error) {  // of a content coding
      answer.outcome = error.code() == ErrorCode::too_large ? FetchOutcome::too_large : FetchOutcome::damaged;
      answer.message = "The answer for " + to_text(answer.url) + " cannot be unpacked: " + error.what() + ".";
    }
    if (answer.outcome != FetchOutcome::answered) answer.status = 0;
    return answer;
  }
};

Fetcher::Fetcher(FetchOptions options, std::function<Seconds()> clock, Resolve resolve) : impl_(std::make_unique<Impl>()) {
  start_library();
  if (!options.proxy.empty()) options.proxy = origin_of(parse_url(options.proxy));
  impl_->options = std::move(options);
  impl_->clock = std::move(clock);
  impl_->resolve = std::move(resolve);
  impl_->curl = curl_easy_init();
  if (!impl_->curl) throw std::bad_alloc();
  impl_->set_fixed();
}
Fetcher::~Fetcher() = default;
Fetcher::Fetcher(Fetcher&&) noexcept = default;

FetchAnswer Fetcher::fetch(const FetchRequest& request) { return impl_->fetch(request); }
const FetchOptions& Fetcher::options() const { return impl_->options; }

}  // namespace daybook
