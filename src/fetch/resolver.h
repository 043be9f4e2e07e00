// Names to IP addresses, asked once and with a limit of time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "fetch/address.h"

namespace daybook {

/// All addresses of a host in the order of wish. Throws Error{unreadable} with one sentence if there are none or the time is up.
/// Tests put their own in its place.
using Resolve = std::function<std::vector<IpAddress>(const std::string& host, std::int64_t timeout_ms)>;

/// The system's own resolver (getaddrinfo: hosts file, DNS). Thread-safe.
Resolve system_resolver();

}  // namespace daybook
