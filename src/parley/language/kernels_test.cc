#include "parley/language/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace parley::language {
namespace {

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::vector<float> floats(std::size_t n, float scale = 1) {
    std::normal_distribution<float> normal(0, scale);
    std::vector<float> values(n);
    for (float& value : values) value = normal(engine_);
    return values;
  }
  Floats line_floats(std::size_t n) {
    const std::vector<float> values = floats(n);
    return {values.begin(), values.end()};
  }
  std::size_t below(std::size_t n) { return engine_() % n; }

 private:
  std::mt19937 engine_;
};

const Kernels& reference() { return *available_kernels().back(); }

// The builds to compare with it.
std::span<const Kernels* const> fast_kernels() {
  return available_kernels().first(available_kernels().size() - 1);
}

// The largest difference, as a part of the values' size.
double worst(std::span<const float> got, std::span<const float> want) {
  double difference = 0;
  double size = 1e-3;
  for (std::size_t i = 0; i < want.size(); ++i) {
    difference =
        std::max(difference, std::abs(static_cast<double>(got[i]) - static_cast<double>(want[i])));
    size = std::max(size, std::abs(static_cast<double>(want[i])));
  }
  return difference / size;
}

TEST(Kernels, AreChosenByName) {
  EXPECT_EQ(choose_kernels("auto").value(), available_kernels().front());
  for (const Kernels* kernels : available_kernels())
    EXPECT_EQ(choose_kernels(kernels->name).value(), kernels);
  const auto wrong = choose_kernels("mmx");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().code, ErrorCode::usage);
  EXPECT_NE(wrong.error().message.find("reference"), std::string::npos);
}

struct LinearCase {
  std::size_t inputs, outputs, rows;
};

constexpr LinearCase kLinearCases[] = {
    {1, 1, 1},    {3, 15, 2},   {96, 16, 7},  {96, 50, 9},   {300, 96, 5}, {64, 1024, 33},
    {96, 64, 65}, {17, 33, 11}, {64, 48, 12}, {96, 384, 30}, {7, 97, 3},   {96, 2, 40},
};

TEST(Kernels, LinearIsTheReference) {
  Random random(1);
  for (const LinearCase& c : kLinearCases) {
    const LinearLayer layer = make_linear(c.inputs, c.outputs, random.floats(c.inputs * c.outputs),
                                          random.floats(c.outputs));
    const std::size_t stride = c.inputs + 5;  // rows need not touch, nor be aligned
    const std::vector<float> in = random.floats(c.rows * stride);
    std::vector<float> want(c.rows * layer.padded());
    reference().linear(layer, in.data(), stride, c.rows, want.data(), layer.padded());
    for (const Kernels* kernels : fast_kernels()) {
      std::vector<float> got(want.size(), -1);
      kernels->linear(layer, in.data(), stride, c.rows, got.data(), layer.padded());
      EXPECT_LT(worst(got, want), 2e-6)
          << kernels->name << " " << c.inputs << "x" << c.outputs << ", " << c.rows;
    }
  }
}

TEST(Kernels, LinearWithoutBiasAddsNothing) {
  const std::vector<float> weight = {1, 2, 3, 4};
  const LinearLayer layer = make_linear(2, 2, weight, {});
  const std::vector<float> in = {10, 1};
  for (const Kernels* kernels : available_kernels()) {
    std::vector<float> out(layer.padded(), 9);
    kernels->linear(layer, in.data(), 2, 1, out.data(), layer.padded());
    EXPECT_EQ(out[0], 12) << kernels->name;
    EXPECT_EQ(out[1], 34) << kernels->name;
    EXPECT_EQ(out[2], 0) << kernels->name;
  }
}

struct MaxoutCase {
  std::size_t inputs, outputs, pieces, rows;
};

constexpr MaxoutCase kMaxoutCases[] = {
    {576, 96, 3, 33}, {80, 16, 3, 5}, {384, 96, 3, 1},
    {48, 16, 2, 70},  {20, 32, 1, 9}, {672, 96, 3, 31},
};

