// language/kernels_impl.h - the kernels, written once over a vector type; each kernels_*.cc includes this with its own
// and is compiled with its own flags. Everything here has internal linkage.
// WHY no std:: containers or algorithms: a function template that is not inlined would be emitted with, say, AVX-512
// code, and the linker may keep that copy for the whole program.
// Order   every output is one chain of multiply-adds over the inputs, first to last, in every tile shape: the number of
//         rows around a row never changes its bits.
// Idea    tiles of kRows x 48 outputs stay in registers (Goto and van de Geijn 2008); encoder layers go by Winograd
//         F(4,3) along the tokens, which halves the products (layers.h).
#pragma once

#include <cstddef>
#include <cstdint>

#include "parley/language/kernels.h"
#include "parley/language/kernels_scratch.h"

namespace parley::language {
namespace {

// Calls f(0), f(1) ... f(N - 1) with constants, so that accumulator arrays become registers.
template <std::size_t N>
struct Unroll {
  template <class F>
  [[gnu::always_inline]] static void run(F&& f) {
    Unroll<N - 1>::run(f);
    f(N - 1);
  }
};
template <>
struct Unroll<0> {
  template <class F>
  [[gnu::always_inline]] static void run(F&&) {}
};

template <class S>
struct Build {
  using V = typename S::V;
  static constexpr std::size_t kWidth = S::kWidth;
  static constexpr std::size_t kBlockTiles =
      32;  // Winograd tiles at a time: their products stay in the L1 cache
  static constexpr std::size_t kBlockRows = 32;  // rows of a maxout layer at a time

  // products[r][lane][16] = sum over i of in[r][i] * panel[i][lane][16], for R rows.
  template <std::size_t R, std::size_t L>
  [[gnu::always_inline]] static void tile(const float* in, std::size_t in_stride,
                                          std::size_t inputs, const float* panel, float* out,
                                          std::size_t out_stride) {
    for (std::size_t part = 0; part < kGroup; part += kWidth) {
      V sums[R][L];
      Unroll<R>::run(
          [&](std::size_t r) { Unroll<L>::run([&](std::size_t l) { sums[r][l] = S::zero(); }); });
      const float* column = panel + part;
      for (std::size_t i = 0; i < inputs; ++i) {
        V weight[L];
        Unroll<L>::run([&](std::size_t l) { weight[l] = S::load(column + l * kGroup); });
        Unroll<R>::run([&](std::size_t r) {
          const V value = S::broadcast(in + r * in_stride + i);
          Unroll<L>::run([&](std::size_t l) { sums[r][l] = S::fma(value, weight[l], sums[r][l]); });
        });
        column += L * kGroup;
      }
      Unroll<R>::run([&](std::size_t r) {
        Unroll<L>::run(
            [&](std::size_t l) { S::store(out + r * out_stride + l * kGroup + part, sums[r][l]); });
      });
    }
  }

  template <std::size_t R, std::size_t L>
  static void rest_of_tiles(std::size_t rows, const float* in, std::size_t in_stride,
                            std::size_t inputs, const float* panel, float* out,
                            std::size_t out_stride) {
    if constexpr (R > 0) {
      if (rows == R)
        tile<R, L>(in, in_stride, inputs, panel, out, out_stride);
      else
        rest_of_tiles<R - 1, L>(rows, in, in_stride, inputs, panel, out, out_stride);
    }
  }

  template <std::size_t L>
  static void multiply(const float* in, std::size_t in_stride, std::size_t rows, std::size_t inputs,
                       const float* panel, float* out, std::size_t out_stride) {
    constexpr std::size_t kRows = S::kRows;
    std::size_t r = 0;
    for (; r + kRows <= rows; r += kRows)
      tile<kRows, L>(in + r * in_stride, in_stride, inputs, panel, out + r * out_stride,
                     out_stride);
    rest_of_tiles<kRows - 1, L>(rows - r, in + r * in_stride, in_stride, inputs, panel,
                                out + r * out_stride, out_stride);
  }

