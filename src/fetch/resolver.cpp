#include "fetch/resolver.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

#include "base/error.h"

namespace daybook {
namespace {

struct Question {
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  int code = 0;
  std::vector<IpAddress> addresses;
};

void ask(const std::shared_ptr<Question>& question, const std::string& host) {
  addrinfo hints{}, *list = nullptr;
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  const int code = getaddrinfo(host.c_str(), nullptr, &hints, &list);
  std::vector<IpAddress> found;
  for (const addrinfo* entry = code == 0 ? list : nullptr; entry; entry = entry->ai_next) {
    IpAddress address;
    if (entry->ai_family == AF_INET) {
      std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in*>(entry->ai_addr)->sin_addr, 4);
    } else if (entry->ai_family == AF_INET6) {
      address.v6 = true;
      std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in6*>(entry->ai_addr)->sin6_addr, 16);
    } else {
      continue;
    }
    if (std::find(found.begin(), found.end(), address) == found.end()) found.push_back(address);
  }
  if (list) freeaddrinfo(list);
  const std::lock_guard lock(question->mutex);
  question->done = true;
  question->code = code;
  question->addresses = std::move(found);
  question->answered.notify_all();
}

}  // namespace

Resolve system_resolver() {
  return [](const std::string& host, std::int64_t timeout_ms) {
    // getaddrinfo knows no limit of time and cannot be called off: a thread that comes too late answers to nobody.
    const auto question = std::make_shared<Question>();
    std::thread(ask, question, host).detach();
    std::unique_lock lock(question->mutex);
    if (!question->answered.wait_for(lock, std::chrono::milliseconds(timeout_ms), [&] { return question->done; }))
      throw Error(ErrorCode::unreadable, "The name " + host + " was not found in time: no answer from the name servers.", host);
    if (question->code != 0 && question->code != EAI_NONAME)
      throw Error(ErrorCode::unreadable, "The name " + host + " cannot be looked up: " + gai_strerror(question->code) + ".", host);
    if (question->addresses.empty()) throw Error(ErrorCode::unreadable, "There is no host " + host + ".", host);
    return question->addresses;
  };
}

}  // namespace daybook