TEST(Kernels, MaxoutIsTheReference) {
  Random random(2);
  Scratch scratch;
  for (const MaxoutCase& c : kMaxoutCases) {
    const std::size_t units = c.outputs * c.pieces;
    const MaxoutLayer layer =
        make_maxout(c.inputs, c.outputs, c.pieces, random.floats(units * c.inputs),
                    random.floats(units), random.floats(c.outputs), random.floats(c.outputs));
    const std::vector<float> in = random.floats(c.rows * c.inputs);
    std::vector<float> want(c.rows * c.outputs);
    reference().maxout(layer, in.data(), c.inputs, c.rows, want.data(), c.outputs, scratch);
    for (const Kernels* kernels : fast_kernels()) {
      std::vector<float> got(want.size(), -1);
      kernels->maxout(layer, in.data(), c.inputs, c.rows, got.data(), c.outputs, scratch);
      EXPECT_LT(worst(got, want), 5e-6)
          << kernels->name << " " << c.inputs << "x" << units << ", " << c.rows;
    }
  }
}

EncoderLayer random_encoder(Random& random, std::size_t width, std::size_t pieces) {
  const std::size_t units = width * pieces;
  // Weights of the size that trained ones have: sums of order one.
  return make_encoder(width, pieces, random.floats(units * 3 * width, 0.1F), random.floats(units),
                      random.floats(width), random.floats(width));
}

TEST(Kernels, EncoderIsTheReference) {
  Random random(3);
  Scratch scratch;
  for (const auto& [width, pieces] :
       {std::pair{96, 3}, std::pair{16, 2}, std::pair{32, 1}, std::pair{96, 2}}) {
    for (const std::size_t count : {1, 3, 8, 31, 32, 33, 70}) {
      const auto w = static_cast<std::size_t>(width);
      const EncoderLayer layer = random_encoder(random, w, static_cast<std::size_t>(pieces));
      const std::size_t rows = 2 + 4 * count + 2;
      const Floats in = random.line_floats(rows * w);
      std::vector<std::uint32_t> tiles;
      for (std::size_t t = 0; t < count; ++t)
        tiles.push_back(static_cast<std::uint32_t>(2 + 4 * t));
      Floats want(rows * w);
      reference().encode(layer, tiles, in.data(), want.data(), scratch);
      for (const Kernels* kernels : fast_kernels()) {
        Floats got(rows * w);
        kernels->encode(layer, tiles, in.data(), got.data(), scratch);
        EXPECT_LT(worst(got, want), 1e-5)
            << kernels->name << " width " << width << ", " << count << " tiles";
      }
    }
  }
}

// What a text's bits rest on: a row gives the same ones in every surrounding.
TEST(Kernels, RowsDoNotDependOnTheirNumberOrPlace) {
  Random random(4);
  Scratch scratch;
  const LinearLayer linear = make_linear(96, 130, random.floats(96 * 130), random.floats(130));
  const MaxoutLayer maxout = make_maxout(96, 48, 3, random.floats(96 * 144), random.floats(144),
                                         random.floats(48), random.floats(48));
  constexpr std::size_t kRows = 37;
  const std::vector<float> in = random.floats(kRows * 96);
  for (const Kernels* kernels : available_kernels()) {
    std::vector<float> all(kRows * linear.padded());
    std::vector<float> all_maxout(kRows * 48);
    kernels->linear(linear, in.data(), 96, kRows, all.data(), linear.padded());
    kernels->maxout(maxout, in.data(), 96, kRows, all_maxout.data(), 48, scratch);
    for (std::size_t first = 0; first < kRows; ++first)
      for (const std::size_t n : {std::size_t{1}, std::size_t{5}, kRows - first}) {
        if (first + n > kRows) continue;
        std::vector<float> some(n * linear.padded());
        kernels->linear(linear, in.data() + first * 96, 96, n, some.data(), linear.padded());
        EXPECT_TRUE(std::equal(some.begin(), some.end(),
                               all.begin() + static_cast<long>(first * linear.padded())))
            << kernels->name;
        some.assign(n * 48, 0);
        kernels->maxout(maxout, in.data() + first * 96, 96, n, some.data(), 48, scratch);
        EXPECT_TRUE(std::equal(some.begin(), some.end(),
                               all_maxout.begin() + static_cast<long>(first * 48)))
            << kernels->name;
      }
  }
}

