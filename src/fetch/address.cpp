#include "fetch/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace daybook {
namespace {

struct Range {
  std::array<std::uint8_t, 16> prefix;
  unsigned bits;
  AddressKind kind;
};

// More particular ranges stand before those that hold them.
constexpr Range kIpv4[] = {
    {{0}, 8, AddressKind::unspecified},              // RFC 791: "this network"
    {{10}, 8, AddressKind::private_use},             // RFC 1918
    {{100, 64}, 10, AddressKind::shared},            // RFC 6598
    {{127}, 8, AddressKind::loopback},               // RFC 1122
    {{169, 254}, 16, AddressKind::link_local},       // RFC 3927
    {{172, 16}, 12, AddressKind::private_use},       // RFC 1918
    {{192, 0, 0}, 24, AddressKind::reserved},        // RFC 6890: protocol assignments
    {{192, 0, 2}, 24, AddressKind::documentation},   // RFC 5737
    {{192, 88, 99}, 24, AddressKind::reserved},      // RFC 7526: 6to4 relays, given up
    {{192, 168}, 16, AddressKind::private_use},      // RFC 1918
    {{198, 18}, 15, AddressKind::documentation},     // RFC 2544: benchmarks
    {{198, 51, 100}, 24, AddressKind::documentation},
    {{203, 0, 113}, 24, AddressKind::documentation},
    {{224}, 4, AddressKind::multicast},              // RFC 5771
    {{255, 255, 255, 255}, 32, AddressKind::multicast},
    {{240}, 4, AddressKind::reserved},               // RFC 1112
    {{}, 0, AddressKind::global},
};

constexpr Range kIpv6[] = {
    {{}, 128, AddressKind::unspecified},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressKind::loopback},
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, AddressKind::private_use},       // RFC 8215: local NAT64
    {{0x20, 0x01, 0, 0x02, 0, 0}, 48, AddressKind::documentation},     // RFC 5180: benchmarks
    {{0x20, 0x01, 0, 0x03}, 32, AddressKind::global},                  // RFC 7450: AMT
    {{0x20, 0x01, 0, 0x04, 0x01, 0x12}, 48, AddressKind::global},      // RFC 7535: AS112
    {{0x20, 0x01, 0, 0}, 23, AddressKind::reserved},                   // RFC 2928: protocol assignments
    {{0x20, 0x01, 0x0d, 0xb8}, 32, AddressKind::documentation},        // RFC 3849
    {{0x3f, 0xff, 0}, 20, AddressKind::documentation},                 // RFC 9637
    {{0x20}, 3, AddressKind::global},                                  // RFC 4291: all that was ever given out
    {{0xfc}, 7, AddressKind::private_use},                             // RFC 4193
    {{0xfe, 0x80}, 10, AddressKind::link_local},
    {{0xfe, 0xc0}, 10, AddressKind::private_use},                      // RFC 3879: site local, given up
    {{0xff}, 8, AddressKind::multicast},
    {{}, 0, AddressKind::reserved},
};

bool within(const std::array<std::uint8_t, 16>& bytes, const Range& range) {
  for (unsigned bit = 0; bit < range.bits; bit += 8) {
    const auto mask = static_cast<std::uint8_t>(range.bits - bit >= 8 ? 0xff : 0xff << (8 - (range.bits - bit)));
    if ((bytes[bit / 8] & mask) != (range.prefix[bit / 8] & mask)) return false;
  }
  return true;
}

template <std::size_t N>
AddressKind look_up(const std::array<std::uint8_t, 16>& bytes, const Range (&table)[N]) {
  return std::find_if(std::begin(table), std::end(table), [&](const Range& range) { return within(bytes, range); })->kind;
}

bool starts(const std::array<std::uint8_t, 16>& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

AddressKind carried(const std::array<std::uint8_t, 16>& bytes, std::size_t at, std::uint8_t flip = 0) {
  std::array<std::uint8_t, 16> v4{};
  for (std::size_t i = 0; i < 4; ++i) v4[i] = static_cast<std::uint8_t>(bytes[at + i] ^ flip);
  return look_up(v4, kIpv4);
}

AddressKind stricter(AddressKind a, AddressKind b) { return a == AddressKind::global ? b : a; }

AddressKind kind_of_v6(const std::array<std::uint8_t, 16>& b) {
  constexpr std::array<std::uint8_t, 16> kNone{};
  const bool zero10 = std::equal(b.begin(), b.begin() + 10, kNone.begin());
  if (zero10 && b[10] == 0xff && b[11] == 0xff) return carried(b, 12);                         // RFC 4291 2.5.5.2: mapped
  if (starts(b, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return carried(b, 12);         // RFC 6052: NAT64
  if (starts(b, {0x20, 0x02})) return carried(b, 2);                                           // RFC 3056: 6to4
  if (starts(b, {0x20, 0x01, 0, 0})) return stricter(carried(b, 4), carried(b, 12, 0xff));     // RFC 4380: server, client
  const bool compatible = zero10 && b[10] == 0 && b[11] == 0 && (b[12] != 0 || b[13] != 0);    // RFC 4291 2.5.5.1
  if (compatible) return stricter(carried(b, 12), AddressKind::reserved);
  const AddressKind kind = look_up(b, kIpv6);
  const bool isatap = (b[8] & 0xfd) == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe;       // RFC 5214
  return isatap ? stricter(kind, carried(b, 12)) : kind;
}

}  // namespace

std::optional<IpAddress> parse_address(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  IpAddress out;
  char buffer[INET6_ADDRSTRLEN];
  if (text.empty() || text.size() >= sizeof buffer) return std::nullopt;
  std::memcpy(buffer, text.data(), text.size());
  buffer[text.size()] = '\0';
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  if (inet_pton(AF_INET, buffer, out.bytes.data()) == 1) return out;
  out.v6 = true;
  if (inet_pton(AF_INET6, buffer, out.bytes.data()) == 1) return out;
  return std::nullopt;
}

std::string to_text(const IpAddress& address) {
  char buffer[INET6_ADDRSTRLEN];
  return inet_ntop(address.v6 ? AF_INET6 : AF_INET, address.bytes.data(), buffer, sizeof buffer);
}

const char* name_of(AddressKind kind) {
  switch (kind) {
    case AddressKind::global: return "global";
    case AddressKind::loopback: return "loopback";
    case AddressKind::private_use: return "private";
    case AddressKind::link_local: return "link-local";
    case AddressKind::shared: return "shared (carrier-grade NAT)";
    case AddressKind::unspecified: return "unspecified";
    case AddressKind::multicast: return "multicast";
    case AddressKind::documentation: return "documentation";
    case AddressKind::reserved: return "reserved";
  }
  return "";
}

AddressKind kind_of(const IpAddress& address) { return address.v6 ? kind_of_v6(address.bytes) : look_up(address.bytes, kIpv4); }

bool may_connect(const IpAddress& address, bool allow_private) {
  switch (kind_of(address)) {
    case AddressKind::global: return true;
    case AddressKind::loopback:
    case AddressKind::private_use:
    case AddressKind::link_local:
    case AddressKind::shared: return allow_private;
    case AddressKind::unspecified:
    case AddressKind::multicast:
    case AddressKind::documentation:
    case AddressKind::reserved: return false;
  }
  return false;
}

}  // namespace daybook
