#include "fetch/url.h"

#include <unicode/uidna.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/error.h"
#include "base/utf8.h"
#include "fetch/address.h"

namespace daybook {
namespace {

constexpr std::size_t kLongest = 8192;  // servers refuse longer ones; a hostile feed may hold any

// Ports of other services: a request sent there may be read as theirs. The Fetch standard, "port blocking".
constexpr std::uint16_t kOtherServices[] = {
    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,   42,   43,   53,   69,   77,   79,   87,   95,  101,  102,
    103,  104,  109,  110,  111,  113,  115,  117,  119,  123,  135,  137,  139,  143,  161,  179,  389,  427,  465,  512,  513,  514, 515,  526,
    530,  531,  532,  540,  548,  554,  556,  563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
    6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080};

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
  const std::string shown = repair_utf8(text.substr(0, 200));
  throw Error(ErrorCode::usage, "The address '" + shown + "' " + why, shown);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
int hex_value(char c) {
  if (digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_encoded(std::string& out, unsigned char byte) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

/// Escapes what may not stand there, puts escapes into capitals, and undoes those of letters, digits, "-._~" (RFC 3986 6.2.2.2).
std::string normal_part(std::string_view part, std::string_view allowed) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const auto byte = static_cast<unsigned char>(part[i]);
    if (part[i] == '%' && i + 2 < part.size() && hex_value(part[i + 1]) >= 0 && hex_value(part[i + 2]) >= 0) {
      const char meant = static_cast<char>(hex_value(part[i + 1]) * 16 + hex_value(part[i + 2]));
      if (letter(meant) || digit(meant) || meant == '-' || meant == '.' || meant == '_' || meant == '~') out += meant;
      else append_encoded(out, static_cast<unsigned char>(meant));
      i += 2;
    } else if (letter(part[i]) || digit(part[i]) || (part[i] != '\0' && allowed.find(part[i]) != std::string_view::npos)) {
      out += part[i];
    } else {
      append_encoded(out, byte);
    }
  }
  return out;
}

std::string normal_path(std::string_view path) { return normal_part(path, "-._~!$&'()*+,;=:@/[]|"); }
std::string normal_query(std::string_view query) { return normal_part(query, "-._~!$&'()*+,;=:@/?[]|{}^`"); }

/// "/a/./b/../c" -> "/a/c" (RFC 3986 5.2.4).
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  bool folder = false;
  for (std::size_t at = 1; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    const auto segment = path.substr(at, end - at);
    folder = end == path.size() && (segment == "." || segment == "..");
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != ".") {
      kept.push_back(segment);
    }
    at = end + 1;
  }
  std::string out;
  for (const auto segment : kept) (out += '/') += segment;
  return out.empty() || folder ? out + "/" : out;
}

