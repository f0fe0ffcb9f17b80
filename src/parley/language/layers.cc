#include "parley/language/layers.h"

#include <algorithm>

namespace parley::language {
namespace {

// Rows of G, the weights' transform of F(4,3): points 0, 1, -1, 2, -2 and infinity.
constexpr double kWeightTransform[kTileInputs][3] = {
    {1.0 / 4, 0, 0},
    {-1.0 / 6, -1.0 / 6, -1.0 / 6},
    {-1.0 / 6, 1.0 / 6, -1.0 / 6},
    {1.0 / 24, 1.0 / 12, 1.0 / 6},
    {1.0 / 24, -1.0 / 12, 1.0 / 6},
    {0, 0, 1},
};

std::vector<float> copy_of(std::span<const float> values) { return {values.begin(), values.end()}; }

Floats line_copy(std::span<const float> values) { return {values.begin(), values.end()}; }

// A maxout layer without its packed weights.
MaxoutLayer plain_maxout(std::size_t inputs, std::size_t outputs, std::size_t pieces,
                         std::span<const float> weight, std::span<const float> bias,
                         std::span<const float> gain, std::span<const float> shift) {
  MaxoutLayer layer;
  layer.inputs = inputs;
  layer.outputs = outputs;
  layer.pieces = pieces;
  layer.weight = copy_of(weight);
  layer.bias = copy_of(bias);
  layer.gain = line_copy(gain);
  layer.shift = line_copy(shift);
  layer.packed_bias.resize(outputs * pieces);
  for (std::size_t o = 0; o < outputs; ++o)
    for (std::size_t p = 0; p < pieces; ++p)
      layer.packed_bias[(o / kGroup * pieces + p) * kGroup + o % kGroup] = bias[o * pieces + p];
  return layer;
}

}  // namespace

LinearLayer make_linear(std::size_t inputs, std::size_t outputs, std::span<const float> weight,
                        std::span<const float> bias) {
  LinearLayer layer;
  layer.inputs = inputs;
  layer.outputs = outputs;
  layer.weight = copy_of(weight);
  layer.bias = copy_of(bias);
  layer.bias.resize(outputs);
  layer.packed.resize(inputs * layer.padded());
  layer.packed_bias.resize(layer.padded());
  std::copy(layer.bias.begin(), layer.bias.end(), layer.packed_bias.begin());
  constexpr std::size_t kPanel = kLinearLanes * kGroup;
  for (std::size_t o = 0; o < outputs; ++o) {
    const std::size_t first = o / kPanel * kPanel;  // the panel's first column
    const std::size_t columns = std::min(kPanel, layer.padded() - first);
    float* panel = layer.packed.data() + first * inputs;
    for (std::size_t i = 0; i < inputs; ++i)
      panel[i * columns + (o - first)] = layer.weight[o * inputs + i];
  }
  return layer;
}

MaxoutLayer make_maxout(std::size_t inputs, std::size_t outputs, std::size_t pieces,
                        std::span<const float> weight, std::span<const float> bias,
                        std::span<const float> gain, std::span<const float> shift) {
  MaxoutLayer layer = plain_maxout(inputs, outputs, pieces, weight, bias, gain, shift);
  layer.packed.resize(inputs * outputs * pieces);
  for (std::size_t o = 0; o < outputs; ++o)
    for (std::size_t p = 0; p < pieces; ++p)
      for (std::size_t i = 0; i < inputs; ++i)
        layer.packed[((o / kGroup * inputs + i) * pieces + p) * kGroup + o % kGroup] =
            weight[(o * pieces + p) * inputs + i];
  return layer;
}

EncoderLayer make_encoder(std::size_t width, std::size_t pieces, std::span<const float> weight,
                          std::span<const float> bias, std::span<const float> gain,
                          std::span<const float> shift) {
  EncoderLayer layer;
  layer.maxout = plain_maxout(3 * width, width, pieces, weight, bias, gain, shift);
  layer.winograd.resize(kTileInputs * width * width * pieces);
  for (std::size_t o = 0; o < width; ++o)
    for (std::size_t p = 0; p < pieces; ++p)
      for (std::size_t i = 0; i < width; ++i) {
        const float* row = weight.data() + (o * pieces + p) * 3 * width + i;
        for (std::size_t f = 0; f < kTileInputs; ++f) {
          const double* g = kWeightTransform[f];
          const double value = g[0] * row[0] + g[1] * row[width] + g[2] * row[2 * width];
          const std::size_t panel = o / kGroup * kTileInputs + f;
          layer.winograd[((panel * width + i) * pieces + p) * kGroup + o % kGroup] =
              static_cast<float>(value);
        }
      }
  return layer;
}

StepLayer make_step(const StepWeights& weights, std::span<const std::uint32_t> order) {
  StepLayer step;
  step.slots = weights.slots;
  step.hidden = weights.hidden;
  step.pieces = weights.pieces;
  step.inputs = weights.inputs;
  const std::size_t columns = step.slots * step.slot_size();
  std::vector<float> lower(columns * step.inputs);
  step.absent.resize(columns);
  step.bias.resize(step.slot_size());
  // thinc's [hidden][piece] becomes [piece][hidden], so that the max over pieces is one of whole vectors.
  for (std::size_t h = 0; h < step.hidden; ++h)
    for (std::size_t p = 0; p < step.pieces; ++p) {
      step.bias[p * step.hidden + h] = weights.bias[h * step.pieces + p];
      for (std::size_t s = 0; s < step.slots; ++s) {
        const std::size_t from = (s * step.hidden + h) * step.pieces + p;
        const std::size_t to = (s * step.pieces + p) * step.hidden + h;
        step.absent[to] = weights.absent[from];
        std::copy_n(weights.lower.data() + from * step.inputs, step.inputs,
                    lower.data() + to * step.inputs);
      }
    }
  step.lower = make_linear(step.inputs, columns, lower, {});
  step.class_rows = line_copy(weights.upper);
  step.class_bias = line_copy(weights.upper_bias);
  step.classes = order.size();
  step.upper.resize(step.hidden * step.padded_classes());
  step.upper_bias.resize(step.padded_classes());
  for (std::size_t c = 0; c < order.size(); ++c) {
    step.upper_bias[c] = weights.upper_bias[order[c]];
    for (std::size_t h = 0; h < step.hidden; ++h)
      step.upper[h * step.padded_classes() + c] = weights.upper[order[c] * step.hidden + h];
  }
  return step;
}

}  // namespace parley::language
