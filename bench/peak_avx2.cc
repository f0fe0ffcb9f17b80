#include "bench/peak_loop.h"

namespace parley::bench {
namespace {

struct Avx2 {
  using V = __m256;
  static V all(float x) { return _mm256_set1_ps(x); }
  static V fma(V a, V b, V c) { return _mm256_fmadd_ps(a, b, c); }
};

}  // namespace

std::uint64_t multiply_add_avx2(std::uint64_t rounds, float* sink) {
  return multiply_add_loop<Avx2>(rounds, sink);
}

}  // namespace parley::bench
