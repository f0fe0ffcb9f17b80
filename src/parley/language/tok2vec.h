// language/tok2vec.h - tokens -> vectors: hash embedding of the words' features, a mixing layer, window-3 encoder layers.
// Tok2Vec       the weights; constant, shared by all threads.
// MixedWords    one worker's: what the mixing layer gave for each distinct word (it depends on nothing else), so that a
//               word met before costs a copy. Bounded: the worker clears it when it is full.
// Padding [P4]  the encoder sees each text between rows of zeros, as many as it has layers, and these rows go through
//               the layers too. We compute of them what reaches the text, nothing else.
// Bits          the encoder's tiles are laid from the text's first token on, so a text's vectors do not depend on the
//               others of its batch.
// Source        spacy/ml/models/tok2vec.py, thinc/layers/{hashembed,maxout,layernorm,residual,expand_window}.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/kernels.h"
#include "parley/language/layers.h"
#include "parley/language/lexeme.h"
#include "parley/language/thinc_file.h"
#include "parley/language/tokenizer.h"
#include "parley/language/vectors.h"

namespace parley::language {

struct Tok2Vec {
  enum class Feature : std::uint8_t { orth, lower, norm, prefix, suffix, shape, spacy, is_space };
  struct Embedding {
    Feature feature;
    std::uint32_t seed;
    std::size_t rows, width;
    std::vector<float> table;  // [rows][width]
  };

  std::vector<Embedding> embeddings;  // in the order of the mixer's inputs
  const Vectors* vectors = nullptr;   // md, lg: one more block of inputs, the last
  LinearLayer vector_projection;
  MaxoutLayer mixer;
  std::vector<EncoderLayer> encoder;

  std::size_t width() const { return mixer.outputs; }
  bool reads_space() const;  // whether the space after a token makes a difference

  // The one tok2vec of a thinc file. `vectors`: the model's, null where it has none.
  static Result<Tok2Vec> build(const ThincFile& file, const Vectors* vectors);
};

class MixedWords {
 public:
  // The mixed vector of each token, copied to out + row[i] * width.
  void copy_rows(const Tok2Vec& net, const Kernels& kernels, const Lexicon& lexicon,
                 std::span<const TokenRecord> tokens, std::span<const std::uint32_t> rows,
                 float* out, Scratch& scratch);
  std::size_t bytes() const;
  void clear();
  std::uint64_t multiply_adds = 0;  // done so far

 private:
  static constexpr std::size_t kBlockRows = 256;
  static constexpr std::uint32_t kUnknown = ~0U;

  float* row(std::uint32_t number, std::size_t width) {
    return blocks_[number / kBlockRows].data() + number % kBlockRows * width;
  }
  void compute(const Tok2Vec& net, const Kernels& kernels, const Lexicon& lexicon,
               Scratch& scratch);

  std::vector<std::uint32_t> number_;  // by 2 * lexeme + space
  std::vector<std::uint32_t>
      fresh_;  // keys that still want their row; their numbers are the last ones
  std::vector<Floats> blocks_;
  std::uint32_t count_ = 0;
  Floats inputs_;
};

// Vectors of several texts; a text's rows stand together.
class TokenVectors {
 public:
  // `tokens`: all texts' one after the other; `sizes`: tokens of each text.
  void compute(const Tok2Vec& net, const Kernels& kernels, const Lexicon& lexicon,
               MixedWords& words, std::span<const TokenRecord> tokens,
               std::span<const std::uint32_t> sizes, Scratch& scratch);
  // The rows of a text, of the net's width each.
  const float* text(std::size_t index) const {
    return (in_back_ ? back_ : front_).data() + first_row_[index] * width_;
  }
  // Done so far by the encoder; without Winograd they were twice as many.
  std::uint64_t multiply_adds = 0;

 private:
  void lay_out(const Tok2Vec& net, std::span<const std::uint32_t> sizes);
  void encode(const Tok2Vec& net, const Kernels& kernels, std::span<const std::uint32_t> sizes,
              Scratch& scratch);

  std::size_t width_ = 0, total_rows_ = 0;
  std::vector<std::size_t> first_row_;  // of each text's first token
  std::vector<std::uint32_t> rows_, tiles_;
  Floats front_, back_;
  bool in_back_ = false;  // which of the two holds the result
};

}  // namespace parley::language
