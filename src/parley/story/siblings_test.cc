#include "parley/story/siblings.h"

#include <gtest/gtest.h>

#include <numeric>

namespace parley::story {
namespace {

Day day(const char* text) { return *parse_day(text); }

// A report with `count` passages from `first` on.
Fingerprint report(const char* source, const char* published, std::uint64_t first,
                   std::size_t count) {
  Fingerprint made;
  made.source = source;
  if (*published != '\0')
    made.published = {parse_day(published), page::DateBasis::stated, published};
  made.passages.resize(count);
  std::iota(made.passages.begin(), made.passages.end(), first);
  return made;
}

struct DayCase {
  const char* name;
  const char* sibling;
  std::vector<WeekdayWord> weekdays;
  const char* expected;  // "" for none
};

class DayNear : public testing::TestWithParam<DayCase> {};

TEST_P(DayNear, Is) {
  const auto found = day_near(day(GetParam().sibling), GetParam().weekdays, 3);
  EXPECT_EQ(found ? iso(*found) : "", GetParam().expected);
}

// 2026-11-24 is a Tuesday.
INSTANTIATE_TEST_SUITE_P(
    All, DayNear,
    testing::Values(
        DayCase{"NoWeekdayTakesTheSiblings", "2026-11-24", {}, "2026-11-24"},
        DayCase{"NewsOfTheDay", "2026-11-24", {{2}}, "2026-11-24"},
        DayCase{"NewsOfTheDayBefore", "2026-11-24", {{1}}, "2026-11-24"},
        DayCase{"NewsOfTheDayBeforeIsOfThatDayWhenTodayLiesAhead",
                "2026-11-24",
                {{1}, {2, true}},
                "2026-11-23"},
        DayCase{"ANightIsInPrintTheDayAfter", "2026-11-25", {{2, false, true}}, "2026-11-25"},
        DayCase{"NewsOfTheDayAfterTheSiblings", "2026-11-24", {{3}}, "2026-11-25"},
        DayCase{"OnlyTheFirstIsTheNews", "2026-11-24", {{2}, {5}, {6}}, "2026-11-24"},
        DayCase{
            "AnEveningMayBeTheSameDay", "2026-11-24", {{2, false, true}, {3, true}}, "2026-11-24"},
        DayCase{"TheWeekendBefore", "2026-11-24", {{6}}, "2026-11-22"},
        DayCase{"NothingNearMakesSense", "2026-11-24", {{5, false, true}, {6, true}}, ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Siblings, CopyOfADatedReport) {
  Siblings siblings;
  siblings.add(report("b.txt", "2026-11-24", 0, 200));
  const auto found = siblings.date_of(report("a.txt", "", 150, 200));  // 50 of 200
  ASSERT_TRUE(found);
  EXPECT_EQ(iso(*found->day), "2026-11-24");
  EXPECT_EQ(found->basis, page::DateBasis::sibling);
  EXPECT_EQ(found->reason, "shares 25 % of its passages with b.txt of 2026-11-24");
}

TEST(Siblings, ACopyOfOldNewsIsOfItsSiblingsDay) {
  Siblings siblings;
  siblings.add(report("b.txt", "2026-11-24", 0, 200));
  Fingerprint asked = report("a.txt", "", 0, 200);
  asked.weekdays = {{6}};  // two days before
  EXPECT_EQ(iso(*siblings.date_of(asked)->day), "2026-11-24");
}

TEST(Siblings, TooLittleIsShared) {
  Siblings siblings;
  siblings.add(report("b.txt", "2026-11-24", 0, 200));
  EXPECT_FALSE(siblings.date_of(report("a.txt", "", 165, 200)));
}

TEST(Siblings, BackgroundOfAnOutletIsNoCopy) {
  Siblings siblings;
  siblings.add(report("spring.txt", "2026-04-01", 0, 100));
  siblings.add(report("autumn.txt", "2026-11-24", 0, 100));
  EXPECT_FALSE(siblings.date_of(report("a.txt", "", 0, 100)));
}

TEST(Siblings, TheClosestCopyCounts) {
  Siblings siblings;
  siblings.add(report("far.txt", "2026-11-20", 0, 120));
  siblings.add(report("near.txt", "2026-11-22", 100, 200));
  EXPECT_EQ(iso(*siblings.date_of(report("a.txt", "", 60, 240))->day), "2026-11-22");
}

TEST(Siblings, OnlyReportsThatSayTheirDayTeach) {
  Siblings siblings;
  Fingerprint inferred = report("b.txt", "2026-11-24", 0, 200);
  for (const auto basis :
       {page::DateBasis::sibling, page::DateBasis::comment, page::DateBasis::given}) {
    inferred.published.basis = basis;
    siblings.add(inferred);
  }
  EXPECT_FALSE(siblings.date_of(report("a.txt", "", 0, 200)));
}

TEST(Siblings, AReportWithItsOwnDayIsLeftAlone) {
  Siblings siblings;
  siblings.add(report("b.txt", "2026-11-24", 0, 200));
  EXPECT_FALSE(siblings.date_of(report("a.txt", "2026-11-23", 0, 200)));
}

TEST(Siblings, CommentsAreLaterThanTheReport) {
  Siblings siblings;
  siblings.add(report("b.txt", "2026-11-24", 0, 200));
  Fingerprint asked = report("a.txt", "2026-11-25", 0, 200);
  asked.published.basis = page::DateBasis::comment;
  EXPECT_EQ(iso(*siblings.date_of(asked)->day), "2026-11-24");
  asked.published.day = day("2026-11-20");
  EXPECT_FALSE(siblings.date_of(asked));
}

TEST(Siblings, TheSamePeopleAndAWeekday) {
  Siblings siblings;
  Fingerprint known = report("b.txt", "2026-11-24", 0, 100);
  known.people = {"a", "b", "c", "d", "e", "f"};
  siblings.add(known);
  Fingerprint asked = report("a.txt", "", 1000, 100);
  asked.people = {"a", "b", "c", "d", "e"};
  EXPECT_FALSE(siblings.date_of(asked)) << "no weekday says which day of the story it is";
  asked.weekdays = {{3}};
  const auto found = siblings.date_of(asked);
  ASSERT_TRUE(found);
  EXPECT_EQ(iso(*found->day), "2026-11-25");
  EXPECT_EQ(found->reason, "shares 5 of its people with b.txt of 2026-11-24");
  asked.people.pop_back();
  EXPECT_FALSE(siblings.date_of(asked)) << "four people are in many reports of one conflict";
}

TEST(Siblings, TwoStoriesWithTheSamePeopleGiveNone) {
  Siblings siblings;
  Fingerprint spring = report("spring.txt", "2026-04-01", 0, 100);
  Fingerprint autumn = report("autumn.txt", "2026-11-24", 200, 100);
  spring.people = autumn.people = {"a", "b", "c", "d", "e"};
  siblings.add(spring);
  siblings.add(autumn);
  Fingerprint asked = report("a.txt", "", 1000, 100);
  asked.people = spring.people;
  asked.weekdays = {{2}};
  EXPECT_FALSE(siblings.date_of(asked));
}

TEST(Siblings, PeopleOfEveryWeekTellNothing) {
  Siblings siblings;
  Fingerprint spring = report("spring.txt", "2026-04-01", 0, 100);
  Fingerprint autumn = report("autumn.txt", "2026-11-24", 200, 100);
  spring.people = {"a", "b", "c"};
  autumn.people = {"a", "b", "c", "d", "e"};
  siblings.add(spring);
  siblings.add(autumn);
  Fingerprint asked = report("a.txt", "", 1000, 100);
  asked.people = autumn.people;
  asked.weekdays = {{2}};
  EXPECT_FALSE(siblings.date_of(asked));
}

TEST(Siblings, TheOldestAreForgotten) {
  Siblings siblings(300);
  siblings.add(report("old.txt", "2026-11-24", 0, 200));
  siblings.add(report("new.txt", "2026-11-24", 1000, 200));
  EXPECT_FALSE(siblings.date_of(report("a.txt", "", 0, 200)));
  EXPECT_TRUE(siblings.date_of(report("a.txt", "", 1000, 200)));
}

}  // namespace
}  // namespace parley::story
