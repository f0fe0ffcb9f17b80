#include "parley/base/result.h"

#include <gtest/gtest.h>

namespace parley {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{ErrorCode::bad_format, "an odd number", "numbers.tsv:3"};
  return number / 2;
}

TEST(Result, HoldsAValueOrAnErrorThatNamesItsPlace) {
  EXPECT_EQ(*half(8), 4);
  ASSERT_FALSE(half(7));
  EXPECT_EQ(half(7).error().text(), "numbers.tsv:3: bad_format: an odd number");
}

}  // namespace
}  // namespace parley