/// One number of inet_aton: decimal, octal with 0, hexadecimal with 0x.
std::optional<std::uint64_t> number_of(std::string_view text) {
  int base = 10;
  if (text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
    if (text.empty()) return 0;
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A host whose last part is a number is an IPv4 address in one of the forms that inet_aton knows, or no host at all.
std::optional<std::string> as_ipv4(std::string_view host, std::string_view whole) {
  std::string_view rest = host;
  if (rest.ends_with('.')) rest.remove_suffix(1);
  const auto last = rest.substr(rest.rfind('.') + 1);
  const bool digits = !last.empty() && std::all_of(last.begin(), last.end(), digit);
  if (!digits && !(last.starts_with("0x") && number_of(last))) return std::nullopt;
  std::vector<std::uint64_t> numbers;
  for (std::size_t at = 0; at <= rest.size();) {
    const auto end = std::min(rest.find('.', at), rest.size());
    const auto value = number_of(rest.substr(at, end - at));
    if (!value || numbers.size() == 4) refuse(whole, "has a host that is neither a name nor an IP address.");
    numbers.push_back(*value);
    at = end + 1;
  }
  std::uint64_t address = 0;
  for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {
    if (numbers[i] > 255) refuse(whole, "has a host that is neither a name nor an IP address.");
    address |= numbers[i] << (8 * (3 - i));
  }
  const unsigned left = 5 - static_cast<unsigned>(numbers.size());  // bytes that the last number fills
  if (numbers.back() >> (8 * left)) refuse(whole, "has a host that is neither a name nor an IP address.");
  address |= numbers.back();
  IpAddress out;
  for (int i = 0; i < 4; ++i) out.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(address >> (8 * (3 - i)));
  return to_text(out);
}

std::string ascii_host(std::string_view host, std::string_view whole) {
  std::string decoded;
  for (std::size_t i = 0; i < host.size(); ++i) {
    if (host[i] == '%' && i + 2 < host.size() && hex_value(host[i + 1]) >= 0 && hex_value(host[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_value(host[i + 1]) * 16 + hex_value(host[i + 2]));
      i += 2;
    } else {
      decoded += host[i];
    }
  }
  if (std::all_of(decoded.begin(), decoded.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return lower(decoded);
  UErrorCode status = U_ZERO_ERROR;
  UIDNA* idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::string out(1024, '\0');
  const int32_t size = U_SUCCESS(status) ? uidna_nameToASCII_UTF8(idna, decoded.data(), static_cast<int32_t>(decoded.size()), out.data(), static_cast<int32_t>(out.size()), &info, &status) : 0;
  if (idna) uidna_close(idna);
  if (U_FAILURE(status) || info.errors != 0) refuse(whole, "has a host that is no proper name.");
  out.resize(static_cast<std::size_t>(size));
  return lower(out);
}

std::string normal_host(std::string_view host, std::string_view whole) {
  if (host.starts_with('[')) {
    const auto address = parse_address(host);
    if (!address || !address->v6 || !host.ends_with(']')) refuse(whole, "has a host that is neither a name nor an IP address.");
    return "[" + to_text(*address) + "]";
  }
  std::string out = ascii_host(host, whole);
  if (out.ends_with('.')) out.pop_back();  // the root of names: the same host
  if (out.empty() || out.size() > 253) refuse(whole, "has no host.");
  for (const char c : out)
    if (!letter(c) && !digit(c) && c != '-' && c != '.' && c != '_') refuse(whole, "has a host that is no proper name.");
  if (out.starts_with('.') || out.ends_with('.') || out.find("..") != std::string::npos) refuse(whole, "has a host that is no proper name.");
  if (const auto address = as_ipv4(out, whole)) return *address;
  return out;
}

std::uint16_t port_of(std::string_view text, std::string_view scheme, std::string_view whole) {
  const std::uint16_t usual = scheme == "https" ? 443 : 80;
  if (text.empty()) return usual;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value == 0 || value > 65535) refuse(whole, "has no proper port.");
  if (std::binary_search(std::begin(kOtherServices), std::end(kOtherServices), value)) refuse(whole, "names port " + std::to_string(value) + ", which belongs to another service than the web.");
  return static_cast<std::uint16_t>(value);
}

/// White space around an address is a slip; line ends and tabs inside are dropped as browsers do.
std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : trim(text))
    if (c != '\n' && c != '\r' && c != '\t') out += c;
  return out;
}

std::string_view before_fragment(std::string_view text) { return text.substr(0, text.find('#')); }

void set_target(Url& url, std::string_view rest) {
  const auto mark = std::min(rest.find('?'), rest.size());
  url.path = without_dots(normal_path(rest.substr(0, mark)));
  url.query = normal_query(rest.substr(mark));
  if (url.query == "?") url.query.clear();
}

/// Everything after "http:" or "https:".
Url parse_after_scheme(std::string scheme, std::string_view rest, std::string_view whole) {
  if (!rest.starts_with("//")) refuse(whole, "is not complete; it begins with http:// or https:// and a host.");
  rest.remove_prefix(2);
  const auto end = std::min(rest.find_first_of("/?\\"), rest.size());
  const auto authority = rest.substr(0, end);
  if (end < rest.size() && rest[end] == '\\') refuse(whole, "has a backslash before its path.");
  if (authority.find('@') != std::string_view::npos) refuse(whole, "holds a name or password; such addresses are not fetched.");
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  Url out;
  out.scheme = std::move(scheme);
  out.host = normal_host(authority.substr(0, colon), whole);
  out.port = port_of(colon == std::string_view::npos ? std::string_view{} : authority.substr(colon + 1), out.scheme, whole);
  rest.remove_prefix(end);
  set_target(out, rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest));
  return out;
}

/// Bytes of "scheme" before a ':', 0 if there is none.
std::size_t scheme_length(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !letter(text[0])) return 0;
  for (std::size_t i = 0; i < colon; ++i)
    if (!letter(text[i]) && !digit(text[i]) && text[i] != '+' && text[i] != '-' && text[i] != '.') return 0;
  return colon;
}

