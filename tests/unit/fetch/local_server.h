// A server on this machine for unit tests: answers are raw bytes by path; everything that was asked is kept.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

class LocalServer {
 public:
  /// Throws where there is no such network (`v6` on a machine without).
  explicit LocalServer(std::initializer_list<std::pair<const std::string, std::string>> answers, bool v6 = false) : answers_(answers), host_(v6 ? "[::1]" : "127.0.0.1") {
    sockaddr_storage at{};
    socklen_t size = sizeof(sockaddr_in6);
    if (v6) {
      auto& in = reinterpret_cast<sockaddr_in6&>(at);
      in.sin6_family = AF_INET6;
      in.sin6_addr = in6addr_loopback;
    } else {
      auto& in = reinterpret_cast<sockaddr_in&>(at);
      in.sin_family = AF_INET;
      in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      size = sizeof in;
    }
    listener_ = ::socket(at.ss_family, SOCK_STREAM, 0);
    if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(listener_, 16) != 0) throw std::runtime_error("no port");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(v6 ? reinterpret_cast<sockaddr_in6&>(at).sin6_port : reinterpret_cast<sockaddr_in&>(at).sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LocalServer() {
    stop_ = true;
    thread_.join();
    ::close(listener_);
  }

  int port() const { return port_; }
  std::string base() const { return "http://" + host_ + ":" + std::to_string(port_); }
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  static std::string ok(const std::string& body, const std::string& fields = "") {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" + fields + "\r\n" + body;
  }
  static std::string redirect(const std::string& to) { return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + to + "\r\n\r\n"; }

 private:
  void serve() {
    while (!stop_) {
      pollfd ready{listener_, POLLIN, 0};
      if (::poll(&ready, 1, 20) <= 0) continue;
      const int peer = ::accept(listener_, nullptr, nullptr);
      if (peer < 0) continue;
      std::string head;
      char buffer[4096];
      while (head.find("\r\n\r\n") == std::string::npos) {
        const auto n = ::read(peer, buffer, sizeof buffer);
        if (n <= 0) break;
        head.append(buffer, static_cast<std::size_t>(n));
      }
      const auto begin = head.find(' ') + 1;
      const std::string path = head.substr(begin, head.find(' ', begin) - begin);
      {
        const std::lock_guard lock(mutex_);
        asked_.push_back(head);
      }
      const auto found = answers_.find(path);
      const std::string answer = found == answers_.end() ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" : found->second;
      for (std::size_t done = 0; done < answer.size();) {
        const auto n = ::send(peer, answer.data() + done, answer.size() - done, MSG_NOSIGNAL);
        if (n <= 0) break;
        done += static_cast<std::size_t>(n);
      }
      ::shutdown(peer, SHUT_WR);
      while (::read(peer, buffer, sizeof buffer) > 0) {
      }
      ::close(peer);
    }
  }

  std::map<std::string, std::string> answers_;
  std::string host_;
  int listener_ = -1, port_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  std::thread thread_;
};