  static void linear(const LinearLayer& layer, const float* in, std::size_t in_stride,
                     std::size_t rows, float* out, std::size_t out_stride) {
    const std::size_t columns = layer.padded();
    for (std::size_t first = 0; first < columns; first += kLinearLanes * kGroup) {
      const float* panel = layer.packed.data() + first * layer.inputs;
      const std::size_t lanes = (columns - first) / kGroup;
      if (lanes >= 3)
        multiply<3>(in, in_stride, rows, layer.inputs, panel, out + first, out_stride);
      else if (lanes == 2)
        multiply<2>(in, in_stride, rows, layer.inputs, panel, out + first, out_stride);
      else
        multiply<1>(in, in_stride, rows, layer.inputs, panel, out + first, out_stride);
    }
    const float* bias = layer.packed_bias.data();
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < columns; c += kWidth) {
        float* at = out + r * out_stride + c;
        S::store(at, S::add(S::load(at), S::load(bias + c)));
      }
  }

  // out = base + layernorm(row); base may be null. thinc: (x - mean) * (variance + 1e-8)^-0.5 * gain + shift.
  static void normalize(const MaxoutLayer& layer, const float* row, const float* base, float* out) {
    const std::size_t width = layer.outputs;
    const float scale = 1.0F / static_cast<float>(width);
    V sum = S::zero();
    for (std::size_t c = 0; c < width; c += kWidth) sum = S::add(sum, S::load(row + c));
    const V mean = S::all(S::total(sum) * scale);
    V squares = S::zero();
    for (std::size_t c = 0; c < width; c += kWidth) {
      const V off = S::sub(S::load(row + c), mean);
      squares = S::fma(off, off, squares);
    }
    const V inverse = S::all(1.0F / __builtin_sqrtf(S::total(squares) * scale + 1e-8F));
    for (std::size_t c = 0; c < width; c += kWidth) {
      V y = S::mul(S::sub(S::load(row + c), mean), inverse);
      y = S::fma(y, S::load(layer.gain.data() + c), S::load(layer.shift.data() + c));
      if (base != nullptr) y = S::add(y, S::load(base + c));
      S::store(out + c, y);
    }
  }

  template <std::size_t P>
  static void maxout_block(const MaxoutLayer& layer, const float* in, std::size_t in_stride,
                           std::size_t rows, float* out, std::size_t out_stride, Scratch& scratch) {
    float* products = room(scratch.products, kBlockRows * P * kGroup);
    float* maxima = room(scratch.rows, kBlockRows * layer.outputs);
    for (std::size_t group = 0; group < layer.outputs / kGroup; ++group) {
      multiply<P>(in, in_stride, rows, layer.inputs,
                  layer.packed.data() + group * layer.inputs * P * kGroup, products, P * kGroup);
      const float* bias = layer.packed_bias.data() + group * P * kGroup;
      for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t part = 0; part < kGroup; part += kWidth) {
          const float* at = products + r * P * kGroup + part;
          V best = S::add(S::load(at), S::load(bias + part));
          for (std::size_t p = 1; p < P; ++p)
            best =
                S::max(best, S::add(S::load(at + p * kGroup), S::load(bias + p * kGroup + part)));
          S::store(maxima + r * layer.outputs + group * kGroup + part, best);
        }
    }
    for (std::size_t r = 0; r < rows; ++r)
      normalize(layer, maxima + r * layer.outputs, nullptr, out + r * out_stride);
  }

  template <std::size_t P>
  static void maxout_of(const MaxoutLayer& layer, const float* in, std::size_t in_stride,
                        std::size_t rows, float* out, std::size_t out_stride, Scratch& scratch) {
    for (std::size_t r = 0; r < rows; r += kBlockRows) {
      const std::size_t n = rows - r < kBlockRows ? rows - r : kBlockRows;
      maxout_block<P>(layer, in + r * in_stride, in_stride, n, out + r * out_stride, out_stride,
                      scratch);
    }
  }

  static void maxout(const MaxoutLayer& layer, const float* in, std::size_t in_stride,
                     std::size_t rows, float* out, std::size_t out_stride, Scratch& scratch) {
    if (layer.pieces == 3)
      maxout_of<3>(layer, in, in_stride, rows, out, out_stride, scratch);
    else if (layer.pieces == 2)
      maxout_of<2>(layer, in, in_stride, rows, out, out_stride, scratch);
    else
      maxout_of<1>(layer, in, in_stride, rows, out, out_stride, scratch);
  }

