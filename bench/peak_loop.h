// bench/peak_loop.h - the loop of bench/peak.h; each peak_*.cc defines Vector, and includes it with its own flags.
#pragma once

#include <immintrin.h>

#include "bench/peak.h"

namespace parley::bench {

// Sixteen variables rather than an array, which a compiler may keep in memory.
template <class Vector>
[[gnu::always_inline]] inline std::uint64_t multiply_add_loop(std::uint64_t rounds, float* sink) {
  using V = typename Vector::V;
  const V f = Vector::all(0.999F), t = Vector::all(0.001F);
  V a = t, b = t, c = t, d = t, e = t, g = t, h = t, i = t, j = t, k = t, l = t, m = t, n = t,
    o = t, p = t, q = t;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    a = Vector::fma(a, f, t), b = Vector::fma(b, f, t), c = Vector::fma(c, f, t),
    d = Vector::fma(d, f, t);
    e = Vector::fma(e, f, t), g = Vector::fma(g, f, t), h = Vector::fma(h, f, t),
    i = Vector::fma(i, f, t);
    j = Vector::fma(j, f, t), k = Vector::fma(k, f, t), l = Vector::fma(l, f, t),
    m = Vector::fma(m, f, t);
    n = Vector::fma(n, f, t), o = Vector::fma(o, f, t), p = Vector::fma(p, f, t),
    q = Vector::fma(q, f, t);
    // Keeps the chains apart: equal ones would be folded into one.
    asm volatile("" : "+v"(a), "+v"(b), "+v"(c), "+v"(d), "+v"(e), "+v"(g), "+v"(h), "+v"(i));
    asm volatile("" : "+v"(j), "+v"(k), "+v"(l), "+v"(m), "+v"(n), "+v"(o), "+v"(p), "+v"(q));
  }
  const V sum = a + b + c + d + e + g + h + i + j + k + l + m + n + o + p + q;
  *sink = sum[0];
  return rounds * 16 * (sizeof(V) / sizeof(float)) * 2;
}

}  // namespace parley::bench
