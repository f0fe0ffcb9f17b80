// language/layers.h - the weights of the network's layers, as the file has them and packed for the kernels.
// Packing  columns stand in groups of 16; a panel is [input][lane][16], so that a kernel reads it straight on. For a
//          maxout layer the lanes of a panel are the pieces of 16 outputs; for a linear one they are 48 columns.
// Memory   both forms are kept: the plain one (row-major, [output][input]) is what the reference kernels read.
// Source   Winograd F(4,3): Lavin and Gray, Fast Algorithms for Convolutional Neural Networks (2015), section 4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <vector>

namespace parley::language {

inline constexpr std::size_t kGroup = 16;       // columns of a group: one 512-bit register
inline constexpr std::size_t kLinearLanes = 3;  // groups of a linear layer's panel
inline constexpr std::size_t kMaxPieces = 3;    // of a maxout layer
inline constexpr std::size_t kTile = 4;         // rows that one Winograd tile gives
inline constexpr std::size_t kTileInputs =
    6;  // rows that it reads: the one before, the four, the one after

// Memory on cache-line borders; new elements are zero.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlign{64};
  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}  // NOLINT(google-explicit-constructor)
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlign)); }
  void deallocate(T* p, std::size_t) { ::operator delete(p, kAlign); }
  template <class U>
  bool operator==(const LineAllocator<U>&) const {
    return true;
  }
};
using Floats = std::vector<float, LineAllocator<float>>;

constexpr std::size_t round_up(std::size_t n, std::size_t unit) {
  return (n + unit - 1) / unit * unit;
}

// y = W x + b.
struct LinearLayer {
  std::size_t inputs = 0, outputs = 0;
  std::vector<float> weight;  // [outputs][inputs]
  std::vector<float> bias;    // [outputs]
  Floats packed;              // panels of 48 columns, the last one of 16, 32 or 48
  Floats packed_bias;

  // Floats that a row of the output takes: whole groups.
  std::size_t padded() const { return round_up(outputs, kGroup); }
};
// `bias` may be empty: zeros.
LinearLayer make_linear(std::size_t inputs, std::size_t outputs, std::span<const float> weight,
                        std::span<const float> bias);

// y = layernorm(max over pieces of (W x + b)). outputs is a multiple of 16, pieces at most kMaxPieces.
struct MaxoutLayer {
  std::size_t inputs = 0, outputs = 0, pieces = 0;
  std::vector<float> weight;  // [outputs][pieces][inputs]
  std::vector<float> bias;    // [outputs][pieces]
  Floats gain, shift;         // [outputs], of the layernorm
  Floats packed;              // [outputs/16][inputs][pieces][16]
  Floats packed_bias;         // [outputs/16][pieces][16]
};
MaxoutLayer make_maxout(std::size_t inputs, std::size_t outputs, std::size_t pieces,
                        std::span<const float> weight, std::span<const float> bias,
                        std::span<const float> gain, std::span<const float> shift);

// y[i] = x[i] + layernorm(maxout(x[i-1] x[i] x[i+1])), a window of three rows as wide as the output.
struct EncoderLayer {
  MaxoutLayer maxout;  // inputs = 3 * outputs; its packed form is empty
  Floats winograd;     // [outputs/16][6][outputs][pieces][16]: the window's weights, transformed
};
EncoderLayer make_encoder(std::size_t width, std::size_t pieces, std::span<const float> weight,
                          std::span<const float> bias, std::span<const float> gain,
                          std::span<const float> shift);

// The parser's and the entity recogniser's scorer: what each token adds in each slot is computed ahead (lower), a state
// sums its slots, takes the max over pieces (hidden), and a linear layer gives the scores.
struct StepLayer {
  std::size_t slots = 0, hidden = 0, pieces = 0, inputs = 0;
  LinearLayer lower;        // inputs -> [slot][piece][hidden], no bias
  Floats absent;            // [slot][piece][hidden]: an empty slot
  Floats bias;              // [piece][hidden]
  std::size_t classes = 0;  // columns of `upper`: those given to make_step, in that order
  Floats upper;             // [hidden][classes rounded up to 16]
  Floats upper_bias;
  Floats class_rows;  // [class of the file][hidden]: to score a few classes alone
  Floats class_bias;

  std::size_t slot_size() const { return pieces * hidden; }
  std::size_t row_size() const { return lower.padded(); }
  std::size_t padded_classes() const { return round_up(classes, kGroup); }
};
// As thinc keeps them: lower [slot][hidden][piece][input], absent [slot][hidden][piece], bias [hidden][piece],
// upper [class][hidden]. hidden is a multiple of 16. `order` lists the classes to keep, first column first.
struct StepWeights {
  std::size_t slots = 0, hidden = 0, pieces = 0, inputs = 0;
  std::span<const float> lower, absent, bias, upper, upper_bias;
};
StepLayer make_step(const StepWeights& weights, std::span<const std::uint32_t> order);

}  // namespace parley::language
