// language/kernels.h - the network's arithmetic, f32 throughout, in several builds behind one table of functions.
// Builds   "avx512", "avx2" (with FMA), "base" (any x86-64, SSE2), and "reference": plain loops in thinc's own order
//          over the plain weights, without Winograd; slow, for tests and for the question "bug or rounding?".
// Choice   the best that the processor and the system allow, or the one named (EngineOptions::kernels).
// Bits     within one build a row's result depends on that row alone: every output is summed in the same order
//          whatever the number of rows around it, so a text gives the same bits in any batch.
// Threads  functions are pure but for the Scratch, one per thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "parley/base/result.h"
#include "parley/language/layers.h"

namespace parley::language {

// Work space of the functions that say so; grows to what they need and is reused.
struct Scratch {
  Floats inputs, products, rows;
};

// Strides count floats. Rows of inputs and outputs may not overlap.
struct Kernels {
  std::string_view name;

  // out[r] = W in[r] + b; `layer.padded()` floats of each output row are written.
  void (*linear)(const LinearLayer& layer, const float* in, std::size_t in_stride, std::size_t rows,
                 float* out, std::size_t out_stride);

  // out[r] = layernorm(maxout(in[r])).
  void (*maxout)(const MaxoutLayer& layer, const float* in, std::size_t in_stride, std::size_t rows,
                 float* out, std::size_t out_stride, Scratch& scratch);

  // For each tile (number of its first row) the four rows from there on; rows tile-1 .. tile+4 of `in` are read. Both
  // matrices have rows of the layer's width.
  void (*encode)(const EncoderLayer& layer, std::span<const std::uint32_t> tiles, const float* in,
                 float* out, Scratch& scratch);

  // hidden = max over pieces of (sum of the slots, from slot 0 on, + bias). slots[s] points to slot_size() floats.
  void (*hidden)(const StepLayer& layer, const float* const* slots, float* hidden);

  // The sum of products of two vectors, n a multiple of 16.
  float (*dot)(const float* a, const float* b, std::size_t n);

  // The scores of the classes of `layer.upper`; padded_classes() floats are written.
  void (*scores)(const StepLayer& layer, const float* hidden, float* scores);

  // Index of the largest of n >= 1 values, the lowest one on ties.
  std::size_t (*argmax)(const float* values, std::size_t n);
};

// `name`: "auto" or a build's name; usage where there is no such build or the processor lacks it.
Result<const Kernels*> choose_kernels(std::string_view name);

// The builds that run here, best first; "reference" is the last.
std::span<const Kernels* const> available_kernels();

}  // namespace parley::language
