#include <doctest/doctest.h>

#include "fetch/address.h"

using namespace daybook;

namespace {

struct Row {
  const char* address;
  AddressKind kind;
};

// First and last of each range, and the neighbours that are outside.
constexpr Row kRows[] = {
    {"0.0.0.0", AddressKind::unspecified},
    {"0.255.255.255", AddressKind::unspecified},
    {"1.0.0.0", AddressKind::global},
    {"8.8.8.8", AddressKind::global},
    {"9.255.255.255", AddressKind::global},
    {"10.0.0.0", AddressKind::private_use},
    {"10.255.255.255", AddressKind::private_use},
    {"11.0.0.0", AddressKind::global},
    {"100.63.255.255", AddressKind::global},
    {"100.64.0.0", AddressKind::shared},
    {"100.127.255.255", AddressKind::shared},
    {"100.128.0.0", AddressKind::global},
    {"126.255.255.255", AddressKind::global},
    {"127.0.0.1", AddressKind::loopback},
    {"127.255.255.254", AddressKind::loopback},
    {"128.0.0.0", AddressKind::global},
    {"169.253.255.255", AddressKind::global},
    {"169.254.0.0", AddressKind::link_local},
    {"169.254.169.254", AddressKind::link_local},
    {"169.255.0.0", AddressKind::global},
    {"172.15.255.255", AddressKind::global},
    {"172.16.0.0", AddressKind::private_use},
    {"172.31.255.255", AddressKind::private_use},
    {"172.32.0.0", AddressKind::global},
    {"192.0.0.1", AddressKind::reserved},
    {"192.0.1.0", AddressKind::global},
    {"192.0.2.77", AddressKind::documentation},
    {"192.0.3.0", AddressKind::global},
    {"192.88.99.1", AddressKind::reserved},
    {"192.167.255.255", AddressKind::global},
    {"192.168.0.0", AddressKind::private_use},
    {"192.168.255.255", AddressKind::private_use},
    {"192.169.0.0", AddressKind::global},
    {"198.17.255.255", AddressKind::global},
    {"198.18.0.0", AddressKind::documentation},
    {"198.19.255.255", AddressKind::documentation},
    {"198.20.0.0", AddressKind::global},
    {"198.51.100.9", AddressKind::documentation},
    {"203.0.113.9", AddressKind::documentation},
    {"223.255.255.255", AddressKind::global},
    {"224.0.0.1", AddressKind::multicast},
    {"239.255.255.255", AddressKind::multicast},
    {"240.0.0.0", AddressKind::reserved},
    {"255.255.255.254", AddressKind::reserved},
    {"255.255.255.255", AddressKind::multicast},
    {"::", AddressKind::unspecified},
    {"::1", AddressKind::loopback},
    {"::2", AddressKind::reserved},
    {"::7f00:1", AddressKind::loopback},            // IPv4-compatible 127.0.0.1
    {"::8.8.8.8", AddressKind::reserved},           // compatible, of a global one: given up long ago
    {"::ffff:127.0.0.1", AddressKind::loopback},
    {"::ffff:10.1.2.3", AddressKind::private_use},
    {"::ffff:a9fe:a9fe", AddressKind::link_local},
    {"::ffff:0.0.0.0", AddressKind::unspecified},
    {"::ffff:8.8.8.8", AddressKind::global},
    {"64:ff9b::127.0.0.1", AddressKind::loopback},
    {"64:ff9b::a00:1", AddressKind::private_use},
    {"64:ff9b::808:808", AddressKind::global},
    {"64:ff9b:1::1", AddressKind::private_use},
    {"64:ff9b:2::1", AddressKind::reserved},
    {"100::1", AddressKind::reserved},
    {"2001:0:a00:1:8000:0:f7f7:f7f7", AddressKind::private_use},   // Teredo: server 10.0.0.1, client 8.8.8.8
    {"2001:0:808:808:8000:0:80ff:fffe", AddressKind::loopback},    // Teredo: server 8.8.8.8, client 127.0.0.1
    {"2001:0:808:808:8000:0:f7f7:f7f7", AddressKind::global},
    {"2001:1::1", AddressKind::reserved},
    {"2001:2::1", AddressKind::documentation},
    {"2001:3::1", AddressKind::global},
    {"2001:4:112::1", AddressKind::global},
    {"2001:4:113::1", AddressKind::reserved},
    {"2001:10::1", AddressKind::reserved},
    {"2001:20::1", AddressKind::reserved},
    {"2001:200::1", AddressKind::global},
    {"2001:db8::1", AddressKind::documentation},
    {"2001:db9::1", AddressKind::global},
    {"2002:7f00:1::1", AddressKind::loopback},      // 6to4 of 127.0.0.1
    {"2002:c0a8:101::1", AddressKind::private_use},
    {"2002:808:808::1", AddressKind::global},
    {"2003::1", AddressKind::global},
    {"2606:4700::1111", AddressKind::global},
    {"2606:4700::5efe:a00:1", AddressKind::private_use},      // ISATAP of 10.0.0.1
    {"2606:4700::200:5efe:7f00:1", AddressKind::loopback},
    {"2606:4700::5eff:a00:1", AddressKind::global},
    {"3fff::1", AddressKind::documentation},
    {"3fff:1000::1", AddressKind::global},
    {"4000::1", AddressKind::reserved},
    {"5f00::1", AddressKind::reserved},
    {"fbff::1", AddressKind::reserved},
    {"fc00::1", AddressKind::private_use},
    {"fdff:ffff::1", AddressKind::private_use},
    {"fe00::1", AddressKind::reserved},
    {"fe80::1", AddressKind::link_local},
    {"febf::1", AddressKind::link_local},
    {"fec0::1", AddressKind::private_use},
    {"ff02::1", AddressKind::multicast},
};

}  // namespace

TEST_CASE("every address is of one kind, and only global ones may be connected to") {
  for (const auto& row : kRows) {
    CAPTURE(row.address);
    const auto address = parse_address(row.address);
    REQUIRE(address);
    CHECK(std::string(name_of(kind_of(*address))) == name_of(row.kind));
    CHECK(may_connect(*address, false) == (row.kind == AddressKind::global));
  }
}

TEST_CASE("leave to connect to local networks is no leave for the rest") {
  for (const char* local : {"127.0.0.1", "10.1.1.1", "192.168.1.1", "169.254.1.1", "100.64.1.1", "::1", "fd00::1", "fe80::1", "::ffff:127.0.0.1"}) {
    CAPTURE(local);
    CHECK(may_connect(*parse_address(local), true));
  }
  for (const char* never : {"0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "::", "ff02::1", "2001:db8::1"}) {
    CAPTURE(never);
    CHECK_FALSE(may_connect(*parse_address(never), true));
  }
}

TEST_CASE("only proper texts are addresses") {
  for (const char* text : {"", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "127.0.0.1.", "1.2.3", "1.2.3.256", "1.2.3.4 ", "fe80::1%eth0", ":::", "[::1", "example.org"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_address(text));
  }
  CHECK(to_text(*parse_address("[2606:4700:0:0:0:0:0:1111]")) == "2606:4700::1111");
  CHECK(to_text(*parse_address("192.0.2.1")) == "192.0.2.1");
}
