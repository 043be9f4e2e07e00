#include "work_counter.h"

#include <cstddef>

namespace {

thread_local std::uint64_t blocks = 0, bytes = 0;

}  // namespace

namespace daybook {

std::uint64_t work_done() { return blocks + bytes / 8; }

}  // namespace daybook

extern "C" {

void __sanitizer_cov_trace_pc() { ++blocks; }

void* __real_memcpy(void* to, const void* from, std::size_t n);
void* __real_memmove(void* to, const void* from, std::size_t n);
void* __real_memset(void* to, int value, std::size_t n);
void* __real_memchr(const void* in, int value, std::size_t n);
int __real_memcmp(const void* a, const void* b, std::size_t n);
void* __real_memmem(const void* in, std::size_t n, const void* what, std::size_t m);
std::size_t __real_strlen(const char* text);

void* __wrap_memcpy(void* to, const void* from, std::size_t n) { return bytes += n, __real_memcpy(to, from, n); }
void* __wrap_memmove(void* to, const void* from, std::size_t n) { return bytes += n, __real_memmove(to, from, n); }
void* __wrap_memset(void* to, int value, std::size_t n) { return bytes += n, __real_memset(to, value, n); }

// Looking through stops where it finds something: what was passed counts, not what was allowed.
void* __wrap_memchr(const void* in, int value, std::size_t n) {
  void* found = __real_memchr(in, value, n);
  bytes += found ? static_cast<std::size_t>(static_cast<const char*>(found) - static_cast<const char*>(in)) : n;
  return found;
}

int __wrap_memcmp(const void* a, const void* b, std::size_t n) {
  const auto* left = static_cast<const unsigned char*>(a);
  const auto* right = static_cast<const unsigned char*>(b);
  std::size_t same = 0;
  while (same < n && left[same] == right[same]) ++same;
  bytes += same;
  return __real_memcmp(a, b, n);
}

void* __wrap_memmem(const void* in, std::size_t n, const void* what, std::size_t m) {
  void* found = __real_memmem(in, n, what, m);
  bytes += found ? static_cast<std::size_t>(static_cast<const char*>(found) - static_cast<const char*>(in)) : n;
  return found;
}

std::size_t __wrap_strlen(const char* text) {
  const std::size_t n = __real_strlen(text);
  bytes += n;
  return n;
}
}
