// The slow twin: plain loops over the weights as the file has them, product by product in thinc's order on a processor
// that BLIS does not know (sum, then bias), no Winograd.
#include <cmath>

#include "parley/language/kernels_scratch.h"

namespace parley::language {
namespace {

float dot(const float* a, const float* b, std::size_t n) {
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

void linear(const LinearLayer& layer, const float* in, std::size_t in_stride, std::size_t rows,
            float* out, std::size_t out_stride) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t o = 0; o < layer.padded(); ++o)
      out[r * out_stride + o] =
          o < layer.outputs
              ? dot(in + r * in_stride, layer.weight.data() + o * layer.inputs, layer.inputs) +
                    layer.bias[o]
              : 0.0F;
}

void normalize(const MaxoutLayer& layer, float* row) {
  const auto width = static_cast<float>(layer.outputs);
  float mean = 0;
  for (std::size_t o = 0; o < layer.outputs; ++o) mean += row[o];
  mean /= width;
  float variance = 0;
  for (std::size_t o = 0; o < layer.outputs; ++o) variance += (row[o] - mean) * (row[o] - mean);
  variance = variance / width + 1e-8F;
  const float inverse = std::pow(variance, -0.5F);
  for (std::size_t o = 0; o < layer.outputs; ++o)
    row[o] = (row[o] - mean) * inverse * layer.gain[o] + layer.shift[o];
}

void maxout_row(const MaxoutLayer& layer, const float* in, float* out) {
  for (std::size_t o = 0; o < layer.outputs; ++o)
    for (std::size_t p = 0; p < layer.pieces; ++p) {
      const std::size_t at = o * layer.pieces + p;
      const float value =
          dot(in, layer.weight.data() + at * layer.inputs, layer.inputs) + layer.bias[at];
      if (p == 0 || value > out[o]) out[o] = value;
    }
  normalize(layer, out);
}

void maxout(const MaxoutLayer& layer, const float* in, std::size_t in_stride, std::size_t rows,
            float* out, std::size_t out_stride, Scratch&) {
  for (std::size_t r = 0; r < rows; ++r)
    maxout_row(layer, in + r * in_stride, out + r * out_stride);
}

void encode(const EncoderLayer& layer, std::span<const std::uint32_t> tiles, const float* in,
            float* out, Scratch&) {
  const std::size_t width = layer.maxout.outputs;
  for (const std::uint32_t tile : tiles)
    for (std::size_t row = tile; row < tile + kTile; ++row) {
      // The window is contiguous: the row before, the row, the row after.
      maxout_row(layer.maxout, in + (row - 1) * width, out + row * width);
      for (std::size_t c = 0; c < width; ++c) out[row * width + c] += in[row * width + c];
    }
}

void hidden(const StepLayer& layer, const float* const* slots, float* out) {
  for (std::size_t h = 0; h < layer.hidden; ++h)
    for (std::size_t p = 0; p < layer.pieces; ++p) {
      const std::size_t at = p * layer.hidden + h;
      float sum = 0;
      for (std::size_t s = 0; s < layer.slots; ++s) sum += slots[s][at];
      sum += layer.bias[at];
      if (p == 0 || sum > out[h]) out[h] = sum;
    }
}

void scores(const StepLayer& layer, const float* hidden_row, float* out) {
  const std::size_t columns = layer.padded_classes();
  for (std::size_t c = 0; c < columns; ++c) {
    float sum = 0;
    for (std::size_t h = 0; h < layer.hidden; ++h)
      sum += hidden_row[h] * layer.upper[h * columns + c];
    out[c] = sum + layer.upper_bias[c];
  }
}

std::size_t argmax(const float* values, std::size_t n) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < n; ++i)
    if (values[i] > values[best]) best = i;
  return best;
}

}  // namespace

const Kernels kReferenceKernels = {"reference", &linear, &maxout, &encode,
                                   &hidden,     &dot,    &scores, &argmax};

}  // namespace parley::language
