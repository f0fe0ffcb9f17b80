// bench/peak.h - the processor's multiply-add peak, measured: 16 independent chains in registers, nothing else.
#pragma once

#include <cstdint>

namespace parley::bench {

// Runs the loop; gives the floating-point operations done (two for a multiply-add). `sink` keeps the result alive.
std::uint64_t multiply_add_avx2(std::uint64_t rounds, float* sink);
std::uint64_t multiply_add_avx512(std::uint64_t rounds, float* sink);

}  // namespace parley::bench
