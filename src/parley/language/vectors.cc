#include "parley/language/vectors.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

#include "parley/language/msgpack.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

Error bad(const char* what) { return {ErrorCode::bad_format, what, ""}; }

struct NpyShape {
  std::uint32_t rows, width;
};

std::optional<std::uint32_t> number_in(std::string_view text) {
  text = trim(text);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The header is a Python dict: {'descr': '<f4', 'fortran_order': False, 'shape': (20000, 300), }
std::optional<NpyShape> shape_of(std::string_view header) {
  if (header.find("'descr': '<f4'") == header.npos) return std::nullopt;
  if (header.find("'fortran_order': False") == header.npos) return std::nullopt;
  constexpr std::string_view kShape = "'shape': (";
  const std::size_t begin = header.find(kShape);
  if (begin == header.npos) return std::nullopt;
  const std::string_view behind = header.substr(begin + kShape.size());
  const auto sizes = split(behind.substr(0, behind.find(')')), ',');
  if (sizes.size() != 2) return std::nullopt;
  const auto rows = number_in(sizes[0]);
  const auto width = number_in(sizes[1]);
  if (!rows || !width) return std::nullopt;
  return NpyShape{*rows, *width};
}

}  // namespace

Result<Vectors> Vectors::read_table(std::string_view npy) {
  constexpr std::string_view kMagic =
      "\x93NUMPY\x01";  // version 1: the header's length has two bytes
  if (!npy.starts_with(kMagic) || npy.size() < 10) return bad("not a NumPy file of version 1");
  const std::size_t header_size =
      static_cast<unsigned char>(npy[8]) + 256u * static_cast<unsigned char>(npy[9]);
  if (npy.size() - 10 < header_size) return bad("the NumPy header ends early");
  const auto shape = shape_of(npy.substr(10, header_size));
  if (!shape) return bad("the vectors are no table of 32-bit floats");
  const std::string_view data = npy.substr(10 + header_size);
  const std::uint64_t count = std::uint64_t{shape->rows} * shape->width;
  if (data.size() % sizeof(float) != 0 || data.size() / sizeof(float) != count)
    return bad("the vectors have other bytes than their shape");

  Vectors vectors;
  vectors.rows_ = shape->width == 0 ? 0 : shape->rows;
  vectors.width_ = shape->width;
  vectors.data_.resize(count);
  if (count != 0) std::memcpy(vectors.data_.data(), data.data(), data.size());
  if (!std::all_of(vectors.data_.begin(), vectors.data_.end(),
                   [](float x) { return std::isfinite(x); }))
    return bad("a vector holds a value that is not finite");

  return vectors;
}

Status Vectors::read_rows(std::string_view key2row) {
  const auto message = msgpack::Message::read(key2row);
  if (!message.ok()) return message.error();
  if (message->root().kind() != msgpack::Kind::map) return bad("key2row is no map");
  row_of_.reserve(message->root().size());
  for (const auto& [key, value] : message->root().pairs()) {
    const auto id = key.unsigned_integer();
    const auto row = value.unsigned_integer();
    if (!id || !row || *row >= rows_) return bad("key2row names a row that is not there");
    row_of_.insert_or_assign(*id, static_cast<std::uint32_t>(*row));
  }
  return std::nullopt;
}

Result<Vectors> Vectors::read(std::string_view npy, std::string_view key2row) {
  Result<Vectors> vectors = read_table(npy);
  if (!vectors.ok()) return vectors;
  if (Status error = vectors->read_rows(key2row)) return *std::move(error);
  return vectors;
}

std::span<const float> Vectors::find(std::uint64_t orth) const {
  const auto found = row_of_.find(orth);
  if (found == row_of_.end()) return {};
  return {data_.data() + std::size_t{found->second} * width_, width_};
}

}  // namespace parley::language