  // One tile's six input rows, transformed (B^T d): to[f * plane].
  static void transform_inputs(const float* in, std::size_t width, float* to, std::size_t plane) {
    const V two = S::all(2.0F);
    const V four = S::all(4.0F);
    const V minus_five = S::all(-5.0F);
    for (std::size_t c = 0; c < width; c += kWidth) {
      V d[kTileInputs];
      Unroll<kTileInputs>::run([&](std::size_t i) { d[i] = S::load(in + i * width + c); });
      const V even = S::fma(S::sub(S::zero(), four), d[2], d[4]);  // d4 - 4 d2
      const V odd = S::fma(S::sub(S::zero(), four), d[1], d[3]);   // d3 - 4 d1
      const V outer = S::sub(d[4], d[2]);
      const V inner = S::mul(two, S::sub(d[3], d[1]));
      S::store(to + c, S::fma(four, d[0], S::fma(minus_five, d[2], d[4])));
      S::store(to + plane + c, S::add(even, odd));
      S::store(to + 2 * plane + c, S::sub(even, odd));
      S::store(to + 3 * plane + c, S::add(outer, inner));
      S::store(to + 4 * plane + c, S::sub(outer, inner));
      S::store(to + 5 * plane + c, S::fma(four, d[1], S::fma(minus_five, d[3], d[5])));
    }
  }

  // Back from the six products of one tile and group (A^T m), bias, max over the pieces: rows of `width` at `to`.
  template <std::size_t P>
  [[gnu::always_inline]] static void transform_products(const float* products, std::size_t plane,
                                                        const float* bias, float* to,
                                                        std::size_t width) {
    for (std::size_t part = 0; part < kGroup; part += kWidth) {
      V best[kTile];
      Unroll<P>::run([&](std::size_t p) {
        const float* at = products + p * kGroup + part;
        V m[kTileInputs];
        Unroll<kTileInputs>::run([&](std::size_t f) { m[f] = S::load(at + f * plane); });
        const V b = S::load(bias + p * kGroup + part);
        const V near_sum = S::add(m[1], m[2]);
        const V near_difference = S::sub(m[1], m[2]);
        const V far_sum = S::add(m[3], m[4]);
        const V far_difference = S::sub(m[3], m[4]);
        V y[kTile];
        y[0] = S::add(S::add(S::add(m[0], near_sum), far_sum), b);
        y[1] = S::add(S::fma(S::all(2.0F), far_difference, near_difference), b);
        y[2] = S::add(S::fma(S::all(4.0F), far_sum, near_sum), b);
        y[3] = S::add(S::add(S::fma(S::all(8.0F), far_difference, near_difference), m[5]), b);
        Unroll<kTile>::run([&](std::size_t r) { best[r] = p == 0 ? y[r] : S::max(best[r], y[r]); });
      });
      Unroll<kTile>::run([&](std::size_t r) { S::store(to + r * width + part, best[r]); });
    }
  }

  template <std::size_t P>
  static void encode_block(const EncoderLayer& layer, const std::uint32_t* tiles, std::size_t count,
                           const float* in, float* out, Scratch& scratch) {
    const MaxoutLayer& maxout_layer = layer.maxout;
    const std::size_t width = maxout_layer.outputs;
    const std::size_t in_plane = kBlockTiles * width;
    constexpr std::size_t kOutPlane = kBlockTiles * P * kGroup;
    float* inputs = room(scratch.inputs, kTileInputs * in_plane);
    float* products = room(scratch.products, kTileInputs * kOutPlane);
    float* maxima = room(scratch.rows, kBlockTiles * kTile * width);
    for (std::size_t t = 0; t < count; ++t)
      transform_inputs(in + (static_cast<std::size_t>(tiles[t]) - 1) * width, width,
                       inputs + t * width, in_plane);
    for (std::size_t group = 0; group < width / kGroup; ++group) {
      for (std::size_t f = 0; f < kTileInputs; ++f)
        multiply<P>(inputs + f * in_plane, width, count, width,
                    layer.winograd.data() + (group * kTileInputs + f) * width * P * kGroup,
                    products + f * kOutPlane, P * kGroup);
      for (std::size_t t = 0; t < count; ++t)
        transform_products<P>(products + t * P * kGroup, kOutPlane,
                              maxout_layer.packed_bias.data() + group * P * kGroup,
                              maxima + t * kTile * width + group * kGroup, width);
    }
    for (std::size_t t = 0; t < count; ++t)
      for (std::size_t r = 0; r < kTile; ++r) {
        const std::size_t row = (static_cast<std::size_t>(tiles[t]) + r) * width;
        normalize(maxout_layer, maxima + (t * kTile + r) * width, in + row, out + row);
      }
  }

