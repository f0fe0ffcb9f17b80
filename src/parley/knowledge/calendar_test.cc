#include "parley/knowledge/calendar.h"

#include <gtest/gtest.h>

namespace parley::knowledge {
namespace {

Day day(std::string_view text) { return *parse_day(text); }

TEST(Calendar, PeriodsHaveTheirTimexValueAndDays) {
  const struct {
    Grain grain;
    const char *day, *value, *range;
  } kCases[] = {
      {Grain::week, "2012-12-29", "2012-W52", "2012-12-24/2012-12-30"},
      {Grain::week, "2012-01-01", "2011-W52", "2011-12-26/2012-01-01"},
      {Grain::week, "2014-12-29", "2015-W01", "2014-12-29/2015-01-04"},
      {Grain::weekend, "1990-08-09", "1990-W32-WE", "1990-08-11/1990-08-12"},
      {Grain::month, "2012-02-10", "2012-02", "2012-02-01/2012-02-29"},
      {Grain::season, "1993-12-05", "1994-WI", "1993-12-01/1994-02-28"},
      {Grain::season, "2017-03-01", "2017-SP", "2017-03-01/2017-05-31"},
      {Grain::season, "2017-11-30", "2017-FA", "2017-09-01/2017-11-30"},
      {Grain::quarter, "1989-11-02", "1989-Q4", "1989-10-01/1989-12-31"},
      {Grain::half, "2015-06-20", "2015-H1", "2015-01-01/2015-06-30"},
      {Grain::year, "2012-12-29", "2012", "2012-01-01/2012-12-31"},
      {Grain::decade, "1975-05-05", "197", "1970-01-01/1979-12-31"},
  };
  for (const auto& c : kCases) {
    const Period p = period(c.grain, day(c.day));
    EXPECT_EQ(p.value, c.value) << c.day;
    EXPECT_EQ(iso(p.range), c.range) << c.day;
  }
}

TEST(Calendar, MovesKeepTheDayOfTheMonthWhereThereIsOne) {
  EXPECT_EQ(iso(moved(day("2011-01-31"), Grain::month, 1)), "2011-02-28");
  EXPECT_EQ(iso(moved(day("2011-11-15"), Grain::month, -8)), "2011-03-15");
  EXPECT_EQ(iso(moved(day("2012-02-29"), Grain::year, -1)), "2011-02-28");
  EXPECT_EQ(shifted(Grain::month, day("2011-03-31"), -1).value, "2011-02");
  EXPECT_EQ(shifted(Grain::week, day("2012-01-02"), -1).value, "2011-W52");
}

TEST(Calendar, HolidaysFollowTheirRules) {
  const auto calendar = Calendar::load(Files());
  ASSERT_TRUE(calendar) << calendar.error().text();
  const struct {
    const char* name;
    int year;
    const char* want;
  } kCases[] = {
      {"christmas", 2012, "2012-12-25"},          {"easter", 2012, "2012-04-08"},
      {"good friday", 2024, "2024-03-29"},        {"orthodox easter", 2022, "2022-04-24"},
      {"thanksgiving", 2012, "2012-11-22"},       {"memorial day", 2012, "2012-05-28"},
      {"ramadan", 2012, "2012-07-20/2012-08-18"}, {"eid al-adha", 2012, "2012-10-26/2012-10-29"},
  };
  for (const auto& c : kCases) {
    const Holiday* holiday = calendar->holiday(c.name);
    ASSERT_NE(holiday, nullptr) << c.name;
    const auto range = holiday->in_year(c.year);
    ASSERT_TRUE(range) << c.name;
    EXPECT_EQ(iso(*range), c.want) << c.name;
  }
}

TEST(Calendar, WordsHaveTheirClasses) {
  const auto calendar = Calendar::load(Files());
  ASSERT_TRUE(calendar) << calendar.error().text();
  ASSERT_NE(calendar->word("second"), nullptr);
  EXPECT_EQ(calendar->word("second")->size(), 2u);  // the ordinal and the unit
  EXPECT_EQ(calendar->word("village"), nullptr);
  EXPECT_TRUE(calendar->begins_phrase("right"));
}

}  // namespace
}  // namespace parley::knowledge
