#include "neural/kernels.h"

#include <cstdlib>
#include <string_view>

namespace daybook::neural {
namespace {

const Kernels& chosen() {
  const char* wish = std::getenv("DAYBOOK_KERNELS");
  const std::string_view name = wish ? wish : "";
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool vnni = kVnniKernels.name && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw");
  const bool avx2 = kAvx2Kernels.name && __builtin_cpu_supports("avx2");
  if (vnni && (name.empty() || name == "vnni")) return kVnniKernels;
  if (avx2 && (name.empty() || name == "vnni" || name == "avx2")) return kAvx2Kernels;
#endif
  return kPlainKernels;
}

}  // namespace

const Kernels& kernels() {
  static const Kernels& best = chosen();
  return best;
}

}  // namespace daybook::neural