  template <std::size_t P>
  static void encode_of(const EncoderLayer& layer, std::span<const std::uint32_t> tiles,
                        const float* in, float* out, Scratch& scratch) {
    for (std::size_t t = 0; t < tiles.size(); t += kBlockTiles) {
      const std::size_t left = tiles.size() - t;
      encode_block<P>(layer, tiles.data() + t, left < kBlockTiles ? left : kBlockTiles, in, out,
                      scratch);
    }
  }

  static void encode(const EncoderLayer& layer, std::span<const std::uint32_t> tiles,
                     const float* in, float* out, Scratch& scratch) {
    if (layer.maxout.pieces == 3)
      encode_of<3>(layer, tiles, in, out, scratch);
    else if (layer.maxout.pieces == 2)
      encode_of<2>(layer, tiles, in, out, scratch);
    else
      encode_of<1>(layer, tiles, in, out, scratch);
  }

  static void hidden(const StepLayer& layer, const float* const* slots, float* out) {
    for (std::size_t h = 0; h < layer.hidden; h += kWidth)
      for (std::size_t p = 0; p < layer.pieces; ++p) {
        const std::size_t at = p * layer.hidden + h;
        V sum = S::load(slots[0] + at);
        for (std::size_t s = 1; s < layer.slots; ++s) sum = S::add(sum, S::load(slots[s] + at));
        sum = S::add(sum, S::load(layer.bias.data() + at));
        S::store(out + h, p == 0 ? sum : S::max(S::load(out + h), sum));
      }
  }

  // Scores of L groups of classes. Even and odd inputs are summed apart: two chains hide the latency of an addition.
  template <std::size_t L>
  static void score_groups(const StepLayer& layer, const float* hidden_row, std::size_t first,
                           float* scores) {
    const std::size_t columns = layer.padded_classes();
    for (std::size_t part = 0; part < kGroup; part += kWidth) {
      V sums[2][L];
      Unroll<L>::run([&](std::size_t l) {
        sums[0][l] = S::load(layer.upper_bias.data() + first + l * kGroup + part);
        sums[1][l] = S::zero();
      });
      const float* column = layer.upper.data() + first + part;
      for (std::size_t h = 0; h < layer.hidden; h += 2) {
        Unroll<2>::run([&](std::size_t half) {
          const V value = S::broadcast(hidden_row + h + half);
          Unroll<L>::run([&](std::size_t l) {
            sums[half][l] =
                S::fma(value, S::load(column + half * columns + l * kGroup), sums[half][l]);
          });
        });
        column += 2 * columns;
      }
      Unroll<L>::run([&](std::size_t l) {
        S::store(scores + first + l * kGroup + part, S::add(sums[0][l], sums[1][l]));
      });
    }
  }

  static void scores(const StepLayer& layer, const float* hidden_row, float* out) {
    const std::size_t columns = layer.padded_classes();
    std::size_t first = 0;
    for (; first + 4 * kGroup <= columns; first += 4 * kGroup)
      score_groups<4>(layer, hidden_row, first, out);
    switch ((columns - first) / kGroup) {
      case 3:
        score_groups<3>(layer, hidden_row, first, out);
        break;
      case 2:
        score_groups<2>(layer, hidden_row, first, out);
        break;
      case 1:
        score_groups<1>(layer, hidden_row, first, out);
        break;
      default:
        break;
    }
  }

  static float dot(const float* a, const float* b, std::size_t n) {
    V sum = S::zero();
    for (std::size_t i = 0; i < n; i += kWidth) sum = S::fma(S::load(a + i), S::load(b + i), sum);
    return S::total(sum);
  }

  static std::size_t argmax(const float* values, std::size_t n) {
    if (n < kWidth) return plain_argmax(values, n);
    V best = S::load(values);
    std::size_t i = kWidth;
    for (; i + kWidth <= n; i += kWidth) best = S::max(best, S::load(values + i));
    best = S::max(best, S::load(values + n - kWidth));  // the last ones, some of them again
    const float top = S::largest(best);
    for (i = 0; i + kWidth <= n; i += kWidth) {
      const unsigned same = S::equal(S::load(values + i), S::all(top));
      if (same != 0) return i + static_cast<std::size_t>(__builtin_ctz(same));
    }
    return i + plain_argmax(values + i, n - i);
  }

  static std::size_t plain_argmax(const float* values, std::size_t n) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < n; ++i)
      if (values[i] > values[best]) best = i;
    return best;
  }

  static constexpr Kernels table(std::string_view name) {
    return {name, &linear, &maxout, &encode, &hidden, &dot, &scores, &argmax};
  }
};

}  // namespace
}  // namespace parley::language
