#include "parley/page/dates.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::page {
namespace {

std::string show(const FoundDate& date) {
  std::string text =
      date.year ? iso(*date.as_day()) : std::to_string(date.month) + "-" + std::to_string(date.day);
  if (!date.time.empty()) text += " " + date.time;
  return text;
}

struct Case {
  std::string_view text, want;  // the first date and its time
};

constexpr Case kCases[] = {
    {"Tuesday, January 31, 2012", "2012-01-31"},
    {"9 Apr 2012, 7:05AM BST", "2012-04-09 07:05"},
    {"10.04.2012 18:40", "2012-04-10 18:40"},
    {"Saturday 16 May 2015 - 08:12 GMT", "2015-05-16 08:12"},
    {"2015-05-16 10:30", "2015-05-16 10:30"},
    {"17/05/2015", "2015-05-17"},
    {"02/24/2010", "2010-02-24"},
    {"Fri 26 Feb 2010 09:30", "2010-02-26 09:30"},
    {"21st May, 2010", "2010-05-21"},
    {"December 29, 2012 2:26 PM", "2012-12-29 14:26"},
    {"25 February 2010 at 9:12 am", "2010-02-25 09:12"},
    {"Last updated at Apr 232017", "2017-04-23"},
    {"agreed on Nov. 2, pledging", "11-2"},
    {"30 June, 11:02", "6-30 11:02"},
    {"16 de mayo de 2015", "2015-05-16"},
    {"3. Oktober 2014", "2014-10-03"},
    {"2015年5月16日", "2015-05-16"},
    {"12:40 PM, 3 May 2016", "2016-05-03 12:40"},
    {"30 February 2012", ""},  // no calendar has it
    {"in 2012 and 2013", ""},
    {"five to 10 killed", ""},
    {"version 1.2.3.4", ""},
};

TEST(FindDates, ReadsDatesAsPagesWriteThem) {
  for (const Case& c : kCases) {
    const std::vector<FoundDate> found = find_dates(c.text);
    EXPECT_EQ(found.empty() ? "" : show(found.front()), c.want) << c.text;
  }
}

TEST(FindDates, TakesTheDayOfTheWeekIntoTheSpan) {
  const std::string_view text = "on Tuesday, January 31, 2012, he said";
  const std::vector<FoundDate> found = find_dates(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(slice(text, found[0].span), "Tuesday, January 31, 2012");
  EXPECT_EQ(found[0].weekday, 2);
}

TEST(MonthFirst, IsToldByDatesThatCanBeReadOneWayOnly) {
  EXPECT_EQ(month_first(find_dates("02/24/2010 and 03/04/2010")), std::optional<bool>(true));
  EXPECT_EQ(month_first(find_dates("24/02/2010 and 03/04/2010")), std::optional<bool>(false));
  // 4 March 2010 was a Thursday, 3 April 2010 a Saturday.
  EXPECT_EQ(month_first(find_dates("Thursday 03/04/2010")), std::optional<bool>(true));
  EXPECT_EQ(month_first(find_dates("03/04/2010")), std::nullopt);
}

TEST(MachineDate, ReadsFieldsOfMetadata) {
  EXPECT_EQ(iso(machine_date("2015-05-16T10:30:00+02:00").value()), "2015-05-16");
  EXPECT_EQ(iso(machine_date("20120131").value()), "2012-01-31");
  EXPECT_EQ(iso(machine_date("Mon, 30 Jan 2012 10:00:00 GMT").value()), "2012-01-30");
  EXPECT_EQ(machine_date("0000-00-00"), std::nullopt);
  EXPECT_EQ(machine_date(""), std::nullopt);
}

TEST(TimeOfDay, NeedsMoreThanTwoNumbers) {
  EXPECT_TRUE(is_time_of_day("12.40 BST"));
  EXPECT_TRUE(is_time_of_day("6:05 pm"));
  EXPECT_FALSE(is_time_of_day("12.40"));
  EXPECT_FALSE(is_time_of_day("Live"));
}

}  // namespace
}  // namespace parley::page
