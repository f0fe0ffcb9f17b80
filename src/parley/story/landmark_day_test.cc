#include "parley/story/landmark_day.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "parley/knowledge/files_for_test.h"
#include "parley/mention/landmarks.h"
#include "parley/mention/time_for_test.h"
#include "parley/mention/times.h"

namespace parley::story {
namespace {

// 2001-03-03 is a Saturday.
constexpr const char* kEvents =
    "2001-03-03\t\tsuspension\tLeague suspends Ardania\tArdania Decision\t"
    "League;suspend|suspended;Ardania\tARD\n"
    "2002-07-01\t2002-07-03\ttalks\tTalks in Kesh\t\tBorland;Kesh;talks\tARD\n"
    "2003-07-01\t\tattack\tAttack on Morn\t\tattacked;Morn;Doru\tARD\tlikely\n"
    "2004-07-01\t\tattack\tShelling of Vell\t\tshelled;Vell\tARD\n"
    "2004-07-03\t\tprotest\tMarch in Osk\t\tmarched;Osk\tARD\n";

// What is rare is so among many.
std::string with_others(std::string lines) {
  for (int i = 0; i < 400; ++i)
    lines += fmt::format("1990-01-01\t\tattack\tOther {0}\t\tother{0};place{0}\n", i);
  return lines;
}

knowledge::Knowledge known_for_test() {
  knowledge::Knowledge known;
  static const auto files =
      knowledge::files_with({{"time/landmarks.tsv", with_others(kEvents)},
                             {"unsc/resolutions.tsv", "1300\t2000\n1400\t2001-03-05\n"}});
  EXPECT_TRUE(files);
  auto calendar = knowledge::Calendar::load(*files);
  auto landmarks = knowledge::Landmarks::load(*files);
  EXPECT_TRUE(calendar && landmarks);
  if (calendar) known.calendar = std::move(*calendar);
  if (landmarks) known.landmarks = std::move(*landmarks);
  return known;
}

struct Case {
  const char *name, *text;
  std::vector<WeekdayWord> weekdays;
  const char* want;  // "" for no day
};

class DayByLandmarks : public testing::TestWithParam<Case> {};

TEST_P(DayByLandmarks, Is) {
  const knowledge::Knowledge known = known_for_test();
  const auto report = mention::test_report(GetParam().text, "");
  const mention::ReportView view{report->article, report->parse, known};
  mention::Mentions undated;
  mention::find_times(view, undated);
  const auto published = day_by_landmarks(view, undated, GetParam().weekdays);
  EXPECT_EQ(published ? iso(*published->day) : "", GetParam().want) << GetParam().text;
  if (published) {
    EXPECT_EQ(published->basis, page::DateBasis::none);
    EXPECT_EQ(published->reason.substr(0, 14), "tells as news:");
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, DayByLandmarks,
    testing::Values(
        Case{"Today", "The/DT League/NNP suspended/VBD Ardania/NNP today/NN ./.", {}, "2001-03-03"},
        Case{"Yesterday",
             "The/DT League/NNP suspended/VBD Ardania/NNP yesterday/NN ./.",
             {},
             "2001-03-04"},
        Case{"AWeekdayIsOfTheWeekBefore",
             "The/DT League/NNP suspended/VBD Ardania/NNP on/IN Saturday/NNP ./.",
             {{6}},
             "2001-03-03"},
        Case{"TheNewsIsOfALaterWeekday",
             "They/PRP met/VBD on/IN Tuesday/NNP ./.\n"
             "The/DT League/NNP suspended/VBD Ardania/NNP on/IN Saturday/NNP ./.",
             {{2}, {6}},
             "2001-03-06"},
        Case{"AnotherWeekday",
             "The/DT League/NNP suspended/VBD Ardania/NNP on/IN Monday/NNP ./.",
             {{1}},
             ""},
        Case{"WithoutAWordForTheDay", "The/DT League/NNP suspended/VBD Ardania/NNP ./.", {}, ""},
        Case{"ANameAloneIsNoNews",
             "The/DT Ardania/NNP Decision/NNP failed/VBD today/NN ./.",
             {},
             ""},
        Case{"Remembered",
             "Today/NN is/VBZ the/DT anniversary/NN ,/, the/DT League/NNP suspended/VBD "
             "Ardania/NNP ./.",
             {},
             ""},
        Case{
            "DatedElsewhere",
            "The/DT League/NNP suspended/VBD Ardania/NNP in/IN 2009/CD and/CC met/VBD today/NN ./.",
            {},
            ""},
        Case{"AResolutionIsYounger",
             "The/DT League/NNP suspended/VBD Ardania/NNP today/NN ./.\n"
             "It/PRP cited/VBD resolution/NN 1400/CD ./.",
             {},
             ""},
        Case{"AResolutionIsOlder",
             "The/DT League/NNP suspended/VBD Ardania/NNP today/NN ./.\n"
             "It/PRP cited/VBD resolutions/NNS 1299/CD and/CC 1300/CD ./.",
             {},
             "2001-03-03"},
        Case{"TwoEventsThatContradictEachOther",
             "The/DT League/NNP suspended/VBD Ardania/NNP today/NN ./.\n"
             "Borland/NNP held/VBD talks/NNS in/IN Kesh/NNP today/NN ./.",
             {},
             ""},
        Case{"LikelyIsNotEnough",
             "Gunmen/NNS attacked/VBD Morn/NNP and/CC Doru/NNP today/NN ./.",
             {},
             ""},
        Case{"OneTownIsTooLittle", "Troops/NNS shelled/VBD Vell/NNP today/NN ./.", {}, ""},
        Case{"ToldTwice",
             "Troops/NNS shelled/VBD Vell/NNP today/NN ./.\nThey/PRP shelled/VBD Vell/NNP today/NN "
             "./.",
             {},
             "2004-07-01"},
        Case{"TwoEventsThatAgree",
             "Crowds/NNS marched/VBD in/IN Osk/NNP on/IN Saturday/NNP ./.\n"
             "Troops/NNS shelled/VBD Vell/NNP on/IN Thursday/NNP ./.",
             {{6}, {4}},
             "2004-07-03"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(TimesOfLandmarks, TheYearOfADay) {
  const knowledge::Knowledge known = known_for_test();
  const struct {
    const char *text, *want;
  } cases[] = {
      {"The/DT League/NNP suspended/VBD Ardania/NNP on/IN 3/CD March/NNP ./.", "2001-03-03"},
      {"The/DT League/NNP suspended/VBD Ardania/NNP on/IN 4/CD March/NNP ./.", ""},
      {"The/DT Ardania/NNP Decision/NNP of/IN March/NNP failed/VBD ./.", "2001-03"},
      {"The/DT League/NNP suspended/VBD Ardania/NNP in/IN March/NNP ./.", ""},
      {"They/PRP left/VBD on/IN 3/CD March/NNP ./.", ""},
  };
  for (const auto& c : cases) {
    const auto report = mention::test_report(c.text, "");
    mention::Mentions mentions;
    mention::find_times({report->article, report->parse, known}, mentions);
    ASSERT_EQ(mentions.times.size(), 1U) << c.text;
    EXPECT_EQ(mentions.times[0].value, c.want) << c.text;
  }
}

}  // namespace
}  // namespace parley::story