TEST(Kernels, TilesDoNotDependOnTheirNumberOrPlace) {
  Random random(5);
  Scratch scratch;
  const EncoderLayer layer = random_encoder(random, 96, 3);
  constexpr std::size_t kTiles = 75;
  const Floats in = random.line_floats((4 * kTiles + 2) * 96);
  std::vector<std::uint32_t> tiles;
  for (std::size_t t = 0; t < kTiles; ++t) tiles.push_back(static_cast<std::uint32_t>(1 + 4 * t));
  for (const Kernels* kernels : available_kernels()) {
    Floats all(in.size());
    kernels->encode(layer, tiles, in.data(), all.data(), scratch);
    for (std::size_t first = 0; first < kTiles; first += 7) {
      Floats some(in.size());
      const std::size_t n = std::min(kTiles - first, std::size_t{1} + first / 2);
      kernels->encode(layer, std::span(tiles).subspan(first, n), in.data(), some.data(), scratch);
      const auto from = static_cast<long>(static_cast<std::size_t>(tiles[first]) * 96);
      EXPECT_TRUE(std::equal(some.begin() + from,
                             some.begin() + from + static_cast<long>(n * 4 * 96),
                             all.begin() + from))
          << kernels->name;
    }
  }
}

TEST(Kernels, StepLayerIsTheReference) {
  Random random(6);
  for (const std::size_t classes : {1, 16, 38, 74, 106, 130}) {
    const std::size_t slots = 8, hidden = 64, pieces = 2, inputs = 64;
    const std::size_t units = hidden * pieces;
    const auto lower = random.floats(slots * units * inputs), absent = random.floats(slots * units);
    const auto bias = random.floats(units), upper = random.floats(classes * hidden);
    const auto upper_bias = random.floats(classes);
    std::vector<std::uint32_t> order(classes);
    for (std::uint32_t c = 0; c < classes; ++c)
      order[c] = static_cast<std::uint32_t>(classes) - 1 - c;
    const StepLayer step =
        make_step({slots, hidden, pieces, inputs, lower, absent, bias, upper, upper_bias}, order);
    const std::vector<float> rows = random.floats(slots * step.slot_size());
    std::vector<const float*> looked_at;
    for (std::size_t s = 0; s < slots; ++s)
      looked_at.push_back(s == 3 ? step.absent.data() + s * step.slot_size()
                                 : rows.data() + s * step.slot_size());
    Floats want_hidden(hidden), want(step.padded_classes());
    reference().hidden(step, looked_at.data(), want_hidden.data());
    reference().scores(step, want_hidden.data(), want.data());
    // thinc's own layout, unit by unit.
    for (std::size_t h = 0; h < hidden; h += 13) {
      float best = -1e30F;
      for (std::size_t p = 0; p < pieces; ++p) {
        float sum = 0;
        for (std::size_t s = 0; s < slots; ++s)
          sum +=
              s == 3 ? absent[(s * hidden + h) * pieces + p] : rows[(s * pieces + p) * hidden + h];
        best = std::max(best, sum + bias[h * pieces + p]);
      }
      EXPECT_FLOAT_EQ(want_hidden[h], best);
    }
    for (const Kernels* kernels : fast_kernels()) {
      Floats got_hidden(hidden), got(step.padded_classes());
      kernels->hidden(step, looked_at.data(), got_hidden.data());
      EXPECT_TRUE(std::equal(got_hidden.begin(), got_hidden.end(), want_hidden.begin()))
          << kernels->name;
      kernels->scores(step, got_hidden.data(), got.data());
      EXPECT_LT(worst(got, want), 2e-6) << kernels->name;
      for (std::uint32_t column = 0; column < classes; ++column) {
        const std::size_t c = order[column];
        const float alone =
            kernels->dot(got_hidden.data(), step.class_rows.data() + c * hidden, hidden) +
            step.class_bias[c];
        EXPECT_NEAR(alone, want[column], 1e-4) << kernels->name;
      }
    }
  }
}

TEST(Kernels, ArgmaxTakesTheLowestOfEquals) {
  Random random(7);
  for (const Kernels* kernels : available_kernels())
    for (std::size_t n = 1; n < 120; ++n) {
      std::vector<float> values = random.floats(n);
      for (float& value : values) value = std::round(value);  // many ties
      const auto want =
          static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
      EXPECT_EQ(kernels->argmax(values.data(), n), want) << kernels->name << " of " << n;
    }
}

}  // namespace
}  // namespace parley::language
