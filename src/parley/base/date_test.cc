#include "parley/base/date.h"

#include <gtest/gtest.h>

namespace parley {
namespace {

TEST(Date, ReadsOnlyDaysThatExist) {
  ASSERT_TRUE(parse_day("2012-02-29"));
  EXPECT_EQ(iso(*parse_day("2012-02-29")), "2012-02-29");
  for (const char* wrong :
       {"2013-02-29", "2012-13-01", "2012-1-01", "12-01-2012", "2012-01-0x", "", "-012-01-01"})
    EXPECT_FALSE(parse_day(wrong)) << wrong;
}

TEST(Date, WritesRangesWithBothEnds) {
  const Day day = *parse_day("2012-12-29");
  EXPECT_EQ(iso(DateRange{day, day}), "2012-12-29");
  EXPECT_EQ(iso(DateRange{day, day + std::chrono::days{3}}), "2012-12-29/2013-01-01");
}

}  // namespace
}  // namespace parley
