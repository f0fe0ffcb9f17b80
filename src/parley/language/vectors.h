// language/vectors.h - the static word vectors of md and lg: a table of rows, found by the word's
// ORTH id. Source: spacy/vectors.pyx; vocab/vectors is a .npy file of <f4, vocab/key2row a msgpack
// map id -> row.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"

namespace parley::language {

class Vectors {
 public:
  // vocab/vectors. Errors: bad_format (not a .npy of two-dimensional <f4 in C order, a value not finite).
  static Result<Vectors> read_table(std::string_view npy);
  // vocab/key2row. Errors: bad_format (a row that the table lacks).
  Status read_rows(std::string_view key2row);
  // Both.
  static Result<Vectors> read(std::string_view npy, std::string_view key2row);

  std::uint32_t width() const { return width_; }
  std::uint32_t rows() const { return rows_; }
  bool empty() const { return rows_ == 0; }
  // The row of the word, or nothing where it has none (the network then takes zeros).
  std::span<const float> find(std::uint64_t orth) const;

 private:
  std::uint32_t width_ = 0, rows_ = 0;
  std::vector<float> data_;
  std::unordered_map<std::uint64_t, std::uint32_t> row_of_;
};

}  // namespace parley::language
