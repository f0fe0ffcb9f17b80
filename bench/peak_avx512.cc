#include "bench/peak_loop.h"

namespace parley::bench {
namespace {

struct Avx512 {
  using V = __m512;
  static V all(float x) { return _mm512_set1_ps(x); }
  static V fma(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
};

}  // namespace

std::uint64_t multiply_add_avx512(std::uint64_t rounds, float* sink) {
  return multiply_add_loop<Avx512>(rounds, sink);
}

}  // namespace parley::bench
