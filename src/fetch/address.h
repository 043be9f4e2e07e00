// IP addresses and which of them may be connected to.
//
// The ranges are those of the IANA special-purpose registries (RFC 6890 and what was added since), the multicast and the
// IPv6 global-unicast registries. They stand in code, not in data/: a data folder that somebody replaced must not open the
// local network.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daybook {

/// An IPv4 address, or an IPv6 address without its scope.
struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  ///< network order; IPv4 uses the first four, the rest are zero

  auto operator<=>(const IpAddress&) const = default;
};

/// Reads "192.0.2.1" (four decimal numbers, no leading zeros) or an RFC 4291 text, with or without brackets. A scope
/// ("fe80::1%eth0"), the short and octal forms of inet_aton and anything else give nothing.
std::optional<IpAddress> parse_address(std::string_view text);

/// "192.0.2.1", or the short form of RFC 5952.
std::string to_text(const IpAddress& address);

/// What an address is for.
enum class AddressKind {
  global,         ///< may be connected to
  loopback,       ///< this machine
  private_use,    ///< RFC 1918, unique local, site local, local NAT64
  link_local,     ///< the cable; also the metadata services of clouds
  shared,         ///< carrier-grade NAT, RFC 6598
  unspecified,    ///< 0.0.0.0/8 and ::, which some systems take for this machine
  multicast,      ///< and broadcast
  documentation,  ///< examples and benchmarks
  reserved,       ///< everything else that nobody may be reached at
};
const char* name_of(AddressKind kind);

/// Addresses that carry another one (IPv4-mapped and -compatible, 6to4, NAT64, Teredo, ISATAP) are what the carried one
/// is: 64:ff9b::7f00:1 is loopback. Where two are carried, the one that is not global decides.
AddressKind kind_of(const IpAddress& address);

/// May it be connected to? Global addresses always. With `allow_private` also this machine and local networks, but never
/// multicast, unspecified or reserved ones.
bool may_connect(const IpAddress& address, bool allow_private);

}  // namespace daybook