void check_length(std::string_view text) {
  if (text.size() > kLongest) refuse(text, "is longer than " + std::to_string(kLongest) + " bytes.");
}

}  // namespace

Url parse_url(std::string_view given) {
  check_length(given);
  const std::string text = tidy(given);
  const auto length = scheme_length(text);
  const std::string scheme = lower(std::string_view(text).substr(0, length));
  if (length == 0) refuse(text, "is not complete; it begins with http:// or https:// and a host.");
  if (scheme != "http" && scheme != "https") refuse(text, "is of the kind '" + scheme + "'; only http and https are fetched.");
  return parse_after_scheme(scheme, before_fragment(std::string_view(text).substr(length + 1)), text);
}

Url resolve_url(const Url& base, std::string_view reference) {
  check_length(reference);
  const std::string text = tidy(reference);
  if (scheme_length(text) > 0) return parse_url(text);
  const auto rest = before_fragment(text);
  if (rest.starts_with("//")) return parse_after_scheme(base.scheme, rest, text);
  Url out = base;
  if (rest.empty()) return out;
  if (rest.starts_with('/')) set_target(out, rest);
  else if (rest.starts_with('?')) out.query = normal_query(rest) == "?" ? "" : normal_query(rest);
  else set_target(out, base.path.substr(0, base.path.rfind('/') + 1) + std::string(rest));
  check_length(to_text(out));
  return out;
}

bool looks_like_url(std::string_view text) {
  const std::string head = lower(text.substr(0, 8));
  return head.starts_with("http://") || head == "https://";
}

std::string origin_of(const Url& url) {
  const bool usual = url.port == (url.scheme == "https" ? 443 : 80);
  return url.scheme + "://" + url.host + (usual ? "" : ":" + std::to_string(url.port));
}

std::string target_of(const Url& url) { return url.path + url.query; }
std::string to_text(const Url& url) { return origin_of(url) + target_of(url); }

std::string key_of(const Url& url, const std::vector<std::string>& tracking) {
  const auto tracks = [&](std::string_view name) {
    return std::any_of(tracking.begin(), tracking.end(), [&](const std::string& known) {
      return known.ends_with('*') ? name.starts_with(std::string_view(known).substr(0, known.size() - 1)) : name == known;
    });
  };
  std::string query;
  for (std::size_t at = 1; at < url.query.size();) {
    const auto end = std::min(url.query.find('&', at), url.query.size());
    const auto part = std::string_view(url.query).substr(at, end - at);
    if (!part.empty() && !tracks(part.substr(0, part.find('=')))) (query += query.empty() ? "?" : "&") += part;
    at = end + 1;
  }
  const std::string origin = origin_of(url);
  return origin.substr(origin.find("//")) + url.path + query;
}

}  // namespace daybook
