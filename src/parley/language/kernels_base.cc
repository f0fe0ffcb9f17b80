// GCC's vector extension instead of intrinsics: SSE2 on x86-64, and it compiles on any other processor as well.
#include <cstring>

#include "parley/language/kernels_impl.h"

namespace parley::language {
namespace {

struct Base {
  typedef float V __attribute__((vector_size(16)));
  typedef float Unaligned __attribute__((vector_size(16), aligned(4)));
  static constexpr std::size_t kWidth = 4;
  static constexpr std::size_t kRows = 4;
  static V zero() { return V{}; }
  static V all(float x) { return V{x, x, x, x}; }
  static V load(const float* p) {
    V v;
    std::memcpy(&v, p, sizeof v);
    return v;
  }
  static V broadcast(const float* p) { return all(*p); }
  static void store(float* p, V v) { std::memcpy(p, &v, sizeof v); }
  static V add(V a, V b) { return a + b; }
  static V sub(V a, V b) { return a - b; }
  static V mul(V a, V b) { return a * b; }
  static V max(V a, V b) { return a > b ? a : b; }
  static V fma(V a, V b, V c) { return a * b + c; }
  static float total(V v) { return (v[0] + v[2]) + (v[1] + v[3]); }
  static float larger(float a, float b) { return a > b ? a : b; }
  static float largest(V v) { return larger(larger(v[0], v[2]), larger(v[1], v[3])); }
  static unsigned equal(V a, V b) {
    const auto same = a == b;
    return (same[0] != 0 ? 1U : 0U) | (same[1] != 0 ? 2U : 0U) | (same[2] != 0 ? 4U : 0U) |
           (same[3] != 0 ? 8U : 0U);
  }
};

}  // namespace

const Kernels kBaseKernels = Build<Base>::table("base");

}  // namespace parley::language
