#include "parley/language/vectors.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

namespace parley::language {
namespace {

std::string npy(std::string_view header, const std::vector<float>& values) {
  std::string out = "\x93NUMPY\x01";
  out += '\0';
  out += static_cast<char>(header.size());
  out += '\0';
  out += header;
  const std::size_t begin = out.size();
  out.resize(begin + values.size() * sizeof(float));
  if (!values.empty())
    std::memcpy(out.data() + begin, values.data(), values.size() * sizeof(float));
  return out;
}

constexpr std::string_view kHeader =
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";
const std::string kTable = npy(kHeader, {1, 2, 3, 4, 5, 6});

TEST(Vectors, FindsTheRowOfAWord) {
  const auto vectors = Vectors::read(kTable, std::string("\x82\x07\x01\x09\x00", 5));
  ASSERT_TRUE(vectors.ok()) << vectors.error().text();
  EXPECT_EQ(vectors->width(), 3u);
  ASSERT_EQ(vectors->find(7).size(), 3u);
  EXPECT_EQ(vectors->find(7)[0], 4.0f);
  EXPECT_EQ(vectors->find(9)[2], 3.0f);
  EXPECT_TRUE(vectors->find(8).empty());
}

TEST(Vectors, MayBeEmpty) {
  const auto vectors =
      Vectors::read(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 0), }", {}), "\x80");
  ASSERT_TRUE(vectors.ok()) << vectors.error().text();
  EXPECT_TRUE(vectors->empty());
}

TEST(Vectors, RefuseOtherFiles) {
  const std::string map("\x81\x07\x01", 3);
  const float infinite = std::numeric_limits<float>::infinity();
  const std::string refused[] = {
      "",
      "NUMPY",
      kTable.substr(0, 20),
      kTable.substr(0, kTable.size() - 1),
      kTable + "x",
      npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", {1, 2, 3, 4, 5, 6}),
      npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", {1, 2, 3, 4, 5, 6}),
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }", {1, 2, 3, 4, 5, 6}),
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967295, 4294967295), }", {1}),
      npy(kHeader, {1, 2, 3, 4, 5, infinite}),
  };
  for (const std::string& file : refused) EXPECT_FALSE(Vectors::read(file, map).ok());
  EXPECT_TRUE(Vectors::read(kTable, map).ok());
  EXPECT_FALSE(Vectors::read(kTable, std::string("\x81\x07\x02", 3)).ok()) << "a row out of range";
  EXPECT_FALSE(Vectors::read(kTable, "\x90").ok());
}

}  // namespace
}  // namespace parley::language
