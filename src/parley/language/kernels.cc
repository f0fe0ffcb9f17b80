#include "parley/language/kernels.h"

#include <string>
#include <vector>

#include "parley/language/kernels_scratch.h"

namespace parley::language {
namespace {

std::vector<const Kernels*> find_kernels() {
  std::vector<const Kernels*> found;
#if defined(__x86_64__)
  __builtin_cpu_init();
  // The compiler's run-time asks the system too whether it saves the wide registers.
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0)
    found.push_back(&kAvx512Kernels);
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0)
    found.push_back(&kAvx2Kernels);
#endif
  found.push_back(&kBaseKernels);
  found.push_back(&kReferenceKernels);
  return found;
}

}  // namespace

float* room(Floats& floats, std::size_t n) {
  if (floats.size() < n) floats.resize(n);
  return floats.data();
}

std::span<const Kernels* const> available_kernels() {
  static const std::vector<const Kernels*> kernels = find_kernels();
  return kernels;
}

Result<const Kernels*> choose_kernels(std::string_view name) {
  std::string names;
  for (const Kernels* kernels : available_kernels()) {
    if (name == "auto" || name == kernels->name) return kernels;
    names.append(" ").append(kernels->name);
  }
  return Error{ErrorCode::usage,
               "no kernels \"" + std::string(name) + "\" here; there are auto" + names, ""};
}

}  // namespace parley::language
