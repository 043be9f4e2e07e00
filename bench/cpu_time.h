// What every bench counts: CPU time of this thread, so that what else runs on the machine moves it least.
#pragma once

#include <ctime>

namespace daybook {

inline double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace daybook
